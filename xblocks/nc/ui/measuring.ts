/** Measuring a part: where a line of sight meets it, what is there, and how far off it is. */

import type { Field, Outline, Point, Section } from "./model";

/** A place on a part beside its target; heights in micrometres. */
export interface Measured {
  readonly cell: number;
  readonly x: number;
  readonly y: number;
  readonly part_um: number;
  readonly target_um: number;
}

/** What is at a place; null beside the part. */
export function measuredAt(
  field: Field,
  heights_um: Int32Array,
  target_um: Int32Array,
  [x, y]: readonly [number, number],
): Measured | null {
  const cell = cellAt(field, x, y);
  if (cell === null) return null;
  return { cell, x, y, part_um: heights_um[cell] ?? 0, target_um: target_um[cell] ?? 0 };
}

/** The cell over a place; null beside the field. */
export function cellAt(field: Field, x: number, y: number): number | null {
  const { nx, ny, cell_mm: side, origin_mm: origin } = field;
  const [i, j] = [Math.floor((x - origin[0]) / side), Math.floor((y - origin[1]) / side)];
  return i >= 0 && i < nx && j >= 0 && j < ny ? j * nx + i : null;
}

/** Where a line of sight first meets what is shown of the part, from above; null where it passes.
 */
export function hitOf(
  field: Field,
  heights_um: Int32Array,
  from: Point,
  direction: Point,
  isShown: (x: number, y: number) => boolean,
): readonly [number, number] | null {
  const dz = direction[2];
  if (dz >= 0) return null;
  const begin = Math.max(0, (field.top_mm - from[2]) / dz);
  const end = (field.bottom_mm - from[2]) / dz;
  const level = Math.hypot(direction[0], direction[1]);
  const step = Math.min(end - begin, field.cell_mm / (2 * Math.max(level, 1e-9)));
  for (let way = begin; way <= end + step / 2; way += step) {
    const [x, y] = [from[0] + way * direction[0], from[1] + way * direction[1]];
    const cell = cellAt(field, x, y);
    if (cell === null || !isShown(x, y)) continue;
    if (from[2] + way * dz <= (heights_um[cell] ?? 0) / 1000) return [x, y];
  }
  return null;
}

/** An axis along which a part is cut open. */
export type Axis = "x" | "y";

/** The heights, in mm, under a line along an axis through a cell: [place, height] of each cell. */
export function profileOf(
  { nx, ny, cell_mm: side, origin_mm: origin }: Field,
  heights_um: Int32Array,
  axis: Axis,
  cell: number,
): (readonly [number, number])[] {
  const [i, j] = [cell % nx, Math.floor(cell / nx)];
  const [count, first, step, start] =
    axis === "x" ? [nx, j * nx, 1, origin[0]] : [ny, i, nx, origin[1]];
  return Array.from({ length: count }, (_, at) => [
    start + (at + 0.5) * side,
    (heights_um[first + at * step] ?? 0) / 1000,
  ]);
}

/** What a deviation map says in numbers: the greatest deviations in micrometres, 0 if none, and
 * the share of the cells within the tolerance. */
export interface Deviations {
  readonly left_um: number;
  readonly cut_um: number;
  readonly right: number;
}

export function deviationsOf(
  part_um: Int32Array,
  target_um: Int32Array,
  tolerance_um: number,
): Deviations {
  let [left_um, cut_um, right] = [0, 0, 0];
  for (let cell = 0; cell < part_um.length; cell++) {
    const off = (part_um[cell] as number) - (target_um[cell] as number);
    if (off > left_um) left_um = off;
    if (off < cut_um) cut_um = off;
    if (Math.abs(off) <= tolerance_um) right++;
  }
  return { left_um, cut_um, right: part_um.length === 0 ? 1 : right / part_um.length };
}

/** The radii at which material begins and ends at a place along the axis, from the axis outward. */
export function radiiAt(section: Section, z: number): number[] {
  return section.flatMap((outline) => crossings(outline, z)).sort((one, other) => one - other);
}

function crossings(outline: Outline, z: number): number[] {
  const found: number[] = [];
  let before = outline.at(-1) ?? [];
  for (const corner of outline) {
    found.push(...crossingsOf(before, corner, z));
    before = corner;
  }
  return found;
}

/** Where an edge meets a place. Of its two ends only the left one counts, so that a corner between
 * two edges counts once. */
function crossingsOf(from: readonly number[], to: readonly number[], z: number): number[] {
  const [z0 = 0, r0 = 0] = from;
  const [z1 = 0, r1 = 0, radius, turn = 1] = to;
  if (radius === undefined) {
    const inside = Math.min(z0, z1) <= z && z < Math.max(z0, z1);
    return inside ? [r0 + ((z - z0) / (z1 - z0)) * (r1 - r0)] : [];
  }
  const [dz, dr] = [z1 - z0, r1 - r0];
  const chord = Math.hypot(dz, dr);
  const rise = Math.sqrt(Math.max(radius * radius - (chord * chord) / 4, 0));
  const centre_z = (z0 + z1) / 2 - (turn * rise * dr) / chord;
  const centre_r = (r0 + r1) / 2 + (turn * rise * dz) / chord;
  const room = radius * radius - (z - centre_z) ** 2;
  if (room < 0) return [];
  const off = Math.sqrt(room);
  return [centre_r - off, centre_r + off].filter((r) => {
    const side = turn * (dz * (r - r0) - dr * (z - z0));
    return side < 0 || (z === Math.min(z0, z1) && side === 0);
  });
}
