import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INBOX_PATH } from '../../local/inbox.ts';
import type { Runtime } from '../../local/runtime.ts';
import { startSample } from '../support/running.ts';
import { referrals } from '../support/simulated.ts';
import { chromiumPath, launch } from './chromium.ts';
import { findings } from './pages.ts';

/** A page of its own, which the policy of headers holds to what it may: it signs in by hand. */
const document = `<!doctype html><html lang="nb"><head><title>Pages</title></head><body>
<h1>Pages</h1><script>document.title = 'a script in the page'</script><script type="module" src="/app/main.js"></script></body></html>`;
const script = `
const text = new TextEncoder().encode('v'.repeat(43));
const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
const challenge = btoa(String.fromCharCode(...digest)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
if (!location.search) {
  const { issuer, clientId, scope } = await (await fetch('/sign-in')).json();
  const query = { response_type: 'code', client_id: clientId, scope, redirect_uri: location.href, code_challenge: challenge, code_challenge_method: 'S256' };
  location.assign(issuer + '/authorize?' + new URLSearchParams(query));
}`;

describe.skipIf(chromiumPath === undefined)('the local pages, in Chromium', () => {
  let runtime: Runtime;
  let browser: Browser;
  let page: Page;
  let refused: string[];
  const directory = mkdtempSync(join(tmpdir(), 'vel-hjem-browser-'));

  beforeAll(async () => {
    writeFileSync(join(directory, 'index.html'), document);
    writeFileSync(join(directory, 'main.js'), script);
    runtime = await startSample({ pages: { directory, ready: Promise.resolve() } });
    const [referral] = referrals;
    const { access_token } = await runtime.token({
      role: 'hospital-system',
      unitId: referral.hospital.unitId,
    });
    await fetch(`${runtime.url}/pathways`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(referral),
    });
    await runtime.moveTo(runtime.now());
    browser = await launch();
    page = await browser.newPage();
    refused = [];
    page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await runtime?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Presses Tab until what has the name has the focus. */
  async function tabTo(name: RegExp | string): Promise<void> {
    const wanted = page.getByRole('link', { name }).or(page.getByRole('button', { name })).first();
    const focused = async () => (await wanted.and(page.locator(':focus')).count()) > 0;
    for (let presses = 0; presses < 100 && !(await focused()); presses += 1) await page.keyboard.press('Tab');
    expect(await focused()).toBe(true);
  }

  it('lead from an e-mail’s link through sign-in to the task, by the keyboard alone', async () => {
    await page.goto(`${runtime.url}${INBOX_PATH}`);
    expect(await findings(page)).toEqual([]);
    await tabTo(/^Ny oppgave/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/inbox\/\d+$/);
    expect(await findings(page)).toEqual([]);
    expect(await page.frameLocator('iframe').locator('p').count()).toBe(5);
    await tabTo(/\/app\/tasks\//);
    const task = await page.getByRole('link', { name: /\/app\/tasks\// }).getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(/authorize\?/);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.type('nesodden');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search=nesodden/);
    expect(await page.getByRole('listitem').count()).toBe(3);
    await tabTo(/Nesodden kommune$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/code=/);
    expect(page.url().split('?')[0]).toBe(task);
  });

  it('open a link of an e-mail outside its frame', async () => {
    await page.goto(`${runtime.url}${INBOX_PATH}`);
    await page
      .getByRole('link', { name: /^Ny oppgave/ })
      .first()
      .click();
    await page.frameLocator('iframe').getByRole('link').click();
    await page.waitForURL(/authorize\?/);
  });

  it('run no script but the files of the pages', async () => {
    refused = [];
    await page.goto(`${runtime.url}/app/?signed-in`);
    expect(await page.title()).toBe('Pages');
    expect(refused).toEqual([expect.stringContaining("script-src 'self'")]);
  });

  it('are for phones too, and say the same in English', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${runtime.url}/app/`);
    await page.waitForURL(/authorize\?/);
    const overflow = () =>
      page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(await overflow()).toBe(0);
    await page.getByRole('link', { name: 'In English' }).click();
    await page.getByRole('heading', { name: 'Hospitals' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto(`${runtime.url}${INBOX_PATH}`);
    expect(await overflow()).toBe(0);
  });
});
