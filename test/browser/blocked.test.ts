import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referrals } from '../support/samples.ts';
import { chromiumPath } from './chromium.ts';
import { findings, Product } from './pages.ts';

const hospital = 'Akershus universitetssykehus, gastrokirurgisk avdeling';
const nurse = { role: 'coordinator', unitId: 'ahus-gastrokirurgi' };
const municipality = 'Nesodden kommune';

describe.skipIf(chromiumPath === undefined)('somebody whom the patient has blocked, in Chromium', () => {
  let product: Product;
  let pathwayId: string;

  beforeAll(async () => {
    product = await Product.start();
    pathwayId = await product.start(referrals[0]);
    await product.call('POST', `/tasks/${pathwayId}-t1/completion`, nurse, {
      outcome: 'assessed',
      heldOn: '2026-11-20',
      mode: 'in-person',
      needs: [],
    });
    await product.settle();
  }, 120_000);
  afterAll(() => product?.close());

  it('is chosen among those who have looked, and finds rows that a colleague has to take', async () => {
    const carer = await product.enter('/tasks', municipality);
    await carer.getByRole('link', { name: /Blå Kornåker/ }).waitFor();

    const page = await product.enter(`/pathways/${pathwayId}`, hospital);
    await page.getByLabel('Hva har skjedd?').selectOption('Sperr en ansatt');
    const employee = page.getByLabel('Den ansatte');
    await employee.waitFor();
    const name = await employee.getByRole('option', { name: /Nesodden kommune/ }).textContent();
    await employee.selectOption(name);
    await page.getByRole('button', { name: 'Meld fra' }).click();
    await page.getByText(/^Meldt\./).waitFor();
    await page.getByText('gjelder en navngitt ansatt').waitFor();

    for (const [address, words] of [
      ['/tasks', 'En kollega må ta denne'],
      ['/pathways', 'Bare kollegene dine kan åpne denne'],
    ] as const) {
      await carer.goto(`${product.runtime.url}/app${address}`);
      const line = carer.getByRole('main').getByRole('listitem').filter({ hasText: words });
      await line.waitFor();
      expect(await line.getByRole('link').count()).toBe(0);
      expect(await carer.getByRole('main').textContent()).not.toContain('Kornåker');
      expect(await findings(carer)).toEqual([]);
    }
    expect(product.faults).toEqual([]);
  });

  it('finds it again once the report is taken back', async () => {
    const page = await product.enter(`/pathways/${pathwayId}`, hospital);
    await page.getByRole('button', { name: /^Ta tilbake: .*sperret/ }).click();
    await page.getByLabel('Hvorfor var det feil?').fill('Feil person.');
    await page.getByRole('button', { name: 'Ta tilbake', exact: true }).click();
    await page.getByText('Tatt tilbake.').waitFor();
    const carer = await product.enter('/tasks', municipality);
    await carer.getByRole('link', { name: /Blå Kornåker/ }).waitFor();
    expect(product.faults).toEqual([]);
  });
});
