import { isObject, type Json, type JsonObject } from '../json.ts';

export interface Box {
  readonly name: string;
  readonly type: string;
  x: number;
  y: number;
  readonly width: number;
  readonly height: number;
  /** The branches or the item processor, placed inside; positions are relative to the box. */
  readonly inner: readonly Layout[];
}

export interface Arrow {
  readonly from: Box;
  readonly to: Box;
  readonly label: string;
  /** It leads to a state that stands no lower. */
  readonly back: boolean;
  /** It is taken where an error is caught. */
  readonly caught: boolean;
}

/** A block of states, placed from the top down. */
export interface Layout {
  x: number;
  y: number;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

const CHARACTER = 7.2;
const BOX_HEIGHT = 40;
const PADDING = 16;
const GAP_X = 28;
const GAP_Y = 44;
const HEADER = 30;
/** Room at the sides for arrows that lead back. */
const MARGIN = 36;

interface Target {
  readonly name: string;
  readonly label: string;
  readonly caught: boolean;
}

/** Places the states of a definition (or of a branch of one). */
export function layout(block: JsonObject): Layout {
  const states = block.States as JsonObject;
  const names = Object.keys(states);
  const ranks = rank(block.StartAt as string, states);
  const boxes = new Map(names.map((name) => [name, boxOf(name, states[name] as JsonObject)]));
  const rows: Box[][] = [];
  for (const name of names) {
    const row = ranks.get(name) ?? 0;
    rows[row] ??= [];
    rows[row].push(boxes.get(name)!);
  }
  const filled = rows.filter((row) => row !== undefined);
  const widths = filled.map((row) => row.reduce((sum, box) => sum + box.width + GAP_X, -GAP_X));
  const width = Math.max(...widths) + 2 * MARGIN;
  let y = PADDING;
  filled.forEach((row, index) => {
    let x = (width - widths[index]!) / 2;
    const height = Math.max(...row.map((box) => box.height));
    for (const box of row) {
      box.x = x;
      box.y = y + (height - box.height) / 2;
      x += box.width + GAP_X;
    }
    y += height + GAP_Y;
  });
  const arrows = names.flatMap((name) =>
    targetsOf(states[name] as JsonObject)
      .filter((target) => boxes.has(target.name))
      .map(({ name: to, label, caught }) => ({
        from: boxes.get(name)!,
        to: boxes.get(to)!,
        label,
        caught,
        back: (ranks.get(to) ?? 0) <= (ranks.get(name) ?? 0),
      })),
  );
  return { x: 0, y: 0, width, height: y - GAP_Y + PADDING, boxes: [...boxes.values()], arrows };
}

/** The row of each state: one below the lowest state that leads to it, loops aside. */
function rank(start: string, states: JsonObject): Map<string, number> {
  const finished: string[] = [];
  const seen = new Map<string, 'open' | 'done'>();
  const forward = new Map<string, string[]>();
  const visit = (name: string) => {
    seen.set(name, 'open');
    const targets: string[] = [];
    for (const target of targetsOf(states[name] as JsonObject)) {
      if (!Object.hasOwn(states, target.name) || seen.get(target.name) === 'open') continue;
      targets.push(target.name);
      if (!seen.has(target.name)) visit(target.name);
    }
    forward.set(name, targets);
    seen.set(name, 'done');
    finished.push(name);
  };
  if (Object.hasOwn(states, start)) visit(start);
  const ranks = new Map<string, number>();
  for (const name of finished.reverse()) {
    const row = ranks.get(name) ?? 0;
    ranks.set(name, row);
    for (const target of forward.get(name)!) ranks.set(target, Math.max(ranks.get(target) ?? 0, row + 1));
  }
  return ranks;
}

function targetsOf(state: JsonObject): Target[] {
  const targets: Target[] = [];
  const add = (name: Json | undefined, label: string, caught = false) => {
    if (typeof name === 'string') targets.push({ name, label, caught });
  };
  add(state.Next, '');
  for (const rule of (state.Choices as readonly JsonObject[] | undefined) ?? []) {
    add(rule.Next, String(rule.Comment ?? rule.Condition ?? ''));
  }
  add(state.Default, 'otherwise');
  for (const catcher of (state.Catch as readonly JsonObject[] | undefined) ?? []) {
    add(catcher.Next, (catcher.ErrorEquals as readonly string[]).join(', '), true);
  }
  return targets;
}

function boxOf(name: string, state: JsonObject): Box {
  const type = String(state.Type);
  const processor = state.ItemProcessor ?? state.Iterator;
  const blocks = [...((state.Branches as readonly Json[] | undefined) ?? []), processor].filter(isObject);
  const inner = blocks.map((block) => layout(block as JsonObject));
  const text = Math.max(name.length * CHARACTER, 60) + 3 * PADDING;
  if (inner.length === 0) return { name, type, x: 0, y: 0, width: text, height: BOX_HEIGHT, inner };
  let x = PADDING;
  for (const part of inner) {
    part.x = x;
    part.y = HEADER;
    x += part.width + PADDING;
  }
  const height = HEADER + Math.max(...inner.map((part) => part.height)) + PADDING;
  return { name, type, x: 0, y: 0, width: Math.max(text, x), height, inner };
}
