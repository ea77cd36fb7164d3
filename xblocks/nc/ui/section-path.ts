/** Half sections and tool paths of a lathe as the path data of an SVG in which Z goes right and the
 * radius up. */

import { shortNumber } from "../../ui/number";
import type { Bar, Move, Outline, Section, TurningExercise } from "./model";

/** How much is shown around the bar while it is turned, in mm. */
const ROOM = { chuck: 18, right: 30, above: 22, below: 4 };

/** How much is shown around the bar on the drawing, in mm. */
const MARGIN = 5;

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

/** The view box around what stands out of the chuck, above the axis; the SVG counts downwards. */
export function workspaceOf({ stock }: TurningExercise): string {
  const left = jawsOf(stock) - ROOM.chuck;
  const top = stock.diameter_mm / 2 + ROOM.above;
  return viewBox(left, -top, stock.face_z_mm + ROOM.right - left, top + ROOM.below);
}

/** The view box around both halves of what stands out of the chuck. */
export function sheetOf({ stock }: TurningExercise): string {
  const [left, half] = [jawsOf(stock) - MARGIN, stock.diameter_mm / 2 + MARGIN];
  return viewBox(left, -half, stock.face_z_mm + MARGIN - left, 2 * half);
}

function jawsOf(stock: Bar): number {
  return stock.face_z_mm - stock.length_mm + stock.clamped_mm;
}

function viewBox(...numbers: readonly number[]): string {
  return numbers.map((value) => shortNumber(value, 3)).join(" ");
}
