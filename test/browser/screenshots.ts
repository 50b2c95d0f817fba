import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { referrals } from '../support/samples.ts';
import { administrator, desktop, Product, phone } from './pages.ts';

/** Takes the pictures of the README: every page, with the sample patients some way home. `npm run screenshots`. */

const into = new URL('../../docs/pages/', import.meta.url).pathname;
const hospital = 'Akershus universitetssykehus, gastrokirurgisk avdeling';
const nurse = { role: 'coordinator', unitId: 'ahus-gastrokirurgi' };
const carer = { role: 'coordinator', unitId: 'kommune-3212' };

mkdirSync(into, { recursive: true });
const product = await Product.start();
const started: string[] = [];
for (const referral of referrals) started.push(await product.start(referral));
const [first, second] = started as [string, string];
await product.call('POST', `/tasks/${first}-t1/completion`, nurse, {
  outcome: 'assessed',
  heldOn: '2026-11-20',
  mode: 'in-person',
  needs: [
    {
      theme: 'nutrition',
      followUp: 'Små måltider, ofte. Ernæringsdrikk i fjorten dager.',
      responsible: 'municipality',
    },
    { theme: 'work-and-education', followUp: 'Gradert sykmelding.', responsible: 'gp' },
  ],
  distress: 5,
  whatMatters: 'Å kunne gå tur med hunden hver dag.',
  askGp: ['sick-leave'],
  summary: 'Trygg på egen situasjon. Kona er med på samtalene.',
});
await product.settle();
const { items: received } = await product.call('GET', '/tasks', carer);
const intake = received.find(({ kind }: { readonly kind: string }) => kind === 'municipal-intake').taskId;
await product.call('POST', `/tasks/${intake}/questions`, carer, {
  text: 'Har pasienten fått ernæringsdrikk med hjem?',
});
await product.settle();
const { items: notices } = await product.call('GET', '/notices', {
  role: 'coordinator',
  unitId: 'fastlege-2',
});
await product.moveTo('2026-12-03T09:00:00Z');

const people = new Map<string, Page>();
async function as(unit: string, size = desktop): Promise<Page> {
  const key = `${unit} ${size.width}`;
  const known = people.get(key);
  if (known !== undefined) return known;
  const page = await product.enter('/units', unit, { size });
  people.set(key, page);
  return page;
}

/** `from`: the heading that the picture begins at, where it is not the page's. */
async function take(
  name: string,
  unit: string,
  address: string,
  { size = desktop, from }: { readonly size?: typeof desktop; readonly from?: string } = {},
): Promise<void> {
  const page = await as(unit, size);
  await page.goto(`${product.runtime.url}/app${address}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  // animations have come to rest
  await page.waitForFunction('document.getAnimations().every(({ playState }) => playState !== "running")');
  if (from !== undefined)
    await page.getByRole('heading', { name: from }).evaluate((heading) => heading.scrollIntoView());
  await page.screenshot({ path: `${into}${name}.png` });
}

const entrance = await product.open();
await entrance.goto(`${product.runtime.url}/app/`);
await entrance.getByRole('button', { name: 'Logg inn' }).waitFor();
await entrance.screenshot({ path: `${into}entrance.png` });
await take('worklist', hospital, '/tasks');
await take('task', 'Nesodden kommune', `/tasks/${intake}`);
await take('assessment', hospital, `/tasks/${second}-t1`, { from: 'Skriv inn samtalen' });
await take('assessment-phone', hospital, `/tasks/${second}-t1`, { size: phone, from: 'Skriv inn samtalen' });
await take('worklist-phone', 'Nesodden kommune', '/tasks', { size: phone });
await take('new-patient', hospital, '/new-patient');
await take('patients', hospital, '/pathways');
await take('pathway', hospital, `/pathways/${first}`);
await take('audit', hospital, `/pathways/${first}/audit`);
await take('letters', 'Nesodden kommune', `/pathways/${first}/letters`);
await take('notices', 'Legekontor 2', '/notices');
await take('notice', 'Legekontor 2', `/notices/${notices[0].noticeId}`);
await take('overview', 'Akershus universitetssykehus, koordinerende enhet', '/overview');
await take('cohorts', administrator, '/cohorts');
await take('diagnosed', administrator, '/diagnosed');
await take('units', administrator, '/units');
await take('unit', administrator, '/units/kommune-3212');
await take('unit-edit', administrator, '/units/kommune-3212/edit');
await take('operation', administrator, '/operation');
await product.close();
if (product.faults.length > 0) throw new Error(product.faults.join('\n'));
