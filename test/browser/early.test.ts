import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referrals } from '../support/samples.ts';
import { chromiumPath } from './chromium.ts';
import { findings, Product } from './pages.ts';

const hospital = 'Akershus universitetssykehus, gastrokirurgisk avdeling';
const municipality = 'Nesodden kommune';
const nurse = { role: 'coordinator', unitId: 'ahus-gastrokirurgi' };
const carer = { role: 'coordinator', unitId: 'kommune-3212' };

describe.skipIf(chromiumPath === undefined)('a conversation that is opened early, in Chromium', () => {
  let product: Product;
  let pathwayId: string;
  let intake: string;

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
    const { items } = await product.call('GET', '/tasks', carer);
    intake = items[0].taskId;
  }, 120_000);
  afterAll(() => product?.close());

  it('waits for what comes first, and says what that is, with the way there', async () => {
    const page = await product.enter(`/pathways/${pathwayId}`, municipality);
    await page.getByText('Åpne før tiden: Samtale etter 3–4 måneder').click();
    await page.getByText('Den kan åpnes når dette er gjort:').waitFor();
    expect(await page.getByRole('button', { name: 'Åpne nå' }).count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'Ta imot pasienten i kommunen' }).click();
    await page.waitForURL((url) => url.pathname === `/app/tasks/${intake}`);
  });

  it('is the municipality’s to open, and leads to its task; the hospital is not offered it', async () => {
    const checklist = ['create-service', 'name-contact-person', 'written-information', 'invite-contact'];
    await product.call('POST', `/tasks/${intake}/acceptance`, carer, {});
    await product.call('POST', `/tasks/${intake}/completion`, carer, {
      outcome: 'done',
      checklist,
      contactPerson: { name: 'Kari Kontakt', phone: '+4799999900' },
    });
    await product.settle();
    const other = await product.enter(`/pathways/${pathwayId}`, hospital);
    await other.getByRole('heading', { name: 'Samtalene' }).waitFor();
    expect(await other.getByText(/^Åpne før tiden/).count()).toBe(0);

    const page = await product.enter(`/pathways/${pathwayId}`, municipality);
    await page.getByText('Åpne før tiden: Samtale etter 3–4 måneder').click();
    await page.getByRole('button', { name: 'Åpne nå' }).click();
    await page.getByText(/^Åpnet\./).waitFor();
    expect(await findings(page)).toEqual([]);
    await product.settle();
    await page.reload();
    await page.getByRole('row', { name: /Samtale etter 3–4 måneder.*Kan holdes nå/ }).waitFor();
    expect(await page.getByText('Åpne før tiden').count()).toBe(0);
    await page.getByRole('link', { name: 'Samtale etter 3–4 måneder' }).click();
    await page.getByRole('heading', { level: 1, name: 'Samtale etter 3–4 måneder' }).waitFor();
    expect(product.faults).toEqual([]);
  });
});
