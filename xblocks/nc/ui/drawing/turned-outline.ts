/** The outline of a turned part as points, and what of it is seen: [z, r], r being a radius. */

import type { Section } from "../model";
import type { Place } from "./paper";

const CHORD_DEG = 3;
const EDGE_DEG = 8;

/** The closed outlines of a section with their arcs as chords, cut off left of a place. */
export function outlinesFrom(section: Section, left_mm: number): Place[][] {
  return section.map((outline) => {
    const points: Place[] = [];
    let before = outline.at(-1) ?? [0, 0];
    for (const corner of outline) {
      points.push(...along(before, corner));
      before = corner;
    }
    return cutOff(points, left_mm);
  });
}

/** The points after one corner up to the next. */
function along(from: readonly number[], to: readonly number[]): Place[] {
  const [z0 = 0, r0 = 0] = from;
  const [z1 = 0, r1 = 0, radius, turn = 1] = to;
  if (radius === undefined) return [[z1, r1]];
  const half = Math.hypot(z1 - z0, r1 - r0) / 2;
  const away = Math.sqrt(Math.max(radius * radius - half * half, 0)) * turn;
  const [cz, cr] = [
    (z0 + z1) / 2 - (away * (r1 - r0)) / (2 * half),
    (r0 + r1) / 2 + (away * (z1 - z0)) / (2 * half),
  ];
  const begin = Math.atan2(r0 - cr, z0 - cz);
  let sweep = Math.atan2(r1 - cr, z1 - cz) - begin;
  if (turn > 0 && sweep < 0) sweep += 2 * Math.PI;
  if (turn < 0 && sweep > 0) sweep -= 2 * Math.PI;
  const count = Math.max(4, Math.ceil((Math.abs(sweep) * 180) / Math.PI / CHORD_DEG));
  return Array.from({ length: count }, (_, index): Place => {
    const angle = begin + (sweep * (index + 1)) / count;
    return index === count - 1
      ? [z1, r1]
      : [cz + radius * Math.cos(angle), cr + radius * Math.sin(angle)];
  });
}

function cutOff(points: readonly Place[], left: number): Place[] {
  return points.flatMap((point, index) => {
    const before = points.at(index - 1) ?? point;
    const [isIn, wasIn] = [point[0] >= left, before[0] >= left];
    if (isIn === wasIn) return isIn ? [point] : [];
    const share = (left - before[0]) / (point[0] - before[0]);
    const crossing: Place = [left, before[1] + share * (point[1] - before[1])];
    return isIn ? [crossing, point] : [crossing];
  });
}

/** The part's greatest radius at a place along it, on either side of a shoulder; 0 beyond it. */
export function radiusAt(outlines: readonly (readonly Place[])[], z: number): number {
  let most = 0;
  for (const points of outlines) {
    points.forEach(([bz, br], index) => {
      const [az, ar] = points.at(index - 1) ?? [bz, br];
      if (z < Math.min(az, bz) - 1e-6 || z > Math.max(az, bz) + 1e-6) return;
      const share = Math.abs(bz - az) < 1e-9 ? null : (z - az) / (bz - az);
      most = Math.max(most, share === null ? Math.max(ar, br) : ar + share * (br - ar));
    });
  }
  return most;
}

/** The corners of the outlines at which an edge runs round the part: where the outline turns by
 * more than a few degrees, but not on the axis and not where the bar is broken off. */
export function cornersOf(outlines: readonly (readonly Place[])[], left_mm: number): Place[] {
  return outlines.flatMap((points) =>
    points.filter((point, index) => {
      const [before, after] = [points.at(index - 1), points.at((index + 1) % points.length)];
      if (before === undefined || after === undefined) return false;
      if (point[1] < 1e-6 || point[0] < left_mm + 1e-6) return false;
      return turnAt(before, point, after) > EDGE_DEG;
    }),
  );
}

function turnAt([az, ar]: Place, [bz, br]: Place, [cz, cr]: Place): number {
  const turn = Math.atan2(cr - br, cz - bz) - Math.atan2(br - ar, bz - az);
  const degrees = (Math.abs(turn) * 180) / Math.PI;
  return Math.min(degrees, 360 - degrees);
}

/** Whether the outlines have a face across the axis at a place. */
export function hasWallAt(section: Section, z: number): boolean {
  return section.some((outline) =>
    outline.some((corner, index) => {
      const before = outline.at(index - 1) ?? corner;
      const [z0 = 0, r0 = 0] = before;
      const [z1 = 0, r1 = 0] = corner;
      return Math.abs(z0 - z) < 1e-3 && Math.abs(z1 - z) < 1e-3 && Math.abs(r0 - r1) > 1e-3;
    }),
  );
}
