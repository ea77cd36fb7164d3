/** Half sections and tool paths of a lathe as the path data of an SVG in which Z goes right and the
 * radius up. */

import { shortNumber } from "../../ui/number";
import type { Bar, Move, Outline, Section, TurningExercise } from "./model";

/** How much is shown around the bar while it is turned, in mm. */
const ROOM = { chuck: 18, right: 30, above: 22, below: 4 };

/** What a section covers. */
export function pathOf(section: Section): string {
  return section.map(closedPath).join("");
}

function closedPath(outline: Outline): string {
  const [z = 0, r = 0] = outline.at(-1) ?? [];
  return `M${z} ${r}${outline.map(wayTo).join("")}Z`;
}

/** The edges of a section, but for those on the axis, where the other half goes on. */
export function edgesOf(section: Section): string {
  return section.map(openPath).join("");
}

function openPath(outline: Outline): string {
  let before = outline.at(-1) ?? [];
  let path = `M${before[0]} ${before[1]}`;
  for (const corner of outline) {
    const onAxis = before[1] === 0 && corner[1] === 0;
    path += onAxis ? `M${corner[0]} 0` : wayTo(corner);
    before = corner;
  }
  return path;
}

/** A line, or an arc of at most half a turn. */
function wayTo([z, r, radius, turn]: readonly number[]): string {
  if (radius === undefined) return `L${z} ${r}`;
  return `A${radius} ${radius} 0 0 ${turn === 1 ? 1 : 0} ${z} ${r}`;
}

/** The way of a move's tip. */
export function wayOf({ points }: Move): string {
  const places: string[] = [];
  for (let index = 0; index + 2 < points.length; index += 3) {
    places.push(`${points[index + 2]} ${(points[index] ?? 0) / 2}`);
  }
  return places.length === 0 ? "" : `M${places.join("L")}`;
}

/** The move whose way is nearest to a place, if any is so near. */
export function moveNear(moves: readonly Move[], z: number, r: number, near_mm: number): Move | null {
  let [nearest, least]: [Move | null, number] = [null, near_mm];
  for (const move of moves) {
    const { points } = move;
    for (let at = 0; at + 5 < points.length; at += 3) {
      const [x0 = 0, , z0 = 0, x1 = 0, , z1 = 0] = points.slice(at, at + 6);
      const away = distanceTo([z0, x0 / 2], [z1, x1 / 2], [z, r]);
      if (away < least) [nearest, least] = [move, away];
    }
  }
  return nearest;
}

type Place = readonly [number, number];

/** How far a place is from a straight way. */
function distanceTo([z0, r0]: Place, [z1, r1]: Place, [z, r]: Place): number {
  const [dz, dr] = [z1 - z0, r1 - r0];
  const square = dz * dz + dr * dr;
  const share = square === 0 ? 0 : ((z - z0) * dz + (r - r0) * dr) / square;
  const on = Math.min(Math.max(share, 0), 1);
  return Math.hypot(z0 + on * dz - z, r0 + on * dr - r);
}

/** The view box around what stands out of the chuck, above the axis; the SVG counts downwards. */
export function workspaceOf({ stock }: TurningExercise): string {
  const left = jawsOf(stock) - ROOM.chuck;
  const top = stock.diameter_mm / 2 + ROOM.above;
  return viewBox(left, -top, stock.face_z_mm + ROOM.right - left, top + ROOM.below);
}

function jawsOf(stock: Bar): number {
  return stock.face_z_mm - stock.length_mm + stock.clamped_mm;
}

function viewBox(...numbers: readonly number[]): string {
  return numbers.map((value) => shortNumber(value, 3)).join(" ");
}
