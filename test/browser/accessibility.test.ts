import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Language, languages } from '../../domain/model.ts';
import { another, colorectal } from '../support/samples.ts';
import { chromiumPath } from './chromium.ts';
import { administrator, desktop, findings, Product, phone } from './pages.ts';

const units = {
  hospital: 'Akershus universitetssykehus, gastrokirurgisk avdeling',
  municipality: 'Nesodden kommune',
  gp: 'Legekontor 2',
  leader: 'Nesodden kommune, koordinerende enhet',
  administrator,
} as const;
type Who = keyof typeof units;
const everybody = Object.keys(units) as Who[];

/** Every page of the product (`web/pages/pages.tsx`), with somebody who has use for it. */
const pages: readonly (readonly [Who, string])[] = [
  ['hospital', '/tasks'],
  ['hospital', '/tasks?view=completed'],
  ['hospital', '/tasks/:open'],
  ['hospital', '/tasks/:completed'],
  ['municipality', '/tasks/:intake'],
  ['hospital', '/new-patient'],
  ['hospital', '/pathways'],
  ['hospital', '/pathways/:pathway'],
  ['hospital', '/pathways/:pathway/audit'],
  ['municipality', '/pathways/:pathway/letters'],
  ['gp', '/tasks'],
  ['gp', '/notices'],
  ['gp', '/notices/:notice'],
  ['leader', '/tasks?unit=kommune-3212'],
  ['leader', '/tasks/:intake'],
  ['leader', '/notices'],
  ['leader', '/notices/:miss'],
  ['leader', '/pathways'],
  ['leader', '/pathways/:missed'],
  ['leader', '/overview'],
  ['hospital', '/overview'],
  ['administrator', '/cohorts'],
  ['administrator', '/diagnosed'],
  ['administrator', '/overview'],
  ['hospital', '/units'],
  ['hospital', '/units/kommune-3212'],
  ['administrator', '/units/kommune-3212/edit'],
  ['administrator', '/new-unit'],
  ['administrator', '/operation'],
  ['hospital', '/nowhere'],
];

/** Addresses at which there is nothing for whoever asks: in links that are old, of others, or mistyped. */
const nowhere: readonly (readonly [Who, string])[] = [
  ['hospital', '/tasks/unknown'],
  ['hospital', '/tasks/:intake'],
  ['municipality', '/tasks/:open'],
  ['municipality', '/notices/unknown'],
  ['gp', '/notices/unknown'],
  ['gp', '/pathways/:pathway'],
  ['hospital', '/pathways/unknown'],
  ['hospital', '/pathways/unknown/audit'],
  ['municipality', '/pathways/:pathway/audit'],
  ['municipality', '/pathways/unknown/letters'],
  ['hospital', '/pathways/:pathway/letters'],
  ['hospital', '/units/unknown'],
  ['administrator', '/units/unknown/edit'],
  ['administrator', '/operation?pathway=unknown'],
  ['administrator', '/tasks'],
  ['administrator', '/new-patient'],
  ['municipality', '/new-patient'],
  ['municipality', '/new-unit'],
  ['municipality', '/units/kommune-3212/edit'],
  ['municipality', '/operation'],
  ['hospital', '/cohorts'],
  ['gp', '/overview'],
  ['gp', '/%E0%A4%A'],
];

/** What is left of A4 between its margins, in CSS pixels. */
const sheet = { width: 718, height: 1000 };

const assessed = {
  outcome: 'assessed',
  heldOn: '2026-11-20',
  mode: 'in-person',
  needs: [{ theme: 'nutrition', followUp: 'Små måltider, ofte.', responsible: 'municipality' }],
  distress: 5,
  esas: { 'pain-at-rest': 4 },
  whatMatters: 'Å gå tur med hunden.',
  askGp: ['sick-leave'],
};

