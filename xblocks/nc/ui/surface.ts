/** The shape of a part for the graphics card: a height field as triangles, with its sides. */

import type { Colour } from "./field";
import type { Field } from "./model";

/** Every cell gives one corner at its centre, cells at the border another on the edge of the stock,
 * and the sides have corners of their own. `colours` are bytes. */
export interface Surface {
  readonly nx: number;
  readonly ny: number;
  readonly positions: Float32Array;
  readonly colours: Uint8Array;
  readonly triangles: Uint32Array;
  /** The upper corner of the sides at each corner of the border. */
  readonly sides: ReadonlyMap<number, readonly number[]>;
}

/** What a cell looks like. */
export interface Look {
  readonly heights_um: Int32Array;
  readonly colourOf: (index: number) => Colour;
}

/** The first of some corners, and the one after the last. */
export type Span = readonly [number, number];

const SIDE: Colour = [0.66, 0.69, 0.73];

/** The surface of a field as it looks. */
export function surfaceOf(field: Field, look: Look): Surface {
  const [wide, high] = [field.nx + 2, field.ny + 2];
  const borders = bordersOf(wide, high);
  const count = wide * high + 2 * borders.reduce((sum, border) => sum + border.length, 0);
  const positions = new Float32Array(3 * count);
  const colours = new Uint8Array(3 * count);
  placeTop(positions, field);
  const triangles = topTriangles(wide, high);
  const sides = addSides(positions, triangles, borders, wide * high, field.bottom_mm);
  for (let at = wide * high; at < count; at++) paint(colours, at, SIDE);
  const surface: Surface = {
    nx: field.nx,
    ny: field.ny,
    positions,
    colours,
    triangles: Uint32Array.from(triangles),
    sides,
  };
  for (let cell = 0; cell < field.nx * field.ny; cell++) shape(surface, cell, look);
  return surface;
}

/** Give some cells their look; the corners that changed lie in the span. */
export function reshape(surface: Surface, cells: Uint32Array, look: Look): Span {
  let [first, past] = [surface.positions.length / 3, 0];
  for (const cell of cells) {
    const [low, high] = shape(surface, cell, look);
    if (low < first) first = low;
    if (high > past) past = high;
  }
  return [first, past];
}

function shape(surface: Surface, cell: number, { heights_um, colourOf }: Look): Span {
  const { nx, ny } = surface;
  const [i, j] = [cell % nx, Math.floor(cell / nx)];
  const [z, colour] = [(heights_um[cell] as number) / 1000, colourOf(cell)];
  const [left, right] = [i === 0 ? 0 : i + 1, i === nx - 1 ? nx + 1 : i + 1];
  const [front, back] = [j === 0 ? 0 : j + 1, j === ny - 1 ? ny + 1 : j + 1];
  const first = front * (nx + 2) + left;
  let past = back * (nx + 2) + right + 1;
  const inside = left === right && front === back;
  for (let row = front; row <= back; row++) {
    for (let column = left; column <= right; column++) {
      const corner = row * (nx + 2) + column;
      surface.positions[3 * corner + 2] = z;
      paint(surface.colours, corner, colour);
      if (inside) continue;
      for (const side of surface.sides.get(corner) ?? []) {
        surface.positions[3 * side + 2] = z;
        past = Math.max(past, side + 1);
      }
    }
  }
  return [first, past];
}

function paint(colours: Uint8Array, corner: number, [red, green, blue]: Colour): void {
  colours[3 * corner] = 255 * red;
  colours[3 * corner + 1] = 255 * green;
  colours[3 * corner + 2] = 255 * blue;
}

function placeTop(positions: Float32Array, field: Field): void {
  const { nx, ny, cell_mm: cell, origin_mm: origin } = field;
  const [xs, ys] = [along(origin[0], nx, cell), along(origin[1], ny, cell)];
  let at = 0;
  for (const y of ys) {
    for (const x of xs) {
      positions[at++] = x;
      positions[at++] = y;
      at++;
    }
  }
}

/** The centres of the cells along an axis, with the two edges of the stock. */
function along(origin: number, count: number, cell: number): number[] {
  const centres = Array.from({ length: count }, (_, index) => origin + (index + 0.5) * cell);
  return [origin, ...centres, origin + count * cell];
}

function topTriangles(wide: number, high: number): number[] {
  const triangles: number[] = [];
  for (let row = 0; row + 1 < high; row++) {
    for (let column = 0; column + 1 < wide; column++) {
      const [a, b] = [row * wide + column, row * wide + column + 1];
      triangles.push(a, b, b + wide, a, b + wide, a + wide);
    }
  }
  return triangles;
}

/** The corners along the front, the right, the back and the left. */
function bordersOf(wide: number, high: number): number[][] {
  return [
    Array.from({ length: wide }, (_, column) => column),
    Array.from({ length: high }, (_, row) => row * wide + wide - 1),
    Array.from({ length: wide }, (_, column) => high * wide - 1 - column),
    Array.from({ length: high }, (_, row) => (high - 1 - row) * wide),
  ];
}

/** The four sides, from the surface's border down to the bottom: a lower and an upper corner in
 * turn, from `first` on. */
function addSides(
  positions: Float32Array,
  triangles: number[],
  borders: readonly (readonly number[])[],
  first: number,
  bottom_mm: number,
): Map<number, number[]> {
  const sides = new Map<number, number[]>();
  let low = first;
  for (const border of borders) {
    for (const [at, corner] of border.entries()) {
      const [x = 0, y = 0] = positions.subarray(3 * corner, 3 * corner + 2);
      positions.set([x, y, bottom_mm, x, y, bottom_mm], 3 * low);
      sides.set(corner, [...(sides.get(corner) ?? []), low + 1]);
      if (at > 0) triangles.push(low - 2, low, low + 1, low - 2, low + 1, low - 1);
      low += 2;
    }
  }
  return sides;
}
