/** The plane geometry of features: what lies inside an outline, and a section through the part. */

import { heightsOf } from "./field";
import type { MillingExercise, Feature } from "./model";

/** How far a point lies outside a feature's outline, in mm; negative inside. The outline is a
 * rounded rectangle, turned about its centre. */
export function distanceOutside(feature: Feature, x: number, y: number): number {
  const angle = (-feature.angle_deg * Math.PI) / 180;
  const [dx, dy] = [x - feature.centre_mm[0], y - feature.centre_mm[1]];
  const along = dx * Math.cos(angle) - dy * Math.sin(angle);
  const across = dx * Math.sin(angle) + dy * Math.cos(angle);
  const corner = feature.corner_radius_mm;
  const u = Math.abs(along) - feature.size_mm[0] / 2 + corner;
  const v = Math.abs(across) - feature.size_mm[1] / 2 + corner;
  return Math.hypot(Math.max(u, 0), Math.max(v, 0)) + Math.min(Math.max(u, v), 0) - corner;
}

/** Where the section is cut: through the feature that is worth the most, along X. */
export function sectionY({ features, stock }: MillingExercise): number {
  const best = [...features].sort((a, b) => b.points - a.points)[0];
  return best?.centre_mm[1] ?? (stock.min_mm[1] + stock.max_mm[1]) / 2;
}

const SECTION_STEPS = 1600;

/** The top edge of the target in the section at y, from left to right, in mm. */
export function sectionProfile(exercise: MillingExercise, y: number): [number, number][] {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const heightAt = exercise.features.length > 0 && exercise.features.every(isPlain) ? fromFeatures(exercise) : fromField(exercise);
  const step = (max[0] - min[0]) / SECTION_STEPS;
  const xs = Array.from({ length: SECTION_STEPS + 1 }, (_, index) => min[0] + index * step);
  return simplified(xs.map((x) => [x, heightAt(x, y)]));
}

/** Whether a feature is a rounded rectangle with a level floor. */
function isPlain({ paths, callout }: Feature): boolean {
  return (paths ?? null) === null && (callout ?? "") === "";
}

type HeightAt = (x: number, y: number) => number;

function fromFeatures({ features, stock }: MillingExercise): HeightAt {
  const top = stock.max_mm[2];
  return (x, y) =>
    Math.min(
      top,
      ...features
        .filter((one) => distanceOutside(one, x, y) < 0 === (one.removes === "inside"))
        .map((one) => top - one.depth_mm),
    );
}

function fromField({ target }: MillingExercise): HeightAt {
  const heights = heightsOf(target);
  const cell = (at: number, origin: number, count: number): number =>
    Math.min(Math.max(Math.floor((at - origin) / target.cell_mm), 0), count - 1);
  return (x, y) => {
    const column = cell(x, target.origin_mm[0], target.nx);
    const row = cell(y, target.origin_mm[1], target.ny);
    return (heights[row * target.nx + column] ?? 0) / 1000;
  };
}

/** The same line without the points in the middle of a level stretch; a jump becomes upright. */
function simplified(points: readonly [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  points.forEach(([x, z], index) => {
    const before = points[index - 1]?.[1];
    const after = points[index + 1]?.[1];
    if (before === undefined || after === undefined) kept.push([x, z]);
    else if (z !== before) kept.push([x, before], [x, z]);
  });
  return kept;
}
