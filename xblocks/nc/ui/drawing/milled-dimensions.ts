/** The dimensions that stand in rows beside the views of a milled part. */

import type { Feature, MillingExercise } from "../model";
import { sized } from "./lettering";
import { outlinesOf } from "./milled-heights";
import type { Part } from "./milled-part";
import { type Upright, isCutAt } from "./milled-section";
import { type PlanSize, feetTo, isRound, planSizes } from "./milled-sizes";
import type { Place } from "./paper";
import type { Linear, Side } from "./rows";

export type Sides = Readonly<Record<Side, readonly Linear[]>>;

/** The dimensions about the view from above: places of X above it, lengths under it; those of Y at
 * the side to which the feature is nearer. Extension lines begin at the feature. */
export function planLinears(part: Part, scale: number): Sides {
  const { stock, features } = part.exercise;
  const all = planSizes(features, stock);
  const [low, high] = [stock.min_mm[0], stock.max_mm[0]];
  const on = (side: Side, holds: (size: PlanSize) => boolean): Linear[] =>
    all.filter(holds).map((one) => planLinear(feetTo(one, side), side, part, scale));
  const isRight = ({ middle }: PlanSize): boolean => high - middle < NEARER * (middle - low);
  return {
    above: on("above", ({ axis, exact }) => axis === 0 && exact),
    below: [...on("below", ({ axis, exact }) => axis === 0 && !exact), wholeOf(0, part, scale)],
    left: [...on("left", (one) => one.axis === 1 && !isRight(one)), wholeOf(1, part, scale)],
    right: on("right", (one) => one.axis === 1 && isRight(one)),
  };
}

/** What is so much nearer to the right side than to the left is dimensioned there. */
const NEARER = 0.4;

function planLinear(size: PlanSize, side: Side, { exercise }: Part, scale: number): Linear {
  const { axis, from, to, runs, exact, sizes, feet } = size;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const sign = axis === 0 ? scale : -scale;
  const edge = { above: max[1], below: min[1], left: min[0], right: max[0] }[side];
  const inwards = side === "above" || side === "left" ? 1 : -1;
  const foot = (at: number | null): number =>
    at === null ? 0 : inwards * scale * Math.abs(edge - at);
  const begin: Place = [foot(feet[0]), foot(feet[1])];
  return { from: sign * from, to: sign * to, runs, exact, sizes, feet: begin };
}

/** The stock's own length or width, with the datum that it is of. */
function wholeOf(axis: 0 | 1, { exercise, datums }: Part, scale: number): Linear {
  const sign = axis === 0 ? scale : -scale;
  const [low, high] = [exercise.stock.min_mm[axis], exercise.stock.max_mm[axis]];
  const runs = sized(high - low, undefined);
  const whole: Linear = { from: sign * low, to: sign * high, feet: [0, 0], runs };
  const datum = datums.find((one) => one.axis === axis);
  return datum === undefined ? whole : { ...whole, datum };
}

/** The depths that a view from the side states, at the side that is nearer; and at the left of the
 * front view the height. */
export function depthLinears(part: Part, view: Upright, scale: number): Sides {
  const { min_mm: min, max_mm: max } = part.exercise.stock;
  const isLeft = ({ centre_mm: centre }: Feature): boolean =>
    (view.axis === 0 ? centre[0] : -centre[1]) < 0;
  const stated = statedBy(part, view);
  const at = (side: "left" | "right"): Linear[] =>
    stated
      .filter((feature) => isLeft(feature) === (side === "left"))
      .map((feature) => depthLinear(feature, side, view, part, scale));
  const whole: Linear = {
    from: -scale * min[2],
    to: -scale * max[2],
    feet: [0, 0],
    runs: sized(max[2] - min[2], undefined),
  };
  const left = view === part.front ? [...at("left"), whole] : at("left");
  return { above: [], below: [], left, right: at("right") };
}

/** A depth from the finished top; of the face that makes it, the height that is left. */
function depthLinear(
  feature: Feature,
  side: "left" | "right",
  view: Upright,
  { exercise }: Part,
  scale: number,
): Linear {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const { depth_mm: depth, tolerances_mm: allowed, id } = feature;
  const faced = facedOf(exercise);
  const isFace = depth === faced && feature.kind === "face";
  const [from, to] = isFace ? [min[2], max[2] - depth] : [max[2] - faced, max[2] - depth];
  const foot = isFace ? 0 : scale * inwardsOf(feature, side, view, exercise);
  return {
    from: -scale * from,
    to: -scale * to,
    feet: [0, side === "left" ? foot : -foot],
    runs: sized(Math.abs(from - to), allowed.depth),
    sizes: [`${id}.depth`],
  };
}

/** How far a feature's floor is from a side of a view, in mm; 0 where it is open. */
function inwardsOf(
  feature: Feature,
  side: "left" | "right",
  { axis }: Upright,
  { stock }: MillingExercise,
): number {
  const all = outlinesOf(feature).flatMap((outline) => outline.map((place) => place[axis]));
  const isLow = (side === "left") === (axis === 0);
  return isLow
    ? Math.max(0, Math.min(...all) - stock.min_mm[axis])
    : Math.max(0, stock.max_mm[axis] - Math.max(...all));
}

/** How far below the stock's top the whole part is faced. */
export function facedOf({ features }: MillingExercise): number {
  return Math.max(0, ...features.filter(({ kind }) => kind === "face").map((one) => one.depth_mm));
}

/** The features whose depth a view states: those that it cuts, but for holes; the front view those
 * first. */
export function statedBy(part: Part, view: Upright): readonly Feature[] {
  const { exercise, front, left } = part;
  const height = exercise.stock.max_mm[2] - exercise.stock.min_mm[2];
  const cuts = (one: Upright, feature: Feature): boolean =>
    one.cut !== null && isCutAt(feature, one.axis === 0 ? 1 : 0, one.cut);
  const stated = exercise.features.filter(
    (feature) =>
      !isHole(feature) &&
      !feature.floor?.cone &&
      (feature.depth_mm < height || feature.removes === "outside"),
  );
  if (view === front) return stated.filter((feature) => cuts(front, feature));
  return stated.filter((feature) => cuts(left, feature) && !cuts(front, feature));
}

/** Whether its depth stands at its diameter. */
function isHole(feature: Feature): boolean {
  return isRound(feature) && feature.kind !== "round-pocket" && feature.kind !== "round-boss";
}
