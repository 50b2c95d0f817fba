import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colorectal } from '../support/samples.ts';
import { chromiumPath } from './chromium.ts';
import { desktop, Product, phone } from './pages.ts';

const hospital = { name: 'Akershus universitetssykehus, gastrokirurgisk avdeling', id: 'ahus-gastrokirurgi' };
const municipality = { name: 'Nesodden kommune', id: 'kommune-3212' };
const coordinatorOf = ({ id }: { readonly id: string }) => `coordinator@${id}.example`;

/** Fills in a conversation that was held, looks it over, and sends it. Answers what the review said. */
async function hold(
  page: Page,
  need: { readonly theme: string; readonly followUp: string },
): Promise<string | null> {
  await page.getByRole('radio', { name: 'Oppmøte' }).check();
  await page.getByRole('textbox', { name: 'Hva er viktig for pasienten nå?' }).fill('Å gå tur med hunden.');
  const theme = page.getByRole('radiogroup', { name: need.theme });
  await theme.getByRole('radio', { name: 'Behov', exact: true }).check();
  await page.getByRole('textbox', { name: 'Hva skal gjøres?' }).fill(need.followUp);
  await page.getByRole('button', { name: 'Se over og send' }).click();
  await page.getByRole('heading', { name: 'Se over før du sender' }).waitFor();
  const review = await page.getByRole('main').textContent();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('heading', { name: 'Sendt og registrert.' }).waitFor();
  return review;
}

describe.skipIf(chromiumPath === undefined).each([
  ['on a PC', desktop],
  ['on a phone', phone],
])('a patient’s way home, in Chromium, %s', (_, size) => {
  let product: Product;
  let pathwayId: string;
  let nurse: Page;
  let carer: Page;

  beforeAll(async () => {
    product = await Product.start();
    pathwayId = await product.start(colorectal);
  }, 120_000);
  afterAll(() => product?.close());

  it('begins with the hospital’s coordinator, who is led to the task by an e-mail', async () => {
    nurse = await product.enter(product.linkTo(coordinatorOf(hospital)), hospital.name, { size });
    await nurse.getByRole('button', { name: 'Ta imot' }).click();
    await nurse.getByText('Tatt imot av deg').waitFor();
    const review = await hold(nurse, { theme: 'Ernæring', followUp: 'Små måltider, ofte.' });
    expect(review).toContain('Nesodden kommune');
    expect(review).toContain('Legekontor 2');
    const journal = await nurse.getByRole('textbox', { name: 'Tekst til journalen' }).inputValue();
    expect(journal).toContain('Ernæring');
    expect(journal).toContain('Å gå tur med hunden.');
    expect(await nurse.getByRole('button', { name: 'Angre' }).isVisible()).toBe(true);
    await product.settle();
  });

  it('goes on in the municipality, which reads what matters first, accepts, and asks', async () => {
    carer = await product.enter(product.linkTo(coordinatorOf(municipality)), municipality.name, { size });
    await carer.getByText('Å gå tur med hunden.').first().waitFor();
    await carer.getByRole('button', { name: 'Ta imot' }).click();
    await carer.getByText('Tatt imot av deg').waitFor();
    await carer.getByRole('button', { name: 'Still et spørsmål' }).click();
    const dialog = carer.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Har pasienten fått ernæringsdrikk med hjem?');
    await dialog.getByRole('button', { name: 'Still et spørsmål' }).click();
    await carer.getByText('Ikke besvart ennå').waitFor();
    await product.settle();
  });

  it('has the question answered by the hospital, and the answer read by the municipality', async () => {
    await nurse.goto(product.linkTo(coordinatorOf(hospital)));
    await nurse.getByRole('heading', { level: 1, name: 'Svar på spørsmål' }).waitFor();
    await nurse.getByText('Har pasienten fått ernæringsdrikk med hjem?').waitFor();
    await nurse.getByRole('textbox', { name: 'Svaret' }).fill('Ja, for fjorten dager.');
    await nurse.getByRole('button', { name: 'Svar', exact: true }).click();
    await nurse.getByText('Oppgaven er utført.').waitFor();
    await product.settle();
    await carer.reload();
    await carer.getByText('Ja, for fjorten dager.').waitFor();
  });

  it('is received with a checklist and a contact person', async () => {
    for (const line of await carer.getByRole('checkbox').all()) await line.check();
    await carer.getByRole('textbox', { name: 'Navn' }).fill('Trygg Prøve');
    await carer.getByRole('textbox', { name: 'Telefon' }).fill('+47 99 99 99 99');
    await carer.getByRole('button', { name: 'Fullfør' }).click();
    await carer.getByText('Oppgaven er utført.').waitFor();
    await product.settle();
    await nurse.goto(`${product.runtime.url}/app/pathways/${pathwayId}`);
    await nurse.getByText('Trygg Prøve').waitFor();
  });

  it.each([
    ['2027-02-02T08:00:00Z', 'Samtale etter 3–4 måneder'],
    ['2027-11-02T08:00:00Z', 'Samtale etter 12–18 måneder'],
  ])(
    'is followed up in the municipality from %s',
    async (opened, name) => {
      await product.moveTo(opened);
      await carer.goto(product.linkTo(coordinatorOf(municipality)));
      await carer.getByRole('heading', { level: 1, name }).waitFor();
      await hold(carer, { theme: 'Fysisk aktivitet', followUp: 'Frisklivssentralen.' });
      await product.settle();
    },
    90_000,
  );

  it('ends when the third conversation has been held, with nothing left to do', async () => {
    await carer.goto(`${product.runtime.url}/app/pathways/${pathwayId}`);
    await carer.getByText('Fullført').first().waitFor();
    await carer.goto(`${product.runtime.url}/app/tasks`);
    await carer.getByText('Ingenting venter på dere nå.').waitFor();
    expect(product.faults).toEqual([]);
  });
});
