import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Language } from '../../domain/model.ts';
import { projectPages } from '../../local/pages/build.ts';
import type { Runtime } from '../../local/runtime.ts';
import { startSample } from '../support/running.ts';
import type { Sample } from '../support/samples.ts';
import { launch } from './chromium.ts';

/** The product as `npm start` runs it, with a clock that moves when told, and people in browsers of their own. */

export const administrator = 'Administrator';
export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

/** What a person may have before their eyes. */
export interface Looking {
  readonly language?: Language;
  readonly size?: { readonly width: number; readonly height: number };
}

export class Product {
  /** What went wrong in any browser: errors of scripts, and what the content security policy refused. */
  readonly faults: string[] = [];
  readonly runtime: Runtime;
  readonly #browser: Browser;

  private constructor(runtime: Runtime, browser: Browser) {
    this.runtime = runtime;
    this.#browser = browser;
  }

  static async start(): Promise<Product> {
    // what cannot be built is thrown here
    const pages = projectPages(() => {});
    await pages.ready;
    const runtime = await startSample({ pages });
    return new Product(runtime, await launch());
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.runtime.close();
  }

  /** A browser of its own, as somebody else's PC or phone. */
  async open({ language = 'nb', size = desktop }: Looking = {}): Promise<Page> {
    const context: BrowserContext = await this.#browser.newContext({ viewport: size, locale: 'nb-NO' });
    await context.addInitScript((chosen) => localStorage.setItem('vel-hjem.language', chosen), language);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', ({ message }) => this.faults.push(message));
    page.on('console', (message) => {
      // what the API refuses is an answer, and the tests of it look at what is shown
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.faults.push(message.text());
    });
    return page;
  }

  /** Goes to an address of the pages as somebody of a unit (by its name), who has to sign in on the way. */
  async enter(address: string, unit: string, looking: Looking = {}): Promise<Page> {
    const page = await this.open(looking);
    await page.goto(address.startsWith('http') ? address : `${this.runtime.url}/app${address}`);
    await this.signIn(page, unit);
    return page;
  }

  /** Chooses, on the provider's page, who one is: the first of a unit's people, or the administrator. */
  async signIn(page: Page, unit: string): Promise<void> {
    await this.choose(page, unit);
    await page.waitForURL(/\/app\//);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** The same, and nothing after that. */
  async choose(page: Page, unit: string): Promise<void> {
    const people =
      unit === administrator
        ? page.getByRole('region', { name: unit }).getByRole('button')
        : page.getByRole('button', { name: new RegExp(`${RegExp.escape(unit)}$`) });
    await people.first().click();
  }

  async call(
    method: string,
    path: string,
    who: { readonly role: string; readonly unitId?: string },
    body?: unknown,
  ): Promise<Sample> {
    const { access_token } = await this.runtime.token(who);
    const response = await fetch(`${this.runtime.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Starts a pathway as a hospital's system does, and lets what follows happen. */
  async start(referral: Sample): Promise<string> {
    const unitId: string = referral.hospital.unitId;
    const { pathwayId } = await this.call('POST', '/pathways', { role: 'hospital-system', unitId }, referral);
    await this.settle();
    return pathwayId;
  }

  async settle(): Promise<void> {
    await this.runtime.moveTo(this.runtime.now());
  }

  async moveTo(instant: string): Promise<void> {
    await this.runtime.moveTo(Date.parse(instant));
  }

  /** The link of the newest e-mail to somebody. */
  linkTo(receiver: string): string {
    const text = this.runtime
      .messages()
      .findLast(({ to, channel }) => to === receiver && channel === 'email')?.text;
    const link = /https?:\/\/\S+/.exec(text ?? '')?.[0];
    if (link === undefined) throw new Error(`no e-mail with a link to ${receiver}`);
    return link;
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page as it stands, by WCAG 2.1 A and AA: each rule with where it is broken. */
export async function findings(page: Page): Promise<readonly string[]> {
  // the policy of the pages lets no script in: axe is evaluated by the browser's own tools
  await page.evaluate(axe);
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${String(target)}: ${failureSummary}`),
  );
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary: string }[];
}
