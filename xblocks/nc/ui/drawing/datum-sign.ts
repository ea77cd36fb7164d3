/** The signs of datums and of the zero point of a program. */

import { labelled, small, written } from "./lettering";
import { type Ink, type Place, type Stroke, arc, line, rectangle } from "./paper";

const TRIANGLE = { half: 1.6, height: 2.8 } as const;
const FAR = 9.5;
const HALF_BOX = 2.8;

/** A black triangle on a surface, pointing out of it, and the datum's letter in a box. */
export function datumAt([x, y]: Place, [u, v]: Place, letter: string): Ink {
  const out = (along: number, across = 0): Place => [
    x + u * along - v * across,
    y + v * along + u * across,
  ];
  const points = [out(0, -TRIANGLE.half), out(0, TRIANGLE.half), out(TRIANGLE.height)];
  const triangle: Stroke = { kind: "thin", points, closed: true, fill: "black" };
  const [cx, cy] = out(FAR);
  const box = { x0: cx - HALF_BOX, y0: cy - HALF_BOX, x1: cx + HALF_BOX, y1: cy + HALF_BOX };
  const stem = line("thin", out(TRIANGLE.height), out(FAR - HALF_BOX));
  const label = labelled([cx, cy], written(letter));
  return {
    strokes: [triangle, stem, rectangle("thin", box)],
    labels: [{ ...label, at: [cx - label.width / 2, cy] }],
  };
}

const ZERO_RADIUS = 1.8;

/** The quartered circle of a zero point, with its name beside it. */
export function zeroAt([x, y]: Place, name: string, [dx, dy]: Place = [2.4, 4]): Ink {
  const quarters = [0, 180].map((from): Stroke => {
    const quarter = arc("thin", [x, y], ZERO_RADIUS, [from, from + 90]);
    return { ...quarter, points: [...quarter.points, [x, y]], closed: true, fill: "black" };
  });
  return {
    strokes: [arc("thin", [x, y], ZERO_RADIUS), ...quarters],
    labels: name === "" ? [] : [labelled([x + dx, y + dy], small(name))],
  };
}
