/** The shape of a part for the graphics card: a height field as triangles, with its sides. */

import type { Colour } from "./field";
import type { Field } from "./model";

export interface Surface {
  readonly positions: Float32Array;
  readonly colours: Float32Array;
  readonly triangles: Uint32Array;
}

const SIDE: Colour = [0.66, 0.69, 0.73];

/** The triangles of a field whose cell `index` has a height in micrometres and a colour. Every cell
 * gives one corner at its centre, cells at the border another on the edge of the stock; where four
 * neighbours are cut through, nothing is drawn. */
export function surfaceOf(
  field: Field,
  heights_um: Int32Array,
  colourOf: (index: number) => Colour,
): Surface {
  const grid = gridOf(field);
  const colours: number[] = [];
  const positions: number[] = [];
  for (const { y, row } of grid.rows) {
    for (const { x, column } of grid.columns) {
      const index = row * field.nx + column;
      positions.push(x, y, (heights_um[index] ?? 0) / 1000);
      colours.push(...colourOf(index));
    }
  }
  const triangles = topTriangles(grid, positions, field.bottom_mm);
  addSides(grid, positions, colours, triangles, field.bottom_mm);
  return {
    positions: Float32Array.from(positions),
    colours: Float32Array.from(colours),
    triangles: Uint32Array.from(triangles),
  };
}

interface Grid {
  readonly columns: readonly { readonly x: number; readonly column: number }[];
  readonly rows: readonly { readonly y: number; readonly row: number }[];
}

function gridOf({ nx, ny, cell_mm: cell, origin_mm: [x0, y0] }: Field): Grid {
  return {
    columns: along(x0, nx, cell).map(({ at, index }) => ({ x: at, column: index })),
    rows: along(y0, ny, cell).map(({ at, index }) => ({ y: at, row: index })),
  };
}

/** The centres of the cells along an axis, with the two edges of the stock. */
function along(origin: number, count: number, cell: number): { at: number; index: number }[] {
  const centres = Array.from({ length: count }, (_, index) => ({
    at: origin + (index + 0.5) * cell,
    index,
  }));
  return [{ at: origin, index: 0 }, ...centres, { at: origin + count * cell, index: count - 1 }];
}

function topTriangles(grid: Grid, positions: readonly number[], bottom_mm: number): number[] {
  const wide = grid.columns.length;
  const through = (corner: number): boolean => (positions[3 * corner + 2] ?? 0) <= bottom_mm;
  const triangles: number[] = [];
  for (let row = 0; row + 1 < grid.rows.length; row++) {
    for (let column = 0; column + 1 < wide; column++) {
      const [a, b] = [row * wide + column, row * wide + column + 1];
      const [c, d] = [a + wide, b + wide];
      if (through(a) && through(b) && through(c) && through(d)) continue;
      triangles.push(a, b, d, a, d, c);
    }
  }
  return triangles;
}

/** The four sides, from the surface's border down to the bottom. */
function addSides(
  grid: Grid,
  positions: number[],
  colours: number[],
  triangles: number[],
  bottom_mm: number,
): void {
  const [wide, high] = [grid.columns.length, grid.rows.length];
  const borders = [
    Array.from({ length: wide }, (_, column) => column),
    Array.from({ length: high }, (_, row) => row * wide + wide - 1),
    Array.from({ length: wide }, (_, column) => high * wide - 1 - column),
    Array.from({ length: high }, (_, row) => (high - 1 - row) * wide),
  ];
  for (const border of borders) {
    const first = positions.length / 3;
    for (const corner of border) {
      const [x = 0, y = 0, z = 0] = positions.slice(3 * corner, 3 * corner + 3);
      positions.push(x, y, bottom_mm, x, y, z);
      colours.push(...SIDE, ...SIDE);
    }
    for (let at = 0; at + 1 < border.length; at++) {
      const low = first + 2 * at;
      triangles.push(low, low + 2, low + 3, low, low + 3, low + 1);
    }
  }
}
