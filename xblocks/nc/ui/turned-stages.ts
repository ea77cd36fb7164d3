/** The half section of a turned part in the course of a run. */

import type { Move, Outline, Section, TurnedStage } from "./model";

type Corner = readonly number[];

/** The section during a run: `part` as the last finished stage left it, and as the stage that is
 * being turned will leave it, with the move that does so. */
export interface Turned {
  readonly part: Section;
  readonly next: { readonly part: Section; readonly move: number } | null;
}

/** The sections of a run, found by the place of the move that is executed. */
export class TurnedStages {
  private corners: Corner[];
  private done = 0;
  private readonly gone: (readonly Corner[])[] = [];
  private readonly known = new Map<number, Section>();

  constructor(
    stock: Section,
    private readonly stages: readonly TurnedStage[],
  ) {
    this.corners = stock.flatMap((outline) => [...outline, []]);
  }

  /** The section while the move at this place of the run is executed. */
  at(move: number): Turned {
    const done = this.stages.filter(([last]) => last < move).length;
    const stage = this.stages[done];
    const next = stage === undefined ? null : { part: this.after(done + 1), move: stage[0] };
    return { part: this.after(done), next: next?.move === move ? next : null };
  }

  /** The section after so many stages. */
  private after(count: number): Section {
    const known = this.known.get(count);
    if (known !== undefined) return known;
    while (this.done < count) this.forward();
    while (this.done > count) this.back();
    const section = outlinesOf(this.corners);
    this.known.set(count, section);
    return section;
  }

  private forward(): void {
    const [, at, gone, added] = this.stages[this.done] as TurnedStage;
    this.gone[this.done++] = this.corners.splice(at, gone, ...added);
  }

  private back(): void {
    const [, at, , added] = this.stages[--this.done] as TurnedStage;
    this.corners.splice(at, added.length, ...(this.gone[this.done] ?? []));
  }
}

function outlinesOf(corners: readonly Corner[]): Section {
  const outlines: Outline[] = [];
  let outline: Corner[] = [];
  for (const corner of corners) {
    if (corner.length > 0) {
      outline.push(corner);
      continue;
    }
    outlines.push(outline);
    outline = [];
  }
  return outlines;
}

/** Farther out than any part, in mm. */
const FAR = 10_000;

/** A rectangle [z, r, width, height] over what a move has yet to turn from its tip onwards, along
 * the axis it mostly goes; X of the points is a diameter. */
export function aheadOf({ points }: Move, tip: readonly number[]): readonly number[] {
  const last = points.length - 3;
  const [dz, dr] = [
    (points[last + 2] ?? 0) - (points[2] ?? 0),
    ((points[last] ?? 0) - (points[0] ?? 0)) / 2,
  ];
  const [r, z] = [(tip[0] ?? 0) / 2, tip[2] ?? 0];
  const wide = 2 * FAR;
  if (Math.abs(dz) >= Math.abs(dr)) return [dz < 0 ? z - wide : z, -FAR, wide, wide];
  return [-FAR, dr < 0 ? r - wide : r, wide, wide];
}
