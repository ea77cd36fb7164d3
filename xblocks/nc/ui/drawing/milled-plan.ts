/** The view of a milled part from above: its edges, centres, numbered points and cuts. */

import type { Feature, MillingExercise } from "../model";
import { zeroAt } from "./datum-sign";
import { labelled, small, written } from "./lettering";
import { outlinesOf } from "./milled-heights";
import type { Layout } from "./milled-part";
import { circleOf, isRound, numberedPoints, slotEnds } from "./milled-sizes";
import {
  type Ink,
  type Label,
  type Place,
  type Stroke,
  NOTHING,
  arc,
  around,
  arrow,
  boxOf,
  line,
  overlap,
  rectangle,
  together,
  within,
} from "./paper";

/** How long the thick ends are that mark a section. */
export const MARK = 5;
const HAIR = 0.01;

/** The part from above, with centres, numbered points, and where it is cut. */
export function planInk(layout: Layout): Ink {
  const { part, scale, x0, y0 } = layout;
  const { exercise } = part;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const on = ([x, y]: Place): Place => [x0 + scale * x, y0 - scale * y];
  const [[left, bottom], [right, top]] = [on([min[0], min[1]]), on([max[0], max[1]])];
  const strokes: Stroke[] = [
    rectangle("outline", { x0: left, y0: top, x1: right, y1: bottom }),
    ...[...part.edges.values()]
      .flat()
      .map((points): Stroke => ({ kind: "outline", points: points.map(on) })),
    ...withoutCovered([
      ...middleLines(layout, on),
      ...exercise.features.flatMap((feature) => centreLines(feature, layout, on)),
    ]),
  ];
  const marks = together({ strokes, labels: [] }, zeroAt([x0, y0], "G54"), cutMarks(layout));
  return together(marks, pointNumbers(layout, on, marks.labels));
}

/** Without the straight centre lines along X or Y that lie in another. */
function withoutCovered(strokes: readonly Stroke[]): Stroke[] {
  const boxes = strokes.map(({ points }) => around(points));
  const isIn = (one: number, other: number): boolean => {
    const [a, b] = [boxes[one], boxes[other]];
    if (a === undefined || b === undefined || one === other) return false;
    const isStraight = b.x1 - b.x0 < HAIR || b.y1 - b.y0 < HAIR;
    const wide = { x0: b.x0 - HAIR, y0: b.y0 - HAIR, x1: b.x1 + HAIR, y1: b.y1 + HAIR };
    const isLess = a.x1 - a.x0 + a.y1 - a.y0 < b.x1 - b.x0 + b.y1 - b.y0 - HAIR;
    return isStraight && within(a, wide) && (isLess || other < one);
  };
  return strokes.filter((_, one) => !strokes.some((_, other) => isIn(one, other)));
}

/** The number of a feature's first point: they are counted through all features. */
export function firstPoint(feature: Feature, { features }: MillingExercise): number {
  const before = features.slice(0, features.indexOf(feature));
  return before.reduce((sum, one) => sum + numberedPoints(one).length, 1);
}

const AROUND = [0, 45, 90, 135, 180, 225, 270, 315] as const;

/** The numbers of points, each beside its point where nothing else is written. */
function pointNumbers(
  { part, scale }: Layout,
  on: (place: Place) => Place,
  before: Ink["labels"],
): Ink {
  const labels = [...before];
  for (const feature of part.exercise.features) {
    const first = firstPoint(feature, part.exercise);
    const away = isRound(feature) ? (scale * widthOf(feature)) / 2 : 0;
    numberedPoints(feature).forEach(([x = 0, y = 0], index) => {
      const name = labelled([0, 0], small(`P${first + index}`), { clear: false });
      const at = on([x, y]);
      const tried = AROUND.map((angle) => beside(name, at, angle, away));
      const free = tried.find((one) => !labels.some((other) => overlap(boxOf(one), boxOf(other))));
      labels.push(free ?? tried[0] ?? name);
    });
  }
  return { strokes: [], labels: labels.slice(before.length) };
}

