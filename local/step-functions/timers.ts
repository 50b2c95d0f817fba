/** An instant at which something is due. It is in the queue while `slot` is not -1. */
export interface Timer {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Order of creation; decides between timers of one instant. */
  readonly sequence: number;
  slot: number;
  /** Taken back: what it wanted to wake is gone. */
  cancelled: boolean;
  readonly fire: () => void;
}

/** A binary heap of timers by (instant, order of creation) from which any timer can be removed. */
export class TimerQueue {
  readonly #heap: Timer[] = [];

  get size(): number {
    return this.#heap.length;
  }

  first(): Timer | undefined {
    return this.#heap[0];
  }

  add(timer: Timer): void {
    timer.slot = this.#heap.length;
    this.#heap.push(timer);
    this.#up(timer.slot);
  }

  remove(timer: Timer): void {
    const slot = timer.slot;
    if (slot < 0) return;
    timer.slot = -1;
    const last = this.#heap.pop()!;
    if (last === timer) return;
    this.#heap[slot] = last;
    last.slot = slot;
    this.#up(slot);
    this.#down(last.slot);
  }

  #up(start: number): void {
    const heap = this.#heap;
    const timer = heap[start]!;
    let slot = start;
    while (slot > 0) {
      const parentSlot = (slot - 1) >> 1;
      const parent = heap[parentSlot]!;
      if (!before(timer, parent)) break;
      heap[slot] = parent;
      parent.slot = slot;
      slot = parentSlot;
    }
    heap[slot] = timer;
    timer.slot = slot;
  }

  #down(start: number): void {
    const heap = this.#heap;
    const timer = heap[start]!;
    let slot = start;
    for (;;) {
      let childSlot = 2 * slot + 1;
      if (childSlot >= heap.length) break;
      if (childSlot + 1 < heap.length && before(heap[childSlot + 1]!, heap[childSlot]!)) childSlot++;
      const child = heap[childSlot]!;
      if (!before(child, timer)) break;
      heap[slot] = child;
      child.slot = slot;
      slot = childSlot;
    }
    heap[slot] = timer;
    timer.slot = slot;
  }
}

function before(left: Timer, right: Timer): boolean {
  return left.at < right.at || (left.at === right.at && left.sequence < right.sequence);
}
