/** What the views of a milled part are drawn from, and where they stand on the sheet. */

import type { Language } from "../../../ui/text";
import type { MillingExercise } from "../model";
import { fieldEdges } from "./milled-field";
import { type HeightAt, edgesAbove, heightsAbove } from "./milled-heights";
import { type Upright, frontView, isCutAt, leftView } from "./milled-section";
import type { Place } from "./paper";
import type { Room } from "./sheet";

/** What of a drawing does not depend on its scale. */
export interface Part {
  readonly exercise: MillingExercise;
  readonly language: Language;
  readonly front: Upright;
  readonly left: Upright;
  /** The edges that are seen from above, by the feature that makes them; "" of the field. */
  readonly edges: ReadonlyMap<string, readonly (readonly Place[])[]>;
  /** The letters of the datums of X and Y, where G54 is on a face or in the middle. */
  readonly datums: readonly Datum[];
}

export interface Datum {
  readonly axis: 0 | 1;
  readonly letter: string;
  /** On the stock's low face, in the middle, or on its high face. */
  readonly at: "from" | "middle" | "to";
}

/** Where the views stand on the sheet: x of the part's X = 0, and so on. */
export interface Layout {
  readonly part: Part;
  readonly scale: number;
  readonly x0: number;
  readonly y0: number;
  readonly z0: number;
  /** Of Y = 0 in the view from the left. */
  readonly side0: number;
  readonly room: Room;
}

/** What of an exercise's drawing does not depend on its scale. */
export function partOf(exercise: MillingExercise, language: Language): Part {
  const heightAt = heightsAbove(exercise);
  const front = frontView(exercise, heightAt);
  const missed = exercise.features.filter(
    (feature) => feature.removes === "inside" && !isCutAt(feature, 1, front.cut ?? 0),
  );
  return {
    exercise,
    language,
    front,
    left: leftView(exercise, heightAt, missed),
    edges: edgesOf(exercise, heightAt),
    datums: datumsOf(exercise),
  };
}

function edgesOf(exercise: MillingExercise, heightAt: HeightAt): Part["edges"] {
  if (exercise.features.length === 0) return new Map([["", fieldEdges(exercise.target)]]);
  const making = exercise.features.filter(({ kind }) => kind !== "thread");
  return new Map(making.map((one) => [one.id, edgesAbove(one, heightAt, exercise)]));
}

function datumsOf({ stock }: MillingExercise): Datum[] {
  return ([0, 1] as const).flatMap((axis): Datum[] => {
    const [low, high] = [stock.min_mm[axis], stock.max_mm[axis]];
    const letter = axis === 0 ? "A" : "B";
    if (Math.abs(low + high) < 1e-6) return [{ axis, letter, at: "middle" }];
    if (Math.abs(low) < 1e-6) return [{ axis, letter, at: "from" }];
    return Math.abs(high) < 1e-6 ? [{ axis, letter, at: "to" }] : [];
  });
}