/** A label at an angle from a place, so far away from it. */
function beside(name: Label, [x, y]: Place, angle_deg: number, away: number): Label {
  const angle = (angle_deg * Math.PI) / 180;
  const reach: Place = [name.width / 2 + 1.6 + away, 3.6 + away];
  const [dx, dy] = [reach[0] * Math.cos(angle), reach[1] * Math.sin(angle)];
  return { ...name, at: [x + dx - name.width / 2, y + dy] };
}

/** The part's own middles, where they are datums. */
function middleLines({ part }: Layout, on: (place: Place) => Place): Stroke[] {
  const { min_mm: min, max_mm: max } = part.exercise.stock;
  return part.datums
    .filter(({ at }) => at === "middle")
    .map(({ axis }) =>
      axis === 0
        ? line("centre", on([0, min[1]]), on([0, max[1]]))
        : line("centre", on([min[0], 0]), on([max[0], 0])),
    );
}

/** Crosses through circles and round ends and the middles of rectangles, and the circle on which
 * holes lie. */
function centreLines(
  feature: Feature,
  { scale, part }: Layout,
  on: (place: Place) => Place,
): Stroke[] {
  if (feature.kind === "face" || feature.kind === "step") return [];
  const { stock } = part.exercise;
  const round = (scale * (feature.thread?.nominal_mm ?? widthOf(feature))) / 2;
  const threads = feature.thread
    ? (feature.places_mm ?? []).map((place) => arc("thin", on(place), round, [-80, 190]))
    : [];
  const circle = circleOf(feature);
  const ring = circle === null ? [] : [arc("centre", on(feature.centre_mm), (scale * circle) / 2)];
  if (isRound(feature)) {
    const crosses = (feature.places_mm ?? []).flatMap((place) =>
      cross(on(place), [round, round], 0),
    );
    return [...crosses, ...threads, ...ring];
  }
  if (feature.paths && feature.kind !== "ring-groove") return [];
  const half = (scale * feature.size_mm[1]) / 2;
  if (feature.kind === "slot")
    return slotEnds(feature, stock).flatMap((place) =>
      cross(on(place), [half, half], feature.angle_deg),
    );
  return cross(on(feature.centre_mm), [(scale * feature.size_mm[0]) / 2, half], feature.angle_deg);
}

/** Two centre lines that reach a little beyond a feature of this half length and width. */
function cross([x, y]: Place, [length, width]: Place, angle_deg: number): Stroke[] {
  const angle = (-angle_deg * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [a, b] = [length + 2.5, width + 2.5];
  return [
    line("centre", [x - a * c, y - a * s], [x + a * c, y + a * s]),
    line("centre", [x + b * s, y - b * c], [x - b * s, y + b * c]),
  ];
}

function widthOf(feature: Feature): number {
  const [first] = outlinesOf(feature);
  const all = (first ?? []).map(([x]) => x);
  return Math.max(...all) - Math.min(...all);
}

/** Where the views are cut: thick ends with arrows in the direction of sight, and letters. */
function cutMarks({ part, scale, x0, y0 }: Layout): Ink {
  const { min_mm: min, max_mm: max } = part.exercise.stock;
  const marks: Ink[] = [];
  if (part.front.cut !== null) {
    const y = y0 - scale * part.front.cut;
    for (const [x, out] of [
      [x0 + scale * min[0], -1],
      [x0 + scale * max[0], 1],
    ] as const) {
      const end: Place = [x + out * (1 + MARK), y];
      marks.push(markAt([x + out, y], end, [0, -1], "A", [end[0] + (out < 0 ? -4.4 : 1), y - 4]));
    }
  }
  if (part.left.cut !== null) {
    const x = x0 + scale * part.left.cut;
    for (const [y, out] of [
      [y0 - scale * max[1], -1],
      [y0 - scale * min[1], 1],
    ] as const) {
      const end: Place = [x, y + out * (1 + MARK)];
      marks.push(markAt([x, y + out], end, [1, 0], "B", [x - 4.2, end[1] - out * 1.5]));
    }
  }
  return together(NOTHING, ...marks);
}

function markAt(from: Place, to: Place, [u, v]: Place, letter: string, at: Place): Ink {
  const tip: Place = [to[0] + 6 * u, to[1] + 6 * v];
  const strokes = [line("cutting", from, to), line("thin", to, tip), arrow(tip, [u, v])];
  return { strokes, labels: [labelled(at, written(letter))] };
}
