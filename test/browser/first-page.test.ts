import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referrals } from '../support/samples.ts';
import { chromiumPath } from './chromium.ts';
import { Product } from './pages.ts';

/** How much may come to the browser until the first page is there, compressed, in bytes. */
const heaviest = 250_000;

describe.skipIf(chromiumPath === undefined)('the first page, in Chromium', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.start();
    await product.start(referrals[0]);
  }, 120_000);
  afterAll(() => product?.close());

  it('weighs under 250 KB, with all that it loads', async () => {
    const page = await product.open();
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(product.runtime.url);
    await page.getByRole('button', { name: 'Logg inn' }).click();
    await product.signIn(page, 'Akershus universitetssykehus, gastrokirurgisk avdeling');
    await page.getByRole('link', { name: /Blå Kornåker/ }).waitFor();
    console.log(`the first page: ${Math.round(bytes / 1000)} KB`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(heaviest);
    expect(product.faults).toEqual([]);
  });

  it('is asked for in a message’s link through sign-in, which leads to the task', async () => {
    const page = await product.enter(
      product.linkTo('coordinator@ahus-gastrokirurgi.example'),
      'Akershus universitetssykehus, gastrokirurgisk avdeling',
    );
    expect(new URL(page.url()).pathname).toMatch(/^\/app\/tasks\/[a-z0-9]+-t1$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Samtale på sykehuset');
    expect(await page.title()).toBe('Samtale på sykehuset – Vel hjem');
  });

  it('keeps nothing of a patient on the device, and nothing at all once one has signed out', async () => {
    const page = await product.enter(
      product.linkTo('coordinator@ahus-gastrokirurgi.example'),
      'Akershus universitetssykehus, gastrokirurgisk avdeling',
    );
    await page.getByText('Blå Kornåker').waitFor();
    const kept = () => page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })');
    expect(await kept()).not.toMatch(/Kornåker|03856127450/);
    await page.getByRole('button', { name: 'Logg ut' }).click();
    await page.getByRole('button', { name: 'Logg inn' }).waitFor();
    expect(Object.keys(JSON.parse(await kept()))).toEqual(['vel-hjem.language']);
  });
});
