/** The heights of a milled part as its features or its field give them, and what is seen of them:
 * edges from above, the line of a section, the outline from the side. */

import { heightsOf } from "../field";
import type { Feature, MillingExercise } from "../model";
import type { Place } from "./paper";

export type HeightAt = (x: number, y: number) => number;

/** Farther than any chord of an outline is from its arc. */
const NEAR_MM = 0.05;
const STEPS = 250;

/** The top of the target at a place; the stock's top where nothing is taken off. */
export function heightsAbove(exercise: MillingExercise): HeightAt {
  const { features } = exercise;
  return features.length > 0 ? fromFeatures(exercise) : fromField(exercise);
}

/** How far a place is outside a feature's outline, in mm; negative inside. */
export function distanceOutside(feature: Feature, x: number, y: number): number {
  if (feature.places_mm) {
    const [least] = feature.places_mm
      .map(([px, py]) => Math.hypot(x - px, y - py))
      .sort((a, b) => a - b);
    return (least ?? Infinity) - diameterOf(feature) / 2;
  }
  return feature.paths ? outsidePaths(feature.paths, x, y) : outsideRectangle(feature, x, y);
}

/** The diameter of a feature's equal circles, at its upper edge. */
export function diameterOf(feature: Feature): number {
  const path = feature.paths?.[0];
  const centre = feature.places_mm?.[0];
  if (path === undefined || centre === undefined || path[0] === undefined)
    return feature.size_mm[0];
  return 2 * Math.hypot(path[0][0] - centre[0], path[0][1] - centre[1]);
}

function outsideRectangle(feature: Feature, x: number, y: number): number {
  const angle = (-feature.angle_deg * Math.PI) / 180;
  const [dx, dy] = [x - feature.centre_mm[0], y - feature.centre_mm[1]];
  const along = dx * Math.cos(angle) - dy * Math.sin(angle);
  const across = dx * Math.sin(angle) + dy * Math.cos(angle);
  const corner = feature.corner_radius_mm;
  const u = Math.abs(along) - feature.size_mm[0] / 2 + corner;
  const v = Math.abs(across) - feature.size_mm[1] / 2 + corner;
  return Math.hypot(Math.max(u, 0), Math.max(v, 0)) + Math.min(Math.max(u, v), 0) - corner;
}

function outsidePaths(paths: readonly (readonly Place[])[], x: number, y: number): number {
  let [inside, least] = [false, Infinity];
  for (const path of paths) {
    let before = path.at(-1) ?? [0, 0];
    for (const point of path) {
      const [[ax, ay], [bx, by]] = [before, point];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const share = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
      const held = Math.min(1, Math.max(0, share));
      least = Math.min(least, Math.hypot(x - ax - held * (bx - ax), y - ay - held * (by - ay)));
      before = point;
    }
  }
  return inside ? -least : least;
}

function fromFeatures({ features, stock }: MillingExercise): HeightAt {
  const [top, bottom] = [stock.max_mm[2], stock.min_mm[2]];
  const cutting = features.filter(({ kind }) => kind !== "thread");
  return (x, y) => {
    let height = top;
    for (const feature of cutting) {
      const outside = distanceOutside(feature, x, y);
      const removes = feature.removes === "inside" ? outside : -outside;
      if (removes < 0) height = Math.min(height, floorOf(feature, -removes, top));
    }
    return Math.max(height, bottom);
  };
}