describe.skipIf(chromiumPath === undefined)('every page, in Chromium', () => {
  let product: Product;
  const ids = new Map<string, string>();
  const nurse = { role: 'coordinator', unitId: 'ahus-gastrokirurgi' };

  beforeAll(async () => {
    product = await Product.start();
    const pathwayId = await product.start(colorectal);
    await product.call('POST', `/tasks/${pathwayId}-t1/completion`, nurse, assessed);
    await product.settle();
    const next = another(1, colorectal);
    const patient = { ...next.patient, name: 'Grønn Solhatt', phone: '+47 99 99 99 98', interpreter: 'pl' };
    const other = await product.start({ ...next, patient });
    const { items } = await product.call('GET', '/notices', { role: 'coordinator', unitId: 'fastlege-2' });
    const carer = { role: 'coordinator', unitId: 'kommune-3212' };
    const { items: received } = await product.call('GET', '/tasks', carer);
    // whose conversation at 3–4 months was over before they came
    const late = another(2, colorectal);
    const missed = await product.start({
      ...late,
      startAtPoint: 2,
      diagnosis: { ...late.diagnosis, date: '2026-05-01' },
    });
    const leader = { role: 'coordinator', unitId: 'kommune-3212-koordinerende' };
    const { items: misses } = await product.call('GET', '/notices', leader);
    const entries = {
      missed,
      miss: misses[0].noticeId,
      pathway: pathwayId,
      completed: `${pathwayId}-t1`,
      intake: received[0].taskId,
      open: `${other}-t1`,
      notice: items[0].noticeId,
    };
    for (const [name, id] of Object.entries(entries)) ids.set(name, id);
  }, 120_000);
  afterAll(() => product?.close());

  const addressOf = (page: string) =>
    `/app${page.replaceAll(/:(\w+)/g, (_, name: string) => ids.get(name) as string)}`;

  async function as(who: Who, language: Language, size = desktop): Promise<Page> {
    const page = await product.open({ language, size });
    await page.goto(`${product.runtime.url}/app/tasks`);
    await product.signIn(page, units[who]);
    return page;
  }

  /** A page is there when its heading is, and nothing is on its way any more. */
  async function open(page: Page, address: string): Promise<void> {
    await page.goto(`${product.runtime.url}${addressOf(address)}`);
    const heading = page.getByRole('heading', { level: 1 });
    const failure = page.getByRole('alert');
    await heading.or(failure).first().waitFor();
    if ((await failure.count()) > 0) throw new Error(`${addressOf(address)}: ${await failure.textContent()}`);
    await page.waitForLoadState('networkidle');
  }

  it.each(languages)('has nothing that axe finds, in %s', { timeout: 240_000 }, async (language) => {
    const found: string[] = [];
    for (const who of everybody) {
      const page = await as(who, language);
      for (const [, address] of pages.filter(([one]) => one === who)) {
        await open(page, address);
        found.push(...(await findings(page)).map((finding) => `${address}: ${finding}`));
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        found.push(...(await headingFaults(page)).map((fault) => `${address}: ${fault}`));
        expect(await page.getByRole('alert').count()).toBe(0);
      }
      await page.context().close();
    }
    expect(found).toEqual([]);
    expect(product.faults).toEqual([]);
  });

  it.each(languages)(
    'says under one heading what is not here, in %s',
    { timeout: 240_000 },
    async (language) => {
      const found: string[] = [];
      for (const who of everybody) {
        const page = await as(who, language);
        for (const [, address] of nowhere.filter(([one]) => one === who)) {
          await page.goto(`${product.runtime.url}${addressOf(address)}`);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await page.waitForLoadState('networkidle');
          found.push(...(await headingFaults(page)).map((fault) => `${address}: ${fault}`));
          found.push(...(await findings(page)).map((finding) => `${address}: ${finding}`));
        }
        await page.context().close();
      }
      expect(found).toEqual([]);
      expect(product.faults).toEqual([]);
    },
  );

  it('says so where the API cannot be reached, and goes on when it can', async () => {
    const page = await as('hospital', 'nb');
    const read = `/tasks/${ids.get('open')}`;
    await page.route(
      ({ pathname }) => pathname === read,
      (route) => route.abort(),
      { times: 4 },
    );
    await page.goto(`${product.runtime.url}${addressOf('/tasks/:open')}`);
    await page.getByRole('heading', { level: 1, name: 'Ingen kontakt' }).waitFor({ timeout: 20_000 });
    expect(await headingFaults(page)).toEqual([]);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Prøv igjen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Samtale på sykehuset' }).waitFor();
    await page.context().close();
  });

  it('says so where the script of a page does not come, and keeps the menu', async () => {
    const page = await as('hospital', 'nb');
    await page.route(/\/assets\/patients-/, (route) => route.abort(), { times: 1 });
    await page.getByRole('link', { name: 'Pasienter' }).click();
    await page.getByRole('heading', { level: 1, name: 'Siden kunne ikke vises' }).waitFor();
    expect(await headingFaults(page)).toEqual([]);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Oppgaver' }).click();
    await page.getByRole('heading', { level: 1, name: 'Oppgaver' }).waitFor();
    await page.getByRole('link', { name: 'Pasienter' }).click();
    await page.getByRole('button', { name: 'Prøv igjen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Pasienter' }).waitFor();
    // React tells the console each time that it was caught
    const told = expect.stringContaining('patients-');
    expect(product.faults.splice(0)).toEqual([told, told]);
    await page.context().close();
  });

  it('prints a pathway on a sheet: its tables whole, and nothing that only a screen has use for', async () => {
    const page = await as('hospital', 'nb', sheet);
    await page.emulateMedia({ media: 'print' });
    await open(page, '/pathways/:pathway');
    const main = page.getByRole('main');
    expect(await page.getByRole('banner').isVisible()).toBe(false);
    expect(await main.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await main.getByRole('columnheader', { name: 'Stenger' }).isVisible()).toBe(true);
    const cut = await page.evaluate<readonly string[]>(`[...document.querySelectorAll('.scroll')]
      .filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.textContent)`);
    expect(cut).toEqual([]);
    await page.context().close();
  });

  it('fits a phone: nothing is wider than the screen', { timeout: 120_000 }, async () => {
    const wide: string[] = [];
    for (const who of everybody) {
      const page = await as(who, 'nb', phone);
      for (const [, address] of pages.filter(([one]) => one === who)) {
        await open(page, address);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (width > phone.width) wide.push(`${address}: ${width}`);
      }
      await page.context().close();
    }
    expect(wide).toEqual([]);
  });

  it('can be used with the keyboard alone: all that can be clicked is reached by Tab', {
    timeout: 240_000,
  }, async () => {
    const unreached: string[] = [];
    for (const who of everybody) {
      const page = await as(who, 'nb');
      for (const [, address] of pages.filter(([one]) => one === who)) {
        await open(page, address);
        unreached.push(...(await notReachedByTab(page)).map((what) => `${address}: ${what}`));
      }
      await page.context().close();
    }
    expect(unreached).toEqual([]);
  });
});

