import type { JsonObject } from '../json.ts';
import { type Html, html } from './html.ts';
import { type Arrow, type Box, type Layout, layout } from './layout.ts';
import type { Progress } from './progress.ts';

const SIGNS: Readonly<Record<Progress, string>> = {
  ahead: '',
  done: '✓ ',
  current: '● ',
  failed: '✗ ',
  stopped: '■ ',
};

/** The words for a state's progress; colours never stand alone. */
export const WORDS: Readonly<Record<Progress, string>> = {
  ahead: 'not entered',
  done: 'done',
  current: 'current',
  failed: 'failed',
  stopped: 'stopped',
};

/** A definition as a drawing, each state with its progress. */
export function drawGraph(definition: JsonObject, progress: ReadonlyMap<string, Progress>): Html {
  const placed = layout(definition);
  return html`<svg role="img" aria-labelledby="graph-title" class="graph" viewBox="0 0 ${placed.width} ${placed.height}" width="${placed.width}" height="${placed.height}" xmlns="http://www.w3.org/2000/svg">
<title id="graph-title">The states of the machine. The table below says the same in words.</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" class="tip"/></marker></defs>
${drawLayout(placed, progress)}</svg>`;
}

function drawLayout(placed: Layout, progress: ReadonlyMap<string, Progress>): Html {
  return html`<g transform="translate(${placed.x} ${placed.y})">${placed.arrows.toSorted((one, other) => Number(other.caught) - Number(one.caught)).map(drawArrow)}${placed.boxes.map((box) => drawBox(box, progress))}</g>`;
}

function drawBox(box: Box, progress: ReadonlyMap<string, Progress>): Html {
  const now = progress.get(box.name) ?? 'ahead';
  const group = box.inner.length > 0;
  const textY = group ? 20 : box.height / 2 + 5;
  return html`<g transform="translate(${box.x} ${box.y})" class="state ${now}${group ? ' group' : ''}" data-state="${box.name}" data-progress="${now}">
<title>${box.name} (${box.type}): ${WORDS[now]}</title>
<rect width="${box.width}" height="${box.height}" rx="8"/>
<text x="${box.width / 2}" y="${textY}" text-anchor="middle">${SIGNS[now]}${box.name}</text>
${box.inner.map((inner) => drawLayout(inner, progress))}</g>`;
}

function drawArrow({ from, to, label, back, caught }: Arrow): Html {
  return html`<path d="${back ? backPath(from, to) : forwardPath(from, to)}" class="arrow${back ? ' back' : ''}${caught ? ' caught' : ''}" marker-end="url(#tip)"><title>${from.name} → ${to.name}${label === '' ? '' : `: ${label}`}</title></path>`;
}

function forwardPath(from: Box, to: Box): string {
  const [x1, y1] = [from.x + from.width / 2, from.y + from.height];
  const [x2, y2] = [to.x + to.width / 2, to.y];
  const bend = Math.max(18, (y2 - y1) / 2);
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}

function backPath(from: Box, to: Box): string {
  const [x1, y1] = [from.x, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const side = Math.min(x1, x2) - 30;
  return `M${x1} ${y1}C${side} ${y1} ${side} ${y2} ${x2} ${y2}`;
}
