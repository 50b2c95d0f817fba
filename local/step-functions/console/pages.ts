import type { ExecutionStatus } from '../execution.ts';
import type { JsonObject } from '../json.ts';
import type { ExecutionView } from '../store/store.ts';
import { drawGraph, WORDS } from './graph.ts';
import { type Html, html } from './html.ts';
import { type HistoryEvent, progressOf } from './progress.ts';

const STYLE = `
:root{color-scheme:light;font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}
body{margin:0 auto;max-width:80rem;padding:1rem}
a{color:#00509e}a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid #b35c00;outline-offset:2px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #c9c9c9;vertical-align:top}
form.filter{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:1rem 0}label{display:grid;font-weight:600}
input,select,button{font:inherit;padding:.3rem .6rem;border:1px solid #555;border-radius:4px;background:#fff;color:inherit}button{background:#00509e;color:#fff;border-color:#00509e;cursor:pointer}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f4f4;padding:.6rem;margin:.3rem 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow:auto;max-height:45rem;border:1px solid #c9c9c9}
.graph text{font:600 13px system-ui,sans-serif;fill:#1b1b1b}.graph rect{fill:#fff;stroke:#555;stroke-width:1.5}
.graph .done>rect{fill:#d9f0dd;stroke:#1e6b2e}.graph .current>rect{fill:#d6e8fb;stroke:#00509e;stroke-width:3}
.graph .failed>rect{fill:#fbdcdc;stroke:#a11212;stroke-width:3}.graph .stopped>rect{fill:#e6e6e6;stroke:#444;stroke-dasharray:5 3}
.graph .group>rect{fill-opacity:.35}.arrow{fill:none;stroke:#666;stroke-width:1.3}.arrow.back{stroke-dasharray:4 3}.arrow.caught{stroke:#d9d9d9;stroke-width:1}.tip{fill:#666}
`;

const SCRIPT = `
for (const button of document.querySelectorAll('button[data-to]')) button.addEventListener('click', async () => {
  const said = document.querySelector('#moved');
  button.disabled = true;
  said.textContent = 'Moving the clock …';
  try {
    const answer = await fetch(button.dataset.clock, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to: button.dataset.to }) });
    if (!answer.ok) throw new Error(await answer.text());
    location.reload();
  } catch (error) {
    said.textContent = 'The clock was not moved: ' + error.message;
    button.disabled = false;
  }
});
`;

export interface PageFrame {
  readonly base: string;
  readonly clockPath: string;
  /** For the page's own style and script, which its policy lets through. */
  readonly nonce: string;
}

function page(frame: PageFrame, title: string, body: Html): string {
  return `<!doctype html>${
    html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style nonce="${frame.nonce}">${raw(STYLE)}</style></head><body><header><a href="${frame.base}">Executions</a></header><main><h1>${title}</h1>${body}</main><script nonce="${frame.nonce}">${raw(SCRIPT)}</script></body></html>`
      .text
  }`;
}

function raw(text: string): Html {
  return html([text] as unknown as TemplateStringsArray);
}

/** An instant as people read it, and as machines do. */
function instant(milliseconds: number | undefined): Html {
  if (milliseconds === undefined) return html`–`;
  const iso = new Date(milliseconds).toISOString();
  return html`<time datetime="${iso}">${iso.replace('T', ' ').replace('.000Z', 'Z')}</time>`;
}

export interface Listed extends ExecutionView {
  readonly dueAt: number | undefined;
}

export interface ListPage {
  readonly machines: readonly { readonly arn: string; readonly name: string }[];
  readonly filter: { readonly machine: string; readonly status: string; readonly name: string };
  readonly executions: readonly Listed[];
  /** Query of the next page. */
  readonly older: string | undefined;
}

const STATUSES: readonly ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

export function listPage(frame: PageFrame, { machines, filter, executions, older }: ListPage): string {
  const option = (value: string, text: string, chosen: string) =>
    value === chosen
      ? html`<option value="${value}" selected>${text}</option>`
      : html`<option value="${value}">${text}</option>`;
  return page(
    frame,
    'Executions',
    html`<form class="filter" method="get" action="${frame.base}">
<label>Machine <select name="machine">${option('', 'all', filter.machine)}${machines.map(({ arn, name }) => option(arn, name, filter.machine))}</select></label>
<label>Status <select name="status">${option('', 'all', filter.status)}${STATUSES.map((status) => option(status, status, filter.status))}</select></label>
<label>Name contains <input name="name" value="${filter.name}"></label>
<button>Show</button></form>
${executions.length === 0 ? html`<p>No executions.</p>` : executionTable(frame, executions, 'Executions, newest first')}
${older === undefined ? undefined : html`<p><a href="${frame.base}?${older}">Older</a></p>`}`,
  );
}

function executionTable(frame: PageFrame, executions: readonly Listed[], caption: string): Html {
  return html`<table><caption>${caption}</caption><thead><tr><th scope="col">Name</th><th scope="col">Machine</th><th scope="col">Status</th><th scope="col">Started</th><th scope="col">Ended</th><th scope="col">Next event</th></tr></thead><tbody>
