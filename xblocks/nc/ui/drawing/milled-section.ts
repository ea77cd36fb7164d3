/** Where a milled part is cut, and its views from the front and from the left. */

import type { Box, Feature, MillingExercise } from "../model";
import { type HeightAt, diameterOf, distanceOutside, profileOf } from "./milled-heights";
import { isRound } from "./milled-sizes";
import type { Ink, Place, Stroke } from "./paper";

/** A view along Y (from the front, axis 0 runs along it) or along X (from the left, axis 1). */
export interface Upright {
  /** Which of X and Y the view shows. */
  readonly axis: 0 | 1;
  /** Where it is cut along the other; null if it is seen from outside. */
  readonly cut: number | null;
  /** The line of the cut, or of what is seen from outside. */
  readonly profile: readonly Place[];
  /** The line of what stands behind the cut, or of the face in front. */
  readonly behind: readonly Place[];
}

const SIGHTS = 30;

/** The view from the front: cut through as many features as can be. */
export function frontView(exercise: MillingExercise, heightAt: HeightAt): Upright {
  const at = bestCut(exercise, 1, exercise.features);
  return cutView(exercise, heightAt, 0, at ?? middleOf(exercise, 1));
}

/** The view from the left: cut if there is a feature inside whose depth the front view misses. */
export function leftView(
  exercise: MillingExercise,
  heightAt: HeightAt,
  missed: readonly Feature[],
): Upright {
  const at = bestCut(exercise, 0, missed);
  if (at !== null) return cutView(exercise, heightAt, 1, at);
  const { min_mm: min, max_mm: max } = exercise.stock;
  const profile = profileOf((y) => highest(heightAt, y, 1, [min[0], max[0]]), min[1], max[1]);
  const near = min[0] + 1e-3;
  const behind = profileOf((y) => heightAt(near, y), min[1], max[1]);
  return { axis: 1, cut: null, profile, behind };
}

function middleOf({ stock }: MillingExercise, axis: 0 | 1): number {
  return (stock.min_mm[axis] + stock.max_mm[axis]) / 2;
}

function cutView(exercise: MillingExercise, heightAt: HeightAt, axis: 0 | 1, cut: number): Upright {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const other = axis === 0 ? 1 : 0;
  const height = (at: number, across: number): number =>
    axis === 0 ? heightAt(at, across) : heightAt(across, at);
  const beyond: Place = [cut, max[other]];
  return {
    axis,
    cut,
    profile: profileOf((at) => height(at, cut), min[axis], max[axis]),
    behind: profileOf((at) => highest(heightAt, at, axis, beyond), min[axis], max[axis]),
  };
}

/** The highest place that is seen at one place of a view, from one depth to another. */
function highest(heightAt: HeightAt, at: number, axis: 0 | 1, [near, far]: Place): number {
  let top = -Infinity;
  for (let index = 0; index <= SIGHTS; index += 1) {
    const across = near + 1e-3 + ((far - near - 2e-3) * index) / SIGHTS;
    top = Math.max(top, axis === 0 ? heightAt(at, across) : heightAt(across, at));
  }
  return top;
}

/** The place across which most of the features are cut through their middle, or null. */
function bestCut(
  { stock }: MillingExercise,
  across: 0 | 1,
  features: readonly Feature[],
): number | null {
  const [low, high] = [stock.min_mm[across], stock.max_mm[across]];
  const middles = features.flatMap((feature) => middlesOf(feature).map((place) => place[across]));
  const inside = [...new Set(middles)].filter((at) => at > low && at < high);
  const worth = (at: number): number =>
    features
      .filter((feature) => isCutAt(feature, across, at))
      .reduce((sum, { points }) => sum + 1000 + points, 0);
  const sorted = inside.sort((a, b) => worth(b) - worth(a) || Math.abs(a) - Math.abs(b));
  const [best] = sorted;
  return best !== undefined && worth(best) > 0 ? best : null;
}

function middlesOf(feature: Feature): readonly Place[] {
  if (feature.kind === "face" || feature.removes === "outside") return [feature.centre_mm];
  return feature.places_mm ?? [feature.centre_mm];
}

/** Whether a cut goes through a feature near its middle. */
export function isCutAt(feature: Feature, across: 0 | 1, at: number): boolean {
  if (feature.kind === "face") return true;
  if (isRound(feature))
    return (feature.places_mm ?? []).some((place) => Math.abs(place[across] - at) < 1e-6);
  const [x, y] = feature.centre_mm;
  const outside = across === 1 ? distanceOutside(feature, x, at) : distanceOutside(feature, at, y);
  return feature.paths ? crosses(feature, across, at) : outside < -0.2;
}

