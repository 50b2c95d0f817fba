/**
 * Withholding small counts (DOMAIN, Figures: "Published counts below 3 are suppressed in national statistics"), and
 * with them so many others that none can be worked out from the rest. A count of nobody, 0, is about nobody and is
 * shown; 1 and 2 are not.
 *
 * The numbers that belong together are edges of a network: what flows into a node flows out of it. In a table each row,
 * and each column of the rows below one row, is such a node: the sum of its parts. Then a withheld number cannot be
 * worked out exactly if it lies on a cycle of withheld numbers along which one more, or one less, could flow: everything
 * that is shown would be the same.
 */

/** A count, between the two sums that it is part of. */
export interface Cell {
  readonly id: string;
  /** The line of the table that it stands in. */
  readonly row: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** What a reader knows that it is at least, if it is withheld: 1, for a 0 is shown, or 0 where the whole line is withheld. */
  readonly least: 0 | 1;
  /**
   * `withheld`: whatever it is. `inherited`: also whatever it is, for another answer withholds it. `shown`: known anyway.
   * `unpublished`: only stands for what a sum has besides what is shown.
   */
  readonly is: 'published' | 'withheld' | 'inherited' | 'shown' | 'unpublished';
  /** Where the answer is about a part of what another answer is about. */
  readonly beside?: Beside;
}

/** What else a count of a part tells, to whoever has the answers about the wholes that it is taken from. */
export interface Beside {
  /** A count that follows is small: of those who are in a whole, and not in this part. */
  readonly isTelling: boolean;
  /**
   * How many more, or fewer, could be here with each whole as it is shown, in each way: because the wholes are withheld
   * too, or because others are elsewhere instead. Null where this count forbids that way.
   */
  readonly ways: readonly ({ readonly more: number; readonly fewer: number } | null)[];
}

/** The least count that may leave a unit, but 0. */
const leastCount = 3;

export function isSmall(count: number): boolean {
  return count > 0 && count < leastCount;
}

/**
 * The ids of the cells to withhold: the small ones, those given as such, and what protects them. A 0 that can be worked
 * out from what is shown is shown. `failed` are the cells that nothing can protect as the table is: more of their rows
 * must be withheld.
 */
export function withheld(cells: readonly Cell[]): {
  readonly ids: ReadonlySet<string>;
  readonly failed: readonly Cell[];
} {
  const network = new Network(cells);
  const failed: Cell[] = [];
  const safe = new Set<number>();
  const first = cells
    .map((_, n) => n)
    .filter((n) => {
      const { is } = cells[n]!;
      return is === 'withheld' || ((is === 'published' || is === 'inherited') && isTelling(cells[n]!));
    });
  for (const n of first) network.hide(n);
  for (const n of first.toSorted((a, b) => cells[b]!.count - cells[a]!.count)) {
    if (safe.has(n)) continue;
    const cycle = network.cycleThrough(n);
    const { count, is, beside } = cells[n]!;
    if (cycle === undefined && (beside === undefined ? count > 0 : isTelling(cells[n]!)))
      failed.push(cells[n]!);
    if (cycle === undefined && is !== 'inherited') network.show(n);
    for (const other of cycle ?? []) {
      safe.add(other);
      network.hide(other);
    }
  }
  const ids = cells
    .filter((cell, n) => cell.is !== 'unpublished' && network.isHidden(n))
    .map((cell) => cell.id);
  return { ids: new Set(ids), failed };
}

export function isTelling({ count, beside }: Pick<Cell, 'count' | 'beside'>): boolean {
  return isSmall(count) || beside?.isTelling === true;
}

/** One more, or one less, of a cell. */
interface Arc {
  readonly cell: number;
  readonly to: number;
  readonly change: 1 | -1;
}

interface Path {
  readonly cost: number;
  readonly cells: readonly number[];
}

/** Finds how one more or one less could flow, withholding as little as possible besides. Cells and nodes by number. */
class Network {
  private readonly cells: readonly Cell[];
  private readonly hidden: boolean[];
  private readonly arcs: Arc[][] = [];
  private readonly nodes = new Map<string, number>();

