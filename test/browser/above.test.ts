import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { another, colorectal } from '../support/samples.ts';
import { chromiumPath } from './chromium.ts';
import { Product } from './pages.ts';

const hospital = { role: 'coordinator', unitId: 'ahus-gastrokirurgi' };
const leader = 'Nesodden kommune, koordinerende enhet';
const name = 'Lilla Solhatt';

describe.skipIf(chromiumPath === undefined)('a unit above another, in Chromium', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.start();
    const arriving = await product.start({ ...colorectal, patient: { ...colorectal.patient, name } });
    await product.call('POST', `/tasks/${arriving}-t1/completion`, hospital, {
      outcome: 'assessed',
      heldOn: '2026-11-20',
      mode: 'in-person',
      needs: [],
    });
    // whose conversation at 3–4 months was over before they came
    const late = another(2, colorectal);
    await product.start({
      ...late,
      patient: { ...late.patient, name },
      startAtPoint: 2,
      diagnosis: { ...late.diagnosis, date: '2026-05-01' },
    });
    await product.moveTo('2026-12-08T12:00:00Z');
  }, 120_000);
  afterAll(() => product?.close());

  it('sees its units’ overdue tasks from the overview, with whom to call, and nobody’s name', {
    timeout: 60_000,
  }, async () => {
    const page = await product.enter('/overview', leader);
    await page.getByRole('link', { name: /vis oppgavene til Nesodden kommune/ }).click();
    await page.waitForURL(/\/tasks\?view=overdue&unit=kommune-3212/);
    const line = page.getByRole('link', { name: /Ta imot pasienten i kommunen/ }).first();
    await line.waitFor();
    expect(await line.textContent()).toMatch(/varslet \d/);
    expect(await page.getByRole('searchbox').count()).toBe(0);
    await line.click();
    await page.getByText('Oppgaven er hos en enhet under din').waitFor();
    expect(await page.getByRole('link', { name: '99 99 81 40' }).getAttribute('href')).toBe(
      'tel:+4799998140',
    );
    expect(await page.getByRole('button', { name: 'Ta imot' }).count()).toBe(0);
    expect(await page.locator('body').textContent()).not.toContain(name);
    await page.context().close();
  });

  it('reads of a miss, and how the pathway stands, with nobody’s name', { timeout: 60_000 }, async () => {
    const page = await product.enter('/notices', leader);
    await page
      .getByRole('link', { name: /Noe ble ikke gjort i tide/ })
      .first()
      .click();
    await page.getByText('fordi enheten deres er over den').waitFor();
    await page.getByRole('link', { name: 'Se forløpet' }).click();
    await page.getByText('Enheten din følger forløpet').waitFor();
    expect(await page.getByRole('heading', { name: 'Det som har skjedd' }).count()).toBe(1);
    for (const text of ['Still et spørsmål', 'Meld', 'Brev til pasienten'])
      expect(await page.getByRole('button', { name: text }).count()).toBe(0);
    expect(await page.locator('body').textContent()).not.toContain(name);
    expect(product.faults).toEqual([]);
    await page.context().close();
  });

  it('sees who has changed its own unit', { timeout: 60_000 }, async () => {
    const unitId = 'kommune-3212-koordinerende';
    const own = { role: 'coordinator', unitId };
    await product.call('POST', `/units/${unitId}/test-message`, own, { requestId: 'r' });
    const page = await product.enter(`/units/${unitId}`, leader);
    await page.getByText('Vis endringer').click();
    await page.getByRole('cell', { name: /Sendte en prøvemelding/ }).waitFor();
    await page.context().close();
  });
});