/** The height of a feature's floor so far from its wall. */
function floorOf(
  { depth_mm: depth, floor, from_depth_mm: from = 0 }: Feature,
  inward: number,
  top: number,
): number {
  if (floor === undefined) return top - depth;
  if (floor.cone) return top - depth + Math.max(depth - from - floor.fall * inward, 0);
  if (floor.fillet_mm > 0) {
    const left = Math.max(floor.fillet_mm - inward, 0);
    return top - depth + floor.fillet_mm - Math.sqrt(Math.max(floor.fillet_mm ** 2 - left ** 2, 0));
  }
  return top - depth - floor.fall * inward;
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

// -- lines along one axis -------------------------------------------------------------------------

/** The line of heights along an axis between two ends, with its jumps upright and exact. */
export function profileOf(heightAt: (at: number) => number, low: number, high: number): Place[] {
  const step = (high - low) / STEPS;
  const inside = 1e-6 * step;
  const points: Place[] = [[low, heightAt(low + inside)]];
  for (let index = 1; index <= STEPS; index += 1) {
    const at = index === STEPS ? high - inside : low + index * step;
    const before = points.at(-1) ?? [low, 0];
    points.push(...between(heightAt, before, [at, heightAt(at)]));
  }
  points.push([high, points.at(-1)?.[1] ?? 0]);
  return straightened(points.map(([at, z]) => [Math.min(Math.max(at, low), high), z]));
}

/** The points after one up to another: where the line bends or jumps, halved down to the place. */
function between(heightAt: (at: number) => number, a: Place, b: Place): Place[] {
  if (Math.abs(a[1] - b[1]) < 1e-9) return [b];
  if (b[0] - a[0] < 1e-4) {
    const middle = (a[0] + b[0]) / 2;
    return Math.abs(a[1] - b[1]) > 0.01
      ? [
          [middle, a[1]],
          [middle, b[1]],
        ]
      : [b];
  }
  const at = (a[0] + b[0]) / 2;
  const middle: Place = [at, heightAt(at)];
  const isStraight = Math.abs(middle[1] - (a[1] + b[1]) / 2) < 1e-3;
  if (isStraight && Math.abs(a[1] - b[1]) < 4 * (b[0] - a[0])) return [b];
  return [...between(heightAt, a, middle), ...between(heightAt, middle, b)];
}

/** The same line without the points in the middle of straight stretches; level ones first, so that
 * the foot of a jump stays where it is. */
function straightened(points: readonly Place[]): Place[] {
  const bends = points.filter(([, z], index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    return before === undefined || after === undefined || before[1] !== z || after[1] !== z;
  });
  const kept: Place[] = [];
  bends.forEach((point, index) => {
    const [before, after] = [kept.at(-1), bends[index + 1]];
    if (before === undefined || after === undefined) kept.push(point);
    else if (bendAt(before, point, after) > 2e-3) kept.push(point);
  });
  return kept;
}

function bendAt([ax, ay]: Place, [bx, by]: Place, [cx, cy]: Place): number {
  const length = Math.hypot(cx - ax, cy - ay);
  if (length === 0) return Math.hypot(bx - ax, by - ay);
  return Math.abs((cx - ax) * (by - ay) - (bx - ax) * (cy - ay)) / length;
}

// -- edges from above -----------------------------------------------------------------------------

/** The parts of a feature's outline that are edges of the target: there the height jumps or begins
 * to fall. */
export function edgesAbove(
  feature: Feature,
  heightAt: HeightAt,
  { stock }: MillingExercise,
): Place[][] {
  const [[x0, y0], [x1, y1]] = [stock.min_mm, stock.max_mm];
  const isEdge = ([x, y]: Place, [nx, ny]: Place): boolean => {
    if (x <= x0 + 1e-6 || x >= x1 - 1e-6 || y <= y0 + 1e-6 || y >= y1 - 1e-6) return false;
    const [a, b] = [NEAR_MM * nx, NEAR_MM * ny];
    return Math.abs(heightAt(x + a, y + b) - heightAt(x - a, y - b)) > NEAR_MM / 4;
  };
  return outlinesOf(feature).flatMap((outline) => runsOf(outline, isEdge));
}

function runsOf(
  outline: readonly Place[],
  isEdge: (at: Place, normal: Place) => boolean,
): Place[][] {
  const runs: Place[][] = [];
  let run: Place[] = [];
  outline.forEach((end, index) => {
    const start = outline[index - 1];
    if (start === undefined) return;
    const length = Math.hypot(end[0] - start[0], end[1] - start[1]);
    const normal: Place = [(end[1] - start[1]) / length, (start[0] - end[0]) / length];
    const pieces = Math.max(1, Math.ceil(length / 0.25));
    for (let piece = 0; piece < pieces; piece += 1) {
      const at = (share: number): Place => [
        start[0] + ((end[0] - start[0]) * (piece + share)) / pieces,
        start[1] + ((end[1] - start[1]) * (piece + share)) / pieces,
      ];
      if (isEdge(at(0.5), normal)) run.push(...(run.length === 0 ? [at(0)] : []), at(1));
      else if (run.length > 0) [runs[runs.length], run] = [run, []];
    }
  });
  if (run.length > 0) runs.push(run);
  return runs.map(straightened);
}

/** A feature's closed outlines as rows of points, the last being the first again. */
export function outlinesOf(feature: Feature): Place[][] {
  const paths = feature.paths ?? [rectangleOf(feature)];
  return paths.map((path) => [...path, ...path.slice(0, 1)]);
}

function rectangleOf(feature: Feature): Place[] {
  const { size_mm: size, corner_radius_mm: corner, centre_mm: centre } = feature;
  const angle = (feature.angle_deg * Math.PI) / 180;
  const steps = corner > 0 ? 32 : 0;
  return [0, 1, 2, 3].flatMap((quarter) => {
    const u = (size[0] / 2 - corner) * ([1, -1, -1, 1][quarter] ?? 1);
    const v = (size[1] / 2 - corner) * ([1, 1, -1, -1][quarter] ?? 1);
    return Array.from({ length: steps + 1 }, (_, step): Place => {
      const turn = (Math.PI / 2) * (quarter + (steps === 0 ? 0 : step / steps));
      const [a, b] = [u + corner * Math.cos(turn), v + corner * Math.sin(turn)];
      return [
        centre[0] + a * Math.cos(angle) - b * Math.sin(angle),
        centre[1] + a * Math.sin(angle) + b * Math.cos(angle),
      ];
    });
  });
}
