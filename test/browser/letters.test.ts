import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../domain/model.ts';
import { palliative } from '../support/simulated.ts';
import { chromiumPath } from './chromium.ts';
import { administrator, findings, Product, phone } from './pages.ts';

/** A letter as it comes out of the printer, and what the pages say of what is refused and of what has stalled. */

const municipality = 'Sarpsborg kommune';
const carer = { role: 'coordinator', unitId: 'kommune-3105' };
const nurse = { role: 'coordinator', unitId: palliative.hospital.unitId };
const operator = { role: 'administrator' };
/** Each page of a PDF is an object of its own. */
const sheets = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;

describe.skipIf(chromiumPath === undefined)('letters and refusals, in Chromium', () => {
  let product: Product;
  let pathwayId: string;
  let taskId: string;

  beforeAll(async () => {
    product = await Product.start();
    pathwayId = await product.start(palliative);
    await product.call('POST', `/tasks/${pathwayId}-t1/completion`, nurse, {
      outcome: 'assessed',
      heldOn: '2026-11-20',
      mode: 'in-person',
      needs: [],
      answers: { pathway: true, shareWithMunicipality: true },
    });
    await product.moveTo('2027-02-10T09:00:00Z');
    const { tasks } = await product.call('GET', `/pathways/${pathwayId}`, carer);
    taskId = tasks.find(
      ({ kind, status }: { kind: string; status: string }) =>
        kind === 'needs-assessment' && status === 'open',
    ).taskId;
    await product.call('PUT', `/tasks/${taskId}/appointment`, carer, { on: '2027-02-16T09:30:00Z' });
  }, 120_000);
  afterAll(() => product?.close());

  it('a letter is one sheet, with what has been agreed on and nothing of the page around it', async () => {
    const page = await product.enter(`/pathways/${pathwayId}/letters`, municipality);
    for (const key of ['information', 'invitation']) {
      await page.getByLabel('Brev', { exact: true }).selectOption(key);
      await page
        .locator('.letter')
        .getByText('tirsdag 16. februar 2027 kl. 10:30, Sarpsborg kommune')
        .waitFor();
      expect(sheets(await page.pdf({ format: 'A4' })), key).toBe(1);
    }
    await page.emulateMedia({ media: 'print' });
    for (const around of ['navigation', 'button', 'textbox', 'combobox', 'link'] as const)
      expect(await page.getByRole(around).count(), around).toBe(0);
    expect(product.faults).toEqual([]);
  });

  it.each([
    ['nb', 'Avtalt dag: Er etter at oppgaven stenger. Velg en dag før det.'],
    ['nn', 'Avtalt dag: Er etter at oppgåva stenger. Vel ein dag før det.'],
    ['en', 'Agreed day: Is after the task closes. Choose a day before that.'],
  ] as const)('what the API refuses is said in %s', async (language, said) => {
    const words = { nb: 'Avtal tid', nn: 'Avtal tid', en: 'Book a time' };
    const page = await product.enter(`/tasks/${taskId}`, municipality, { language, size: phone });
    await page.getByRole('button', { name: words[language] }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.locator('input[type=date]').fill('2028-01-01');
    await dialog.getByRole('button', { name: words[language] }).click();
    await dialog.getByText(said).waitFor();
  });

  it('what has stalled is listed for who runs it, who has its plan made anew', {
    timeout: 60_000,
  }, async () => {
    for (let time = 0; time < 4; time += 1) {
      const { executions } = await product.call('GET', `/pathways/${pathwayId}`, operator);
      await fetch(product.runtime.awsUrl, {
        method: 'POST',
        headers: {
          'X-Amz-Target': 'AWSStepFunctions.StopExecution',
          'Content-Type': 'application/x-amz-json-1.0',
          Authorization:
            'AWS4-HMAC-SHA256 Credential=local/20270210/eu-north-1/states/aws4_request, SignedHeaders=host, Signature=0',
        },
        body: JSON.stringify({
          executionArn: executions.findLast(({ machine }: { machine: string }) => machine === 'pathway').arn,
        }),
      });
      await product.settle();
    }
    for (const language of languages) {
      const page = await product.enter('/operation', administrator, {
        language,
        size: phone,
      });
      await page.getByRole('link', { name: pathwayId, exact: true }).waitFor();
      expect(await findings(page)).toEqual([]);
    }
    const page = await product.enter('/operation', administrator);
    await page.getByRole('button', { name: `Lag planen på nytt for ${pathwayId}` }).click();
    await page.getByText('Ingen forløp har stanset.').waitFor();
    expect(product.faults).toEqual([]);
  });
});
