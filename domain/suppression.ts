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
  /** `withheld`: whatever it is. `shown`: known anyway. `unpublished`: only stands for what a sum has besides what is shown. */
  readonly is: 'published' | 'withheld' | 'shown' | 'unpublished';
}

/** The least count that may leave a unit, but 0. */
const leastCount = 3;

export function isSmall(count: number): boolean {
  return count > 0 && count < leastCount;
}

/**
 * The ids of the cells to withhold: the small ones, those given as such, and what protects them. A 0 that can be worked
 * out from what is shown is shown. `failed` is a cell that nothing can protect as the table is: more of its row must be
 * withheld.
 */
export function withheld(cells: readonly Cell[]): {
  readonly ids: ReadonlySet<string>;
  readonly failed?: Cell;
} {
  const first = cells.filter(
    (cell) => cell.is === 'withheld' || (cell.is === 'published' && isSmall(cell.count)),
  );
  const ids = new Set(first.map((cell) => cell.id));
  const network = new Network(cells, ids);
  const safe = new Set<string>();
  for (const cell of first.toSorted((a, b) => b.count - a.count)) {
    if (safe.has(cell.id)) continue;
    const cycle = network.cycleThrough(cell);
    if (cycle === undefined && cell.count > 0) return { ids, failed: cell };
    if (cycle === undefined) ids.delete(cell.id);
    for (const other of cycle ?? []) {
      safe.add(other.id);
      if (other.is === 'published') ids.add(other.id);
    }
  }
  return { ids };
}

interface Arc {
  readonly cell: Cell;
  readonly to: string;
  /** One more, or one less. */
  readonly change: 1 | -1;
}

/** Finds how one more or one less could flow, withholding as little as possible besides. */
class Network {
  private readonly arcs = new Map<string, Arc[]>();
  private readonly hidden: ReadonlySet<string>;

  constructor(cells: readonly Cell[], hidden: ReadonlySet<string>) {
    this.hidden = hidden;
    for (const cell of cells) {
      if (cell.is === 'shown') continue;
      this.join(cell.from, { cell, to: cell.to, change: 1 });
      this.join(cell.to, { cell, to: cell.from, change: -1 });
    }
  }

  private join(from: string, arc: Arc): void {
    const known = this.arcs.get(from);
    if (known === undefined) this.arcs.set(from, [arc]);
    else known.push(arc);
  }

  /** The cells of the cheapest cycle that a cell lies on, itself among them; undefined where there is none. */
  cycleThrough(cell: Cell): readonly Cell[] | undefined {
    const more = this.path(cell.to, cell.from, cell);
    const less = cell.count > cell.least ? this.path(cell.from, cell.to, cell) : undefined;
    const cheapest = [more, less].filter((way) => way !== undefined).toSorted((a, b) => a.cost - b.cost)[0];
    return cheapest === undefined ? undefined : [cell, ...cheapest.cells];
  }

  /** What it costs that a cell is withheld: nothing where it is already, and the more the greater it is. */
  private cost({ cell, change }: Arc): number {
    const free = cell.is === 'unpublished' || this.hidden.has(cell.id);
    if (change === -1 ? cell.count <= cell.least : !free && cell.count === 0) return Number.POSITIVE_INFINITY;
    return free ? 0 : 1 + cell.count;
  }

  private path(
    from: string,
    to: string,
    except: Cell,
  ): { readonly cost: number; readonly cells: readonly Cell[] } | undefined {
    const costs = new Map([[from, 0]]);
    const came = new Map<string, { readonly node: string; readonly cell: Cell }>();
    const open = new Set([from]);
    const done = new Set<string>();
    while (open.size > 0) {
      let node = '';
      let least = Number.POSITIVE_INFINITY;
      for (const candidate of open) {
        const cost = costs.get(candidate)!;
        if (cost < least) {
          least = cost;
          node = candidate;
        }
        // nothing is cheaper than nothing
        if (cost === 0) break;
      }
      if (node === to) {
        const cells: Cell[] = [];
        for (let at = node; at !== from; at = came.get(at)!.node) cells.push(came.get(at)!.cell);
        return { cost: least, cells };
      }
      open.delete(node);
      done.add(node);
      for (const arc of this.arcs.get(node)!) {
        if (arc.cell === except || done.has(arc.to)) continue;
        const cost = least + this.cost(arc);
        if (cost >= (costs.get(arc.to) ?? Number.POSITIVE_INFINITY)) continue;
        costs.set(arc.to, cost);
        came.set(arc.to, { node, cell: arc.cell });
        open.add(arc.to);
      }
    }
    return undefined;
  }
}