/** A page has one heading, and the tab says the same. */
async function headingFaults(page: Page): Promise<readonly string[]> {
  const headings = await page.getByRole('heading', { level: 1 }).allTextContents();
  const title = await page.title();
  return [
    ...(headings.length === 1 ? [] : [`${headings.length} headings: ${headings.join(', ')}`]),
    ...headings
      .filter((heading) => title !== `${heading} – Vel hjem`)
      .map((heading) => `${heading}: ${title}`),
  ];
}

/** What is to be reached: what a mouse can click, and is shown. Of radio buttons of one name the group is one stop. */
const mark = `(() => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled;
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(shown);
  const stops = all.filter((e) => e.type !== 'radio' || e === all.find((o) => o.type === 'radio' && o.name === e.name));
  stops.forEach((e, index) => e.setAttribute('data-stop', e.type === 'radio' ? 'radio:' + e.name : String(index)));
  return stops.length;
})()`;
const reached = `(() => {
  const e = document.activeElement;
  return e.type === 'radio' ? 'radio:' + e.name : e.getAttribute('data-stop');
})()`;

/** Presses Tab until the page has been gone through; answers what was never reached. */
async function notReachedByTab(page: Page): Promise<readonly string[]> {
  const stops = await page.evaluate<number>(mark);
  await page.evaluate('document.activeElement.blur()');
  const visited = new Set<string>();
  for (let presses = 0; presses < stops * 2 + 20 && visited.size < stops; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<string | null>(reached);
    if (stop !== null) visited.add(stop);
  }
  return page.evaluate<readonly string[]>(`[...document.querySelectorAll('[data-stop]')]
    .filter((e) => !${JSON.stringify([...visited])}.includes(e.getAttribute('data-stop')))
    .map((e) => e.outerHTML.slice(0, 120))`);
}
