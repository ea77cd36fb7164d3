/** What comes off a milled part in the course of a run, cell by cell, so that the part can be shown
 * at any time. The server tells what each stage of the run lowers; where in the stage each cell
 * comes down follows from the way of the tool over it. */

import { inflated, numbersIn } from "./packed";
import { type Way, reachOf, wayBetween } from "./reach";
import type { Field, MillingSimulation, Move, Tool } from "./model";

/** So many steps a stage is divided into. */
const STEPS = 255;

/** The part during a run. `heights_um` are those at the time that was last sought. */
export class Removal {
  readonly heights_um: Int32Array;
  private readonly times_s: Float64Array;
  private readonly cells: Uint32Array;
  private readonly drops_um: Int32Array;
  /** The heights after all changes that are known. */
  private readonly lowest_um: Int32Array;
  /** How many changes are known, and how many of them `heights_um` has in it. */
  private known = 0;
  private done = 0;
  private last = -1;

  constructor(
    private readonly field: Field,
    private readonly moves: readonly Move[],
    private readonly tools: readonly Tool[],
    changes: number,
  ) {
    this.heights_um = new Int32Array(field.nx * field.ny).fill(Math.round(1000 * field.top_mm));
    this.lowest_um = this.heights_um.slice();
    this.times_s = new Float64Array(changes);
    this.cells = new Uint32Array(changes);
    this.drops_um = new Int32Array(changes);
  }

  /** Bring the heights to those at a time of the run; which cells changed on the way, some of them
   * more than once. */
  seek(time_s: number): Uint32Array {
    const from = this.done;
    const { cells, drops_um: drops, heights_um: heights, times_s: times } = this;
    while (this.done < this.known && (times[this.done] as number) <= time_s) {
      const cell = cells[this.done] as number;
      heights[cell] = (heights[cell] as number) - (drops[this.done++] as number);
    }
    while (this.done > 0 && (times[this.done - 1] as number) > time_s) {
      const cell = cells[--this.done] as number;
      heights[cell] = (heights[cell] as number) + (drops[this.done] as number);
    }
    return cells.subarray(Math.min(from, this.done), Math.max(from, this.done));
  }

  /** Take in the stages of a chunk as it was packed, the one after those that were taken in. */
  add(packed: Uint8Array): void {
    const numbers = numbersIn(packed);
    let [at, move] = [0, 0];
    const next = (): number => numbers[at++] as number;
    while (at < numbers.length) {
      move += next();
      const begin = this.known;
      for (let rows = next(), cell = 0; rows > 0; rows--) {
        cell += next();
        for (let left = next(); left > 0; left--) this.cells[this.known++] = cell++;
      }
      for (let index = begin, drop = 0; index < this.known; index++) {
        const folded = next();
        drop += folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
        this.drops_um[index] = drop;
        const cell = this.cells[index] as number;
        this.lowest_um[cell] = (this.lowest_um[cell] as number) - drop;
      }
      this.spread(begin, move);
    }
  }

  /** Put the changes from `begin` on in the order in which the tool comes to them. */
  private spread(begin: number, last: number): void {
    const way = wayBetween(this.moves, this.last + 1, last + 1, this.tools);
    this.last = last;
    const count = this.known - begin;
    const cells = this.cells.slice(begin, this.known);
    const drops = this.drops_um.slice(begin, this.known);
    const steps = new Uint8Array(count);
    const firsts = new Uint32Array(STEPS + 2);
    for (let index = 0; index < count; index++) {
      const step = this.stepOf(cells[index] as number, way);
      steps[index] = step;
      firsts[step + 1] = (firsts[step + 1] as number) + 1;
    }
    for (let step = 0; step <= STEPS; step++) {
      firsts[step + 1] = (firsts[step + 1] as number) + (firsts[step] as number);
    }
    const duration_s = way.end_s - way.begin_s;
    for (let index = 0; index < count; index++) {
      const step = steps[index] as number;
      const place = begin + (firsts[step] as number);
      firsts[step] = (firsts[step] as number) + 1;
      this.cells[place] = cells[index] as number;
      this.drops_um[place] = drops[index] as number;
      this.times_s[place] = Math.min(way.begin_s + (step / STEPS) * duration_s, way.end_s);
    }
  }

  private stepOf(cell: number, way: Way): number {
    const { nx, cell_mm: side, origin_mm: origin } = this.field;
    const x = origin[0] + ((cell % nx) + 0.5) * side;
    const y = origin[1] + (Math.floor(cell / nx) + 0.5) * side;
    const duration_s = way.end_s - way.begin_s;
    if (duration_s <= 0) return STEPS;
    const time_s = reachOf(way, x, y, (this.lowest_um[cell] as number) / 1000);
    return Math.round(((time_s - way.begin_s) / duration_s) * STEPS);
  }
}

/** What a simulation takes off, all chunks taken in; the page stays awake between them. */
export async function removalOf(
  { part, moves, removal }: MillingSimulation,
  tools: readonly Tool[],
): Promise<Removal> {
  const made = new Removal(part, moves, tools, removal.changes);
  for (const chunk of removal.chunks) made.add(await inflated(chunk));
  return made;
}
