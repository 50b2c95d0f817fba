import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../domain/model.ts';
import { palliative } from '../support/simulated.ts';
import { chromiumPath } from './chromium.ts';
import { administrator, desktop, findings, Product, phone } from './pages.ts';

/** The directory and its operation, as an administrator and a coordinator have them before their eyes. */

const municipality = 'Sarpsborg kommune';
const unitPath = '/units/kommune-3105';
const dialog = (page: Page) => page.locator('dialog[open]');

describe.skipIf(chromiumPath === undefined)('units and operation, in Chromium', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.start();
    await product.start(palliative);
  }, 120_000);
  afterAll(() => product?.close());

  it.each(languages)(
    'break no rule of WCAG 2.1 A and AA, and fit a phone: %s',
    { timeout: 120_000 },
    async (language) => {
      for (const size of language === 'nb' ? [desktop, phone] : [phone]) {
        const page = await product.enter('/units', administrator, { language, size });
        for (const path of ['/units', unitPath, `${unitPath}/edit`, '/new-unit', '/operation']) {
          await page.goto(`${product.runtime.url}/app${path}`);
          await page.getByRole('heading', { level: 2 }).or(page.getByRole('list')).first().waitFor();
          // what is folded away is looked at, too
          await page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true");
          expect(await findings(page), `${path} ${size.width}`).toEqual([]);
          const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
          expect(tooWide, `${path} ${size.width}`).toBeLessThanOrEqual(0);
        }
        await page.context().close();
      }
      expect(product.faults).toEqual([]);
    },
  );

  it('a coordinator notes an absence with a deputy, and sends a test message', async () => {
    const page = await product.enter(unitPath, municipality, { size: phone });
    await page.getByRole('button', { name: 'Meld fravær' }).first().click();
    await dialog(page).getByLabel('Første dag borte').fill('2026-11-23');
    await dialog(page).getByLabel('Siste dag borte').fill('2026-11-27');
    await dialog(page).getByLabel('Stedfortreder').selectOption('contact-2');
    await dialog(page).getByRole('button', { name: 'Meld fravær' }).click();
    await page.getByText('Stedfortreder: Kontakt 2, leder.').waitFor();
    await page.getByRole('button', { name: 'Send prøvemelding' }).click();
    await dialog(page).getByRole('button', { name: 'Send prøvemelding' }).click();
    await page.getByText('Prøvemeldingen er sendt').waitFor();
    const sent = product.runtime.messages().filter(({ text }) => text.includes('Du trenger ikke gjøre noe.'));
    expect(sent.map(({ channel }) => channel).toSorted()).toEqual(['email', 'email', 'sms', 'sms']);
    expect(product.faults).toEqual([]);
  });

  it('an administrator sees what a change does before it is saved, and where it does not hold', async () => {
    const page = await product.enter('/units/so-koordinerende/edit', administrator);
    await page.getByText('Påminnelser og varsler').click();
    await page.getByLabel('Egne for: samtalen på sykehuset').check();
    const first = page.getByLabel('Så lenge etter', { exact: true }).first();
    await first.fill('-30');
    await page.getByRole('button', { name: 'Se hva endringen gjør' }).click();
    const wrong = page.getByRole('link', { name: /Faller utenfor tiden oppgaven er åpen/ });
    await wrong.waitFor();
    await first.fill('-4');
    await page.getByRole('button', { name: 'Se hva endringen gjør' }).click();
    await page.getByRole('heading', { name: 'Dette kan gjelde 1 åpent forløp.' }).waitFor();
    await page.getByRole('button', { name: 'Lagre, også for det som er i gang' }).click();
    await page.getByText('1 forløp fikk nye frister eller påminnelser').waitFor();
    await page.getByRole('link', { name: 'Til enheten' }).click();
    await page.getByText('Koordinator, 4 arbeidsdager før fristen').waitFor();
  });

  it('of two administrators the second is told, and gets what stands', async () => {
    const [first, second] = [
      await product.enter('/units/kommune-3107/edit', administrator),
      await product.enter('/units/kommune-3107/edit', administrator),
    ];
    for (const [page, name] of [
      [first, 'Fredrikstad, den første'],
      [second, 'Fredrikstad, den andre'],
    ] as const) {
      await page.getByLabel('Navn', { exact: true }).fill(name);
      await page.getByRole('button', { name: 'Se hva endringen gjør' }).click();
      await page.getByRole('button', { name: 'Lagre', exact: true }).click();
      await page
        .getByRole('heading', { name: page === first ? name : 'Noen andre har endret enheten' })
        .waitFor();
    }
    await second.getByRole('button', { name: 'Hent det som står nå' }).click();
    await second.getByRole('heading', { name: 'Endre Fredrikstad, den første' }).waitFor();
  });

  it('an administrator pauses all sending, and lets it go on', async () => {
    const page = await product.enter('/operation', administrator);
    await page.getByRole('button', { name: 'Stans all sending' }).click();
    await dialog(page).getByLabel('Grunn').selectOption('exercise');
    await dialog(page).getByRole('button', { name: 'Stans all sending' }).click();
    await page.getByText('All sending er stanset siden').waitFor();
    await page.getByText('Grunn: øvelse.').waitFor();
    await page.getByRole('button', { name: 'Sett sendingen i gang' }).click();
    await dialog(page).getByRole('button', { name: 'Sett sendingen i gang' }).click();
    await page.getByText('Meldinger sendes som de skal.').waitFor();
  });
});