function crosses({ paths }: Feature, across: 0 | 1, at: number): boolean {
  const all = (paths ?? []).flat().map((place) => place[across]);
  return at > Math.min(...all) + 0.2 && at < Math.max(...all) - 0.2;
}

// -- ink ------------------------------------------------------------------------------------------

/** From a place along the view and a height to the sheet. */
export type OnSheet = (at: number, z: number) => Place;

/** The lines of a view: what is cut hatched, what is behind, centres; hidden lines if none is. */
export function viewInk(view: Upright, exercise: MillingExercise, on: OnSheet): Ink {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const feet: Place[] = [on(max[view.axis], min[2]), on(min[view.axis], min[2])];
  const sheet = (points: readonly Place[]): Place[] => points.map(([at, z]) => on(at, z));
  const solid: Stroke = {
    kind: "outline",
    points: [...sheet(view.profile), ...feet],
    closed: true,
  };
  const strokes: Stroke[] = [
    view.cut === null ? solid : { ...solid, fill: "hatch" },
    { kind: "outline", points: sheet(view.behind) },
  ];
  for (const feature of exercise.features) {
    strokes.push(...uprightLines(feature, view, exercise, on));
  }
  return { strokes, labels: [] };
}

function uprightLines(
  feature: Feature,
  view: Upright,
  { stock }: MillingExercise,
  on: OnSheet,
): Stroke[] {
  const top = stock.max_mm[2] - (feature.from_depth_mm ?? 0);
  const floor = Math.max(stock.max_mm[2] - feature.depth_mm, stock.min_mm[2]);
  const other = view.axis === 0 ? 1 : 0;
  const { axis, cut } = view;
  if (cut !== null && !isCutAt(feature, other, cut)) return [];
  if (cut === null && feature.floor?.cone) return [];
  if (!isRound(feature)) {
    if (cut !== null || feature.removes === "outside") return [];
    return hiddenWalls(feature, axis, stock, [top, floor], on);
  }
  const places = (feature.places_mm ?? []).filter(
    (place) => cut === null || Math.abs(place[other] - cut) < 1e-6,
  );
  return [...new Set(places.map((place) => place[axis]))].flatMap((at) => {
    const centre: Stroke = {
      kind: "centre",
      points: [on(at, top + 2), on(at, floor - 3)],
    };
    const half = (feature.thread?.nominal_mm ?? diameterOf(feature)) / 2;
    if (feature.thread) return [centre, ...threadLines(at, half, [top, floor], cut !== null, on)];
    return cut === null
      ? [centre, ...hiddenBox([at - half, at + half], [top, floor], on)]
      : [centre];
  });
}

/** The major diameter of a thread, and its end. */
function threadLines(
  at: number,
  half: number,
  [top, floor]: Place,
  isCut: boolean,
  on: OnSheet,
): Stroke[] {
  const kind = isCut ? "thin" : "hidden";
  return [
    ...[-half, half].map((off): Stroke => ({
      kind,
      points: [on(at + off, top), on(at + off, floor)],
    })),
    { kind: isCut ? "outline" : "hidden", points: [on(at - half, floor), on(at + half, floor)] },
  ];
}

function hiddenWalls(
  feature: Feature,
  axis: 0 | 1,
  stock: Box,
  [top, floor]: Place,
  on: OnSheet,
): Stroke[] {
  if (feature.kind === "face") return [];
  const all = feature.paths?.flat().map((place) => place[axis]);
  if (all) return hiddenBox([Math.min(...all), Math.max(...all)], [top, floor], on);
  const angle = (feature.angle_deg * Math.PI) / 180;
  const [c, s] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const [length, width] = feature.size_mm;
  const half = (axis === 0 ? length * c + width * s : length * s + width * c) / 2;
  const centre = feature.centre_mm[axis];
  const [low, high] = [stock.min_mm[axis], stock.max_mm[axis]];
  const reach: Place = [Math.max(centre - half, low), Math.min(centre + half, high)];
  return hiddenBox(reach, [top, floor], on);
}

function hiddenBox([low, high]: Place, [top, floor]: Place, on: OnSheet): Stroke[] {
  return [
    { kind: "hidden", points: [on(low, top), on(low, floor), on(high, floor), on(high, top)] },
  ];
}