  constructor(cells: readonly Cell[]) {
    this.cells = cells;
    this.hidden = cells.map(({ is }) => is === 'unpublished' || is === 'inherited');
    for (const [n, { from, to, is }] of cells.entries()) {
      const ends = [this.node(from), this.node(to)] as const;
      if (is === 'shown') continue;
      this.arcs[ends[0]]!.push({ cell: n, to: ends[1], change: 1 });
      this.arcs[ends[1]]!.push({ cell: n, to: ends[0], change: -1 });
    }
  }

  hide(n: number): void {
    this.hidden[n] = true;
  }

  show(n: number): void {
    this.hidden[n] = false;
  }

  isHidden(n: number): boolean {
    return this.hidden[n]!;
  }

  private node(name: string): number {
    const known = this.nodes.get(name) ?? this.nodes.size;
    this.nodes.set(name, known);
    this.arcs[known] ??= [];
    return known;
  }

  /** The cells of the cheapest cycle that a cell lies on, itself among them; undefined where there is none. */
  cycleThrough(n: number): readonly number[] | undefined {
    const ways = this.cells[n]!.beside?.ways.length ?? 1;
    for (let way = 0; way < ways; way += 1) {
      const found = this.cycle(n, way);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private cycle(n: number, way: number): readonly number[] | undefined {
    const { from, to } = this.cells[n]!;
    const [begin, end] = [this.node(from), this.node(to)];
    const could = (change: 1 | -1) => this.could({ cell: n, change }, way);
    const more = could(1) ? this.path(end, begin, n, way) : undefined;
    const less = more?.cost === 0 || !could(-1) ? undefined : this.path(begin, end, n, way);
    const cheapest = more === undefined || (less !== undefined && less.cost < more.cost) ? less : more;
    return cheapest === undefined ? undefined : [n, ...cheapest.cells];
  }

  /** Whether there could be one more or one less; of a part, in one of the ways. */
  private could({ cell, change }: Pick<Arc, 'cell' | 'change'>, way: number): boolean {
    const { count, least, beside } = this.cells[cell]!;
    if (beside === undefined) return change === 1 || count > least;
    const room = beside.ways[way];
    return room != null && (change === 1 ? room.more : room.fewer) > 0;
  }

  /**
   * What it costs that a cell is withheld: nothing where it is already, else more the greater it is, by powers of two.
   * Undefined where it may not be.
   */
  private cost(arc: Arc, way: number): number | undefined {
    const { count, beside } = this.cells[arc.cell]!;
    if (!this.could(arc, way)) return undefined;
    if (this.hidden[arc.cell]) return 0;
    return count === 0 && beside === undefined ? undefined : 32 - Math.clz32(count);
  }

  /** The cheapest path (Dijkstra, with a bucket for each cost), without one cell. */
  private path(begin: number, end: number, except: number, way: number): Path | undefined {
    const costs: number[] = [];
    const came: { readonly node: number; readonly cell: number }[] = [];
    const buckets: number[][] = [[begin]];
    costs[begin] = 0;
    for (let cost = 0; cost < buckets.length; cost += 1) {
      // what is found at this cost is looked at in its turn
      for (const node of buckets[cost] ?? []) {
        if (costs[node] !== cost) continue;
        if (node === end) {
          const cells: number[] = [];
          for (let at = end; at !== begin; at = came[at]!.node) cells.push(came[at]!.cell);
          return { cost, cells };
        }
        for (const arc of this.arcs[node]!) {
          const more = arc.cell === except ? undefined : this.cost(arc, way);
          if (more === undefined || cost + more >= (costs[arc.to] ?? Number.POSITIVE_INFINITY)) continue;
          costs[arc.to] = cost + more;
          came[arc.to] = { node, cell: arc.cell };
          buckets[cost + more] ??= [];
          buckets[cost + more]!.push(arc.to);
        }
      }
    }
    return undefined;
  }
}
