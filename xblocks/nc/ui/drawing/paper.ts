/** What a drawing is made of, in millimetres on its sheet: x to the right, y downwards. */

import type { Run } from "./lettering";

export type Place = readonly [number, number];

export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The lines of GB/T 4457.4: thick for visible edges, dashed for hidden ones, chain-dotted for
 * centres, double chain-dotted for what is not of the part, extra thick where a section is cut. */
export type LineKind = "outline" | "thin" | "hidden" | "centre" | "phantom" | "cutting";

export interface Stroke {
  readonly kind: LineKind;
  readonly points: readonly Place[];
  readonly closed?: boolean;
  /** Hatched where material is cut, or black as an arrow. */
  readonly fill?: "hatch" | "black";
}

/** One line of writing: `at` is the middle of its left end, or of its lower end if it runs up. */
export interface Label {
  readonly at: Place;
  readonly runs: readonly Run[];
  readonly width: number;
  readonly height: number;
  readonly upwards: boolean;
  /** Whether a rectangle is drawn around it: a theoretically exact dimension. */
  readonly exact: boolean;
  /** Whether what lies under it is blotted out. */
  readonly clear: boolean;
  /** Which sizes of which features it states, as `feature.size`. */
  readonly sizes: readonly string[];
}

export interface Ink {
  readonly strokes: readonly Stroke[];
  readonly labels: readonly Label[];
}

export interface Drawing extends Ink {
  /** Width and height of the sheet, in mm. */
  readonly sheet: readonly [number, number];
  readonly scale: number;
}

export const NOTHING: Ink = { strokes: [], labels: [] };

/** Everything of several, in their order. */
export function together(...inks: readonly Ink[]): Ink {
  return {
    strokes: inks.flatMap((one) => one.strokes),
    labels: inks.flatMap((one) => one.labels),
  };
}

/** The place that a label's writing covers. */
export function boxOf({ at: [x, y], width, height, upwards, exact }: Label): Box {
  const over = exact ? 0.4 : 0;
  const [w, h] = [width, height / 2 + over];
  return upwards
    ? { x0: x - h, y0: y - w - over, x1: x + h, y1: y + over }
    : { x0: x - over, y0: y - h, x1: x + w + over, y1: y + h };
}

/** The least box that holds all points. */
export function around(points: readonly Place[]): Box {
  let box: Box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (const [x, y] of points) {
    box = {
      x0: Math.min(box.x0, x),
      y0: Math.min(box.y0, y),
      x1: Math.max(box.x1, x),
      y1: Math.max(box.y1, y),
    };
  }
  return box;
}

/** Whether two boxes share more than a hair. */
export function overlap(a: Box, b: Box): boolean {
  const hair = 0.05;
  return a.x0 < b.x1 - hair && b.x0 < a.x1 - hair && a.y0 < b.y1 - hair && b.y0 < a.y1 - hair;
}

/** Whether the first box lies in the second. */
export function within(a: Box, b: Box): boolean {
  return a.x0 >= b.x0 && a.y0 >= b.y0 && a.x1 <= b.x1 && a.y1 <= b.y1;
}

/** A line through the points. */
export function line(kind: LineKind, ...points: readonly Place[]): Stroke {
  return { kind, points };
}

/** A circle, or the part of it between two angles in degrees, counter-clockwise from the right. */
export function arc(
  kind: LineKind,
  [x, y]: Place,
  radius: number,
  [from, to]: Place = [0, 360],
): Stroke {
  const count = Math.max(8, Math.ceil(Math.abs(to - from) / 5));
  const points = Array.from({ length: count + 1 }, (_, index): Place => {
    const angle = ((from + ((to - from) * index) / count) * Math.PI) / 180;
    return [x + radius * Math.cos(angle), y - radius * Math.sin(angle)];
  });
  return { kind, points };
}

const ARROW = { length: 3, half: 0.5 } as const;

/** An arrow's head with its tip at a place, pointing in a direction. */
export function arrow([x, y]: Place, [dx, dy]: Place): Stroke {
  const length = Math.hypot(dx, dy) || 1;
  const [u, v] = [dx / length, dy / length];
  const [bx, by] = [x - u * ARROW.length, y - v * ARROW.length];
  const points: Place[] = [
    [x, y],
    [bx - v * ARROW.half, by + u * ARROW.half],
    [bx + v * ARROW.half, by - u * ARROW.half],
  ];
  return { kind: "thin", points, closed: true, fill: "black" };
}

/** A dot, with which a leader ends on a surface. */
export function dot(at: Place): Stroke {
  return { ...arc("thin", at, 0.6), closed: true, fill: "black" };
}

/** The four sides of a box. */
export function rectangle(kind: LineKind, { x0, y0, x1, y1 }: Box): Stroke {
  const points: Place[] = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
  return { kind, points, closed: true };
}

/** Everything so much farther right and down. */
export function moved({ strokes, labels }: Ink, [dx, dy]: Place): Ink {
  const by = ([x, y]: Place): Place => [x + dx, y + dy];
  return {
    strokes: strokes.map((one) => ({ ...one, points: one.points.map(by) })),
    labels: labels.map((one) => ({ ...one, at: by(one.at) })),
  };
}
