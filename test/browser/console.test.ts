import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONSOLE_PATH, type Runtime } from '../../local/runtime.ts';
import { startSample } from '../support/running.ts';
import { referrals } from '../support/simulated.ts';
import { chromiumPath, launch } from './chromium.ts';

describe.skipIf(chromiumPath === undefined)('the pages of executions, in Chromium', () => {
  let runtime: Runtime;
  let browser: Browser;
  let page: Page;
  let pathwayId: string;
  const faults: string[] = [];

  beforeAll(async () => {
    runtime = await startSample();
    const [referral] = referrals;
    const { access_token } = await runtime.token({
      role: 'hospital-system',
      unitId: referral.hospital.unitId,
    });
    const started = await fetch(`${runtime.url}/pathways`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(referral),
    });
    pathwayId = ((await started.json()) as { pathwayId: string }).pathwayId;
    await runtime.moveTo(runtime.now());
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await runtime?.close();
  });

  it('list executions by status, machine and name', async () => {
    await page.goto(`${runtime.url}${CONSOLE_PATH}`);
    expect(await page.getByRole('link', { name: `${pathwayId}-1` }).count()).toBe(1);
    await page.getByLabel(/status/i).selectOption('SUCCEEDED');
    await page.getByRole('button', { name: /show|filter/i }).click();
    expect(await page.getByRole('link', { name: `${pathwayId}-1` }).count()).toBe(0);
    expect(await page.getByText(/no execution/i).count()).toBeGreaterThan(0);
  });

  it('show where one stands, and move the clock to its next event', async () => {
    await page.goto(`${runtime.url}${CONSOLE_PATH}`);
    await page.getByRole('link', { name: `${pathwayId}-1` }).click();
    expect(await page.locator('svg').textContent()).toContain('Hospital needs assessment');
    const before = runtime.now();
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: /move the clock/i }).click(),
    ]);
    expect(runtime.now()).toBeGreaterThan(before);
    expect(await page.getByText('climb the ladder').count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it('can be used with the keyboard alone', async () => {
    await page.goto(`${runtime.url}${CONSOLE_PATH}`);
    const link = page.getByRole('link', { name: `${pathwayId}-1` });
    for (
      let presses = 0;
      presses < 30 && (await link.and(page.locator(':focus')).count()) === 0;
      presses += 1
    )
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/executions/);
  });
});
