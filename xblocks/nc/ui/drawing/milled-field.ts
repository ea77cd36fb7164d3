/** The edges that a field of heights shows from above, where no features say them. */

import { heightsOf } from "../field";
import type { Field } from "../model";
import type { Place } from "./paper";

/** A step of so many cells' width between two cells is an edge. */
const STEEP = 0.6;

/** Between cells where the height jumps, as straight lines along X or Y. */
export function fieldEdges(field: Field): Place[][] {
  const heights = heightsOf(field);
  const {
    nx,
    ny,
    cell_mm: cell,
    origin_mm: [x0, y0],
  } = field;
  const least = 1000 * STEEP * cell;
  const jumps = (a: number, b: number): boolean =>
    Math.abs((heights[a] ?? 0) - (heights[b] ?? 0)) > least;
  const edges: Place[][] = [];
  for (let row = 1; row < ny; row += 1) {
    for (const [from, to] of runs(nx, (i) => jumps(row * nx + i, (row - 1) * nx + i)))
      edges.push([
        [x0 + from * cell, y0 + row * cell],
        [x0 + to * cell, y0 + row * cell],
      ]);
  }
  for (let column = 1; column < nx; column += 1) {
    for (const [from, to] of runs(ny, (j) => jumps(j * nx + column, j * nx + column - 1)))
      edges.push([
        [x0 + column * cell, y0 + from * cell],
        [x0 + column * cell, y0 + to * cell],
      ]);
  }
  return edges;
}

function runs(count: number, holds: (index: number) => boolean): Place[] {
  const found: [number, number][] = [];
  for (let index = 0; index < count; index += 1) {
    if (!holds(index)) continue;
    const last = found.at(-1);
    if (last !== undefined && last[1] === index) last[1] = index + 1;
    else found.push([index, index + 1]);
  }
  return found;
}
