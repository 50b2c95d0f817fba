import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referrals } from '../support/samples.ts';
import { chromiumPath } from './chromium.ts';
import { findings, Product } from './pages.ts';

/** How much may come to the browser until the first page is there, compressed, in bytes. */
const heaviest = 250_000;

const hospital = 'Akershus universitetssykehus, gastrokirurgisk avdeling';
const coordinator = 'coordinator@ahus-gastrokirurgi.example';

describe.skipIf(chromiumPath === undefined)('a session, in Chromium', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.start();
    await product.start(referrals[0]);
  }, 120_000);
  afterAll(() => product?.close());

  it('begins with a first page of under 250 KB, with all that it loads', async () => {
    const page = await product.open();
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(product.runtime.url);
    await page.getByRole('button', { name: 'Logg inn' }).click();
    await product.signIn(page, hospital);
    await page.getByRole('link', { name: /Blå Kornåker/ }).waitFor();
    console.log(`the first page: ${Math.round(bytes / 1000)} KB`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(heaviest);
    expect(product.faults).toEqual([]);
  });

  it('begins at a message’s link, which leads through sign-in to the task', async () => {
    const page = await product.enter(product.linkTo(coordinator), hospital);
    expect(new URL(page.url()).pathname).toMatch(/^\/app\/tasks\/[a-z0-9]+-t1$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Samtale på sykehuset');
    expect(await page.title()).toBe('Samtale på sykehuset – Vel hjem');
  });

  it('keeps nothing of a patient on the device, and nothing at all once one has signed out', async () => {
    const page = await product.enter(product.linkTo(coordinator), hospital);
    await page.getByText('Blå Kornåker').waitFor();
    const kept = () => page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })');
    expect(await kept()).not.toMatch(/Kornåker|03856127450/);
    await page.getByRole('button', { name: 'Logg ut' }).click();
    await page.getByRole('button', { name: 'Logg inn' }).waitFor();
    expect(Object.keys(JSON.parse(await kept()))).toEqual(['vel-hjem.language']);
  });

  it('leaves no token and nothing that a script could read in the browser', async () => {
    const page = await product.enter(product.linkTo(coordinator), hospital);
    const cookies = await page.context().cookies();
    expect(cookies.filter(({ name }) => name.startsWith('vel-hjem'))).toEqual([
      expect.objectContaining({ httpOnly: true, sameSite: 'Strict', expires: -1, path: '/' }),
    ]);
    expect(await page.evaluate('document.cookie')).toBe('');
    const kept = await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })');
    expect(Object.keys(JSON.parse(kept))).toEqual(['vel-hjem.language']);
  });

  /** The server takes the session no longer, as it does when its time is up. */
  async function end(page: Page): Promise<void> {
    await page.waitForLoadState('networkidle');
    await page.context().clearCookies();
  }

  it('that has ended is said over the page, and goes on where it was with all that was typed', async () => {
    const page = await product.enter(product.linkTo(coordinator), hospital);
    const { pathname } = new URL(page.url());
    await page.getByRole('button', { name: 'Ta imot' }).click();
    await page.getByText('Tatt imot av deg').waitFor();
    await end(page);
    await page.getByLabel('Hva er viktig for pasienten nå?').fill('Å kunne sove i egen seng.');
    const dialog = page.getByRole('dialog', { name: 'Økten er utløpt' });
    await dialog.waitFor();
    expect(await page.getByText('Blå Kornåker').first().isVisible()).toBe(false);
    const [beside] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog.getByRole('button', { name: 'Logg inn igjen' }).click(),
    ]);
    await product.choose(beside, hospital);
    await dialog.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe(pathname);
    await page.getByText('Lagret', { exact: false }).first().waitFor();
    await page.reload();
    const field = page.getByLabel('Hva er viktig for pasienten nå?');
    await field.waitFor();
    expect(await field.inputValue()).toBe('Å kunne sove i egen seng.');
    expect(product.faults).toEqual([]);
  });

  it('that another goes on with begins anew: nothing of the one before is theirs to see', async () => {
    const page = await product.enter(product.linkTo(coordinator), hospital);
    await end(page);
    await page.getByRole('link', { name: 'Oppgaver' }).click();
    const dialog = page.getByRole('dialog', { name: 'Økten er utløpt' });
    const [beside] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog.getByRole('button', { name: 'Logg inn igjen' }).click(),
    ]);
    await product.choose(beside, 'Nesodden kommune');
    await page.waitForURL(/\/app\/(tasks)?$/);
    await page.getByText('Nesodden kommune').first().waitFor();
    expect(await page.getByText('Blå Kornåker').count()).toBe(0);
  });

  it('is told of in the window beside the page, where the browser does not close it', async () => {
    const page = await product.enter(product.linkTo(coordinator), hospital);
    await page.goto(`${product.runtime.url}/app/signed-in`);
    await page.getByRole('heading', { name: 'Du er logget inn' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Eller gå til oppgavene' }).click();
    await page.getByRole('heading', { name: 'Oppgaver' }).waitFor();
    // who has no session is not told that they have one
    await page.context().clearCookies();
    await page.goto(`${product.runtime.url}/app/signed-in`);
    await page.getByRole('button', { name: 'Logg inn' }).waitFor();
  });

  it('ends in all tabs where one signs out in one', async () => {
    const page = await product.enter(product.linkTo(coordinator), hospital);
    const other = await page.context().newPage();
    await other.goto(`${product.runtime.url}/app/tasks`);
    await other.getByRole('button', { name: 'Logg ut' }).click();
    await other.getByRole('button', { name: 'Logg inn' }).waitFor();
    await page.getByRole('heading', { name: 'Vel hjem' }).waitFor();
    expect(await page.getByText('Blå Kornåker').count()).toBe(0);
  });

  it.each([
    ['refused', 'Du ble ikke logget inn.'],
    ['again', 'Innloggingen tok for lang tid'],
    ['failed', 'Innloggingen virket ikke.'],
  ])('that does not begin says so: %s', async (what, said) => {
    const page = await product.open();
    await page.goto(`${product.runtime.url}/app/?signIn=${what}`);
    await page.getByText(said).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Logg inn' }).click();
    await product.signIn(page, hospital);
  });

  it('of a person of two units is for one of them at a time', async () => {
    const assessed = { outcome: 'assessed', heldOn: '2026-11-20', mode: 'phone', needs: [] };
    const nurse = { role: 'coordinator', unitId: 'ahus-gastrokirurgi' };
    const { items } = await product.call('GET', '/tasks', nurse);
    await product.call('POST', `/tasks/${items[0].taskId}/completion`, nurse, assessed);
    await product.settle();
    const page = await product.open();
    await page.goto(`${product.runtime.url}/app/tasks`);
    await page.getByRole('region', { name: 'Flere enheter' }).getByRole('button').click();
    const task = page.getByRole('link', { name: /Blå Kornåker/ });
    await task.waitFor();
    await page.getByLabel('Enhet').selectOption({ label: 'Ullensaker kommune' });
    await page.getByText('Ingenting venter på dere nå.').waitFor();
    expect(await task.count()).toBe(0);
    await page.getByLabel('Enhet').selectOption({ label: 'Nesodden kommune' });
    await task.waitFor();
    expect(product.faults).toEqual([]);
  });
});
