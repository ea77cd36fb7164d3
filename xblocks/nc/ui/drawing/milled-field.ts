/** The edges that a field of heights shows from above, where no features say them: the lines just
 * under each of its level surfaces. */

import { heightsOf } from "../field";
import type { Field } from "../model";
import type { Place } from "./paper";

/** So much of a field at one height is a level surface. */
const LEVEL_SHARE = 0.01;
const UNDER_UM = 50;

/** Straight pieces of the lines at which the heights fall below a level surface, between the middles
 * of cells. */
export function fieldEdges(field: Field): Place[][] {
  const heights = heightsOf(field);
  const edges: Place[][] = [];
  for (const level of levelsOf(heights)) {
    for (let row = 0; row + 1 < field.ny; row += 1) {
      for (let column = 0; column + 1 < field.nx; column += 1) {
        edges.push(...piecesIn(field, heights, [column, row], level - UNDER_UM));
      }
    }
  }
  return edges;
}

/** The heights of level surfaces, but for the lowest: under that nothing is. */
function levelsOf(heights: Int32Array): number[] {
  const counts = new Map<number, number>();
  for (const height of heights) counts.set(height, (counts.get(height) ?? 0) + 1);
  const lowest = Math.min(...counts.keys());
  return [...counts]
    .filter(([height, count]) => height > lowest && count >= LEVEL_SHARE * heights.length)
    .map(([height]) => height);
}

/** Where a line of equal height crosses the square between four cells' middles. */
function piecesIn(field: Field, heights: Int32Array, [i, j]: Place, level_um: number): Place[][] {
  const corners: Place[] = [
    [i, j],
    [i + 1, j],
    [i + 1, j + 1],
    [i, j + 1],
  ];
  const crossings = corners.flatMap((corner, index): Place[] => {
    const next = corners[(index + 1) % 4] ?? corner;
    const [a, b] = [corner, next].map(([x, y]) => (heights[y * field.nx + x] ?? 0) - level_um);
    if (a === undefined || b === undefined || a > 0 === b > 0) return [];
    const share = a / (a - b);
    return [placeOf(field, [lerp(corner[0], next[0], share), lerp(corner[1], next[1], share)])];
  });
  return crossings.length === 4
    ? [crossings.slice(0, 2), crossings.slice(2)]
    : crossings.length === 2
      ? [crossings]
      : [];
}

function lerp(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

function placeOf({ origin_mm: [x0, y0], cell_mm: cell }: Field, [i, j]: Place): Place {
  return [x0 + (i + 0.5) * cell, y0 + (j + 0.5) * cell];
}