${executions.map(
  (execution) =>
    html`<tr><td><a href="${linkTo(frame, execution.arn)}">${execution.name}</a></td><td>${lastOf(execution.machineArn)}</td><td>${execution.status}</td><td>${instant(execution.startDate)}</td><td>${instant(execution.stopDate)}</td><td>${instant(execution.dueAt)}</td></tr>`,
)}</tbody></table>`;
}

function linkTo(frame: PageFrame, arn: string): string {
  return `${frame.base}/executions/${encodeURIComponent(arn)}`;
}

function lastOf(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}

export interface ExecutionPage {
  readonly execution: Listed;
  readonly definition: JsonObject;
  /** All events, oldest first. */
  readonly events: readonly HistoryEvent[];
  /** Which of them are listed: the first id, and how many. */
  readonly from: number;
  readonly count: number;
  /** The executions named `<id>-<n>`, in order of n. */
  readonly chain: readonly Listed[];
}

export function executionPage(frame: PageFrame, shown: ExecutionPage): string {
  const { execution, definition, events, from, count, chain } = shown;
  const progress = progressOf(events, execution.status);
  const due = execution.dueAt;
  return page(
    frame,
    execution.name,
    html`<dl><dt>Status</dt><dd id="status">${execution.status}</dd><dt>Machine</dt><dd>${lastOf(execution.machineArn)}</dd><dt>ARN</dt><dd>${execution.arn}</dd><dt>Started</dt><dd>${instant(execution.startDate)}</dd><dt>Ended</dt><dd>${instant(execution.stopDate)}</dd>
${execution.error === undefined ? undefined : html`<dt>Error</dt><dd>${execution.error}</dd>`}${execution.cause === undefined ? undefined : html`<dt>Cause</dt><dd>${execution.cause}</dd>`}
<dt>Next event</dt><dd>${instant(due)} ${due === undefined ? undefined : html`<button type="button" data-clock="${frame.clockPath}" data-to="${new Date(due).toISOString()}">Move the clock there</button>`} <span id="moved" role="status"></span></dd></dl>
${chain.length < 2 ? undefined : html`<section aria-labelledby="chain"><h2 id="chain">Generations</h2>${executionTable(frame, chain, 'The executions that continue one another')}</section>`}
<section aria-labelledby="graph"><h2 id="graph">States</h2><div class="scroll" tabindex="0" role="region" aria-label="Drawing of the states">${drawGraph(definition, progress)}</div>
<details><summary>In words</summary><table><thead><tr><th scope="col">State</th><th scope="col">Progress</th></tr></thead><tbody>${[...progress].map(([name, word]) => html`<tr><td>${name}</td><td>${WORDS[word]}</td></tr>`)}</tbody></table></details></section>
<section aria-labelledby="data"><h2 id="data">Input and output</h2><h3>Input</h3><pre>${pretty(execution.inputText)}</pre><h3>Output</h3><pre>${execution.outputText === undefined ? 'none' : pretty(execution.outputText)}</pre></section>
<section aria-labelledby="events"><h2 id="events">Events</h2>${eventTable(frame, shown)}${pager(frame, execution.arn, from, count, events.length)}</section>`,
  );
}

function pretty(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2);
}

function eventTable(_frame: PageFrame, { events, from, count }: ExecutionPage): Html {
  return html`<table><caption>${events.length} events</caption><thead><tr><th scope="col">Id</th><th scope="col">After</th><th scope="col">Time</th><th scope="col">Event</th><th scope="col">Details</th></tr></thead><tbody>
${events.slice(from - 1, from - 1 + count).map((event) => {
  const details = Object.entries(event).find(([name]) => name.endsWith('EventDetails'))?.[1] as
    | Record<string, unknown>
    | undefined;
  const subject = typeof details?.name === 'string' ? details.name : '';
  return html`<tr><td>${event.id}</td><td>${event.previousEventId}</td><td>${instant(event.timestamp * 1000)}</td><td>${event.type}</td><td>${subject}${details === undefined ? undefined : html`<details><summary>Data</summary><pre>${JSON.stringify(details, null, 2)}</pre></details>`}</td></tr>`;
})}</tbody></table>`;
}

function pager(frame: PageFrame, arn: string, from: number, count: number, total: number): Html | undefined {
  if (total <= count) return undefined;
  const link = (start: number, text: string) =>
    html`<a href="${linkTo(frame, arn)}?from=${start}#events">${text}</a> `;
  return html`<nav aria-label="Pages of events">${from > 1 ? link(Math.max(1, from - count), 'Earlier') : undefined}${from + count <= total ? link(from + count, 'Later') : undefined}</nav>`;
}

export function missingPage(frame: PageFrame, what: string): string {
  return page(frame, 'Not found', html`<p>${what}</p>`);
}
