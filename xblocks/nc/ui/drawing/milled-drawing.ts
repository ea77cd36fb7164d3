/** The drawing of a milled part in first-angle projection: the front view, the view from above under
 * it, the view from the left at its right. */

import { shortNumber } from "../../../ui/number";
import { type Language, fill } from "../../../ui/text";
import type { Feature, MillingExercise } from "../model";
import { type Callout, columnAt } from "./callouts";
import { zeroAt } from "./datum-sign";
import { labelled, sized, small, written } from "./lettering";
import { type HeightAt, edgesAbove, heightsAbove, outlinesOf } from "./milled-heights";
import { fieldEdges } from "./milled-field";
import { type Upright, frontView, isCutAt, leftView, viewInk } from "./milled-section";
import { calloutLines, type PlanSize, circleOf, feetTo, isRound, numberedPoints, planSizes, slotEnds } from "./milled-sizes";
import { type Drawing, type Ink, type Label, type Place, type Stroke, NOTHING, arc, arrow, boxOf, line, moved, overlap, rectangle, together } from "./paper";
import { type Linear, type Side, reachOf, rowsAt } from "./rows";
import { type Room, type Title, drawn } from "./sheet";
import { sheetTexts as texts } from "./texts";

/** What of a drawing does not depend on its scale. */
interface Part {
  readonly exercise: MillingExercise;
  readonly language: Language;
  readonly front: Upright;
  readonly left: Upright;
  readonly edges: readonly (readonly Place[])[];
  /** The letters of the datums of X and Y, where G54 is on a face or in the middle. */
  readonly datums: readonly Datum[];
}

interface Datum {
  readonly axis: 0 | 1;
  readonly letter: string;
  /** On the stock's low face, in the middle, or on its high face. */
  readonly at: "from" | "middle" | "to";
}

/** Where the views stand on the sheet: x of the part's X = 0, and so on. */
interface Layout {
  readonly part: Part;
  readonly scale: number;
  readonly x0: number;
  readonly y0: number;
  readonly z0: number;
  /** Of Y = 0 in the view from the left. */
  readonly side0: number;
  readonly room: Room;
}

/** The drawing of an exercise's variant. */
export function milledDrawing(exercise: MillingExercise, language: Language): Drawing {
  const part = partOf(exercise, language);
  const { min_mm: min, max_mm: max } = exercise.stock;
  const length = Math.max(max[0] - min[0], max[1] - min[1]);
  return drawn((room, scale) => viewsOf(part, room, scale), titleOf(part), length, language);
}

function partOf(exercise: MillingExercise, language: Language): Part {
  const heightAt = heightsAbove(exercise);
  const front = frontView(exercise, heightAt);
  const missed = exercise.features.filter(
    (feature) => feature.removes === "inside" && !isCutAt(feature, 1, front.cut ?? 0),
  );
  return {
    exercise,
    language,
    front,
    left: leftView(exercise, heightAt, missed),
    edges: edgesOf(exercise, heightAt),
    datums: datumsOf(exercise),
  };
}

function edgesOf(exercise: MillingExercise, heightAt: HeightAt): readonly (readonly Place[])[] {
  if (exercise.features.length === 0) return fieldEdges(exercise.target);
  return exercise.features
    .filter(({ kind }) => kind !== "thread")
    .flatMap((feature) => edgesAbove(feature, heightAt, exercise));
}

function datumsOf({ stock }: MillingExercise): Datum[] {
  return ([0, 1] as const).flatMap((axis): Datum[] => {
    const [low, high] = [stock.min_mm[axis], stock.max_mm[axis]];
    const letter = axis === 0 ? "A" : "B";
    if (Math.abs(low + high) < 1e-6) return [{ axis, letter, at: "middle" }];
    if (Math.abs(low) < 1e-6) return [{ axis, letter, at: "from" }];
    return Math.abs(high) < 1e-6 ? [{ axis, letter, at: "to" }] : [];
  });
}

function titleOf({ exercise, language }: Part): Title {
  const { stock, title } = exercise;
  const size = stock.size_mm.map((value) => shortNumber(value, 3)).join("×");
  return {
    name: title[language],
    material: stock.material.name[language],
    stock: size,
    notes: [
      fill(texts.origin[language], { place: originOf(exercise, language) }),
      ...(planSizes(exercise.features, stock).some(({ exact }) => exact)
        ? [texts.exact[language]]
        : []),
      texts.general[language],
    ],
    rough_um: exercise.roughness_um ?? null,
  };
}

/** Where G54 is, in words. */
function originOf({ stock }: MillingExercise, language: Language): string {
  const names = [
    [texts.left, texts.right],
    [texts.front, texts.back],
  ] as const;
  const words = ([0, 1] as const).map((axis) => {
    const [low, high] = [stock.min_mm[axis], stock.max_mm[axis]];
    if (Math.abs(low) < 1e-6) return names[axis][0];
    if (Math.abs(high) < 1e-6) return names[axis][1];
    return Math.abs(low + high) < 1e-6 ? texts.centre : null;
  });
  const top = stock.max_mm[2];
  const z = Math.abs(top) < 1e-6 ? texts.top[language] : `Z${shortNumber(top, 3)} = ${texts.top[language]}`;
  const x = words.map((word, axis) => `${"XY"[axis]} ${word?.[language] ?? "0"}`).join(", ");
  return `${x}, Z ${z}`;
}

// -- where the views stand --------------------------------------------------------------------------

const TITLE_ROOM = 11;
const MARK = 5;
/** Dimensions stand so much farther out where a section is marked. */
const CUT_ROOM = 5;

function viewsOf(part: Part, room: Room, scale: number): Ink {
  const { exercise, front, left } = part;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const plan = planLinears(part, scale);
  const depths = depthLinears(part, front, scale);
  const sides = depthLinears(part, left, scale);
  const { frame } = room;
  const leftRoom = Math.max(reachOf(plan.left) + CUT_ROOM, reachOf(depths.left), 14);
  const x0 = frame.x0 + leftRoom - scale * min[0];
  const z0 = frame.y0 + TITLE_ROOM + scale * max[2];
  const between = reachOf(plan.above) + (left.cut === null ? 4 : 12);
  const y0 = z0 - scale * min[2] + between + scale * max[1];
  const gap = Math.max(reachOf(depths.right) + reachOf(sides.left), 22);
  const side0 = x0 + scale * max[0] + gap + scale * max[1];
  const layout = { part, scale, x0, y0, z0, side0, room };
  const under = left.cut === null ? 0 : MARK;
  return together(
    frontInk(layout),
    sideInk(layout),
    planInk(layout),
    moved(rowsAt("left", 0, depths.left), [x0 + scale * min[0], z0]),
    moved(rowsAt("right", 0, depths.right), [x0 + scale * max[0], z0]),
    moved(rowsAt("left", 0, sides.left), [side0 - scale * max[1], z0]),
    moved(rowsAt("right", 0, sides.right), [side0 - scale * min[1], z0]),
    moved(rowsAt("above", 0, plan.above), [x0, y0 - scale * max[1]]),
    moved(rowsAt("below", 0, plan.below, under), [x0, y0 - scale * min[1]]),
    moved(rowsAt("left", 0, plan.left, CUT_ROOM), [x0 + scale * min[0], y0]),
    moved(rowsAt("right", 0, plan.right, CUT_ROOM), [x0 + scale * max[0], y0]),
    calloutsInk(layout),
  );
}

// -- dimensions -------------------------------------------------------------------------------------

interface Sides {
  readonly above: readonly Linear[];
  readonly below: readonly Linear[];
  readonly left: readonly Linear[];
  readonly right: readonly Linear[];
}

/** The dimensions about the view from above: places of X above it, lengths under it; those of Y at
 * the side to which the feature is nearer. Extension lines begin at the feature. */
function planLinears({ exercise, datums }: Part, scale: number): Sides {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const all = planSizes(exercise.features, exercise.stock);
  const linear = (one: PlanSize, side: Side): Linear => {
    const { axis, from, to, runs, exact, sizes, feet } = one;
    const sign = axis === 0 ? scale : -scale;
    const edge = { above: max[1], below: min[1], left: min[0], right: max[0] }[side];
    const inwards = side === "above" || side === "left" ? 1 : -1;
    const foot = (at: number | null): number =>
      at === null ? 0 : inwards * scale * Math.max(0, Math.abs(edge - at));
    const begin: Place = [foot(feet[0]), foot(feet[1])];
    return { from: sign * from, to: sign * to, runs, exact, sizes, feet: begin };
  };
  const whole = (axis: 0 | 1): Linear => {
    const runs = sized(max[axis] - min[axis], undefined);
    const feet = [null, null] as const;
    const nearer = axis === 0 ? "below" : "left";
    const size = { axis, from: min[axis], to: max[axis], runs, exact: false, sizes: [], feet, middle: 0 };
    const one = linear(size, nearer);
    const datum = datums.find((datum) => datum.axis === axis);
    return datum === undefined ? one : { ...one, datum };
  };
  const isRight = ({ middle }: PlanSize): boolean => max[0] - middle < 0.4 * (middle - min[0]);
  const [ofX, ofY] = [all.filter(({ axis }) => axis === 0), all.filter(({ axis }) => axis === 1)];
  const on = (side: Side, sizes: readonly PlanSize[]): Linear[] =>
    sizes.map((one) => linear(feetTo(one, side), side));
  return {
    above: on("above", ofX.filter(({ exact }) => exact)),
    below: [...on("below", ofX.filter(({ exact }) => !exact)), whole(0)],
    left: [...on("left", ofY.filter((one) => !isRight(one))), whole(1)],
    right: on("right", ofY.filter(isRight)),
  };
}

/** The depths that a view from the side states, at the side that is nearer; and the height. */
function depthLinears(part: Part, view: Upright, scale: number): Sides {
  const { exercise, front } = part;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const stated = statedBy(part, view);
  const faced = facedOf(exercise);
  const right: Linear[] = [];
  const left: Linear[] = [];
  for (const feature of stated) {
    const { depth_mm: depth, tolerances_mm: allowed, id } = feature;
    const isFace = depth === faced && feature.kind === "face";
    const [from, to] = isFace ? [min[2], max[2] - depth] : [max[2] - faced, max[2] - depth];
    const centre = feature.centre_mm[view.axis];
    const isLeft = (view.axis === 0 ? centre : -centre) < 0;
    const wall = reachOfFloor(feature, view);
    const edge = view.axis === 0 ? (isLeft ? min[0] : max[0]) : isLeft ? max[1] : min[1];
    const inwards = scale * Math.abs(edge - (isLeft === (view.axis === 0) ? wall[0] : wall[1]));
    const foot = isLeft ? Math.max(0, inwards) : -Math.max(0, inwards);
    const linear: Linear = {
      from: -scale * from,
      to: -scale * to,
      feet: [0, isFace ? 0 : foot],
      runs: sized(Math.abs(from - to), allowed.depth),
      sizes: [`${id}.depth`],
    };
    (isLeft ? left : right).push(linear);
  }
  const height = max[2] - min[2];
  const whole: Linear = { from: -scale * min[2], to: -scale * max[2], feet: [0, 0], runs: sized(height, undefined) };
  return { above: [], below: [], left: view === front ? [...left, whole] : left, right };
}

/** How far below the stock's top the whole part is faced. */
function facedOf({ features }: MillingExercise): number {
  return Math.max(0, ...features.filter(({ kind }) => kind === "face").map((one) => one.depth_mm));
}

/** From where to where a feature's floor reaches along a view, within the stock. */
function reachOfFloor(feature: Feature, { axis }: Upright): Place {
  const all = outlinesOf(feature).flat().map((place) => place[axis]);
  return [Math.min(...all), Math.max(...all)];
}

/** The features whose depth a view states: those that it cuts, but for holes; the front view those
 * first. */
function statedBy(part: Part, view: Upright): readonly Feature[] {
  const { exercise, front, left } = part;
  const height = exercise.stock.max_mm[2] - exercise.stock.min_mm[2];
  const cuts = (one: Upright, feature: Feature): boolean =>
    one.cut !== null && isCutAt(feature, one.axis === 0 ? 1 : 0, one.cut);
  const stated = exercise.features.filter(
    (feature) =>
      !isHole(feature) && !feature.floor?.cone && (feature.depth_mm < height || feature.removes === "outside"),
  );
  if (view === front) return stated.filter((feature) => cuts(front, feature));
  return stated.filter((feature) => cuts(left, feature) && !cuts(front, feature));
}

/** Whether its depth stands at its diameter. */
function isHole(feature: Feature): boolean {
  return isRound(feature) && feature.kind !== "round-pocket" && feature.kind !== "round-boss";
}

// -- ink --------------------------------------------------------------------------------------------

function frontInk({ part, scale, x0, z0 }: Layout): Ink {
  const { exercise, front } = part;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const ink = viewInk(front, exercise, (x, z) => [x0 + scale * x, z0 - scale * z]);
  const faced = facedOf(exercise);
  const top = z0 - scale * max[2];
  const raw: Stroke[] =
    faced > 0
      ? [rectangle("phantom", { x0: x0 + scale * min[0], y0: top, x1: x0 + scale * max[0], y1: top + scale * faced })]
      : [];
  const middle = x0 + (scale * (min[0] + max[0])) / 2;
  const name = named("A–A", [middle, top - 5.5]);
  return together(ink, { strokes: raw, labels: [name] }, zeroAt([x0, z0], ""));
}

function sideInk({ part, scale, side0, z0 }: Layout): Ink {
  const { exercise, left } = part;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const ink = viewInk(left, exercise, (y, z) => [side0 - scale * y, z0 - scale * z]);
  if (left.cut === null) return ink;
  const middle = side0 - (scale * (min[1] + max[1])) / 2;
  return together(ink, { strokes: [], labels: [named("B–B", [middle, z0 - scale * max[2] - 5.5])] });
}

function named(name: string, [x, y]: Place): Ink["labels"][number] {
  const label = labelled([x, y], written(name));
  return { ...label, at: [x - label.width / 2, y] };
}

function planInk(layout: Layout): Ink {
  const { part, scale, x0, y0 } = layout;
  const { exercise } = part;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const on = ([x, y]: Place): Place => [x0 + scale * x, y0 - scale * y];
  const [[left, bottom], [right, top]] = [on([min[0], min[1]]), on([max[0], max[1]])];
  const strokes: Stroke[] = [
    rectangle("outline", { x0: left, y0: top, x1: right, y1: bottom }),
    ...part.edges.map((points): Stroke => ({ kind: "outline", points: points.map(on) })),
    ...exercise.features.flatMap((feature) => centreLines(feature, layout, on)),
    ...middleLines(layout, on),
  ];
  const marks = together({ strokes, labels: [] }, zeroAt([x0, y0], "G54"), cutMarks(layout));
  return together(marks, pointNumbers(layout, on, marks.labels));
}

/** The number of a feature's first point: they are counted through all features. */
function firstPoint(feature: Feature, { features }: MillingExercise): number {
  const before = features.slice(0, features.indexOf(feature));
  return before.reduce((sum, one) => sum + numberedPoints(one).length, 1);
}

const AROUND = [0, 45, 90, 135, 180, 225, 270, 315] as const;

/** The numbers of points, each beside its point where nothing else is written. */
function pointNumbers({ part }: Layout, on: (place: Place) => Place, before: Ink["labels"]): Ink {
  const labels = [...before];
  for (const feature of part.exercise.features) {
    const first = firstPoint(feature, part.exercise);
    numberedPoints(feature).forEach(([x = 0, y = 0], index) => {
      const name = labelled([0, 0], small(`P${first + index}`), { clear: false });
      const at = on([x, y]);
      const tried = AROUND.map((angle) => beside(name, at, angle));
      const free = tried.find((one) => !labels.some((other) => overlap(boxOf(one), boxOf(other))));
      labels.push(free ?? tried[0] ?? name);
    });
  }
  return { strokes: [], labels: labels.slice(before.length) };
}

function beside(name: Label, [x, y]: Place, angle_deg: number): Label {
  const angle = (angle_deg * Math.PI) / 180;
  const [dx, dy] = [(name.width / 2 + 1.6) * Math.cos(angle), 3.6 * Math.sin(angle)];
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
function centreLines(feature: Feature, { scale, part }: Layout, on: (place: Place) => Place): Stroke[] {
  if (feature.kind === "face" || feature.kind === "step") return [];
  const { stock } = part.exercise;
  const round = (scale * (feature.thread?.nominal_mm ?? widthOf(feature))) / 2;
  const threads = feature.thread
    ? (feature.places_mm ?? []).map((place) => arc("thin", on(place), round, [-80, 190]))
    : [];
  const circle = circleOf(feature);
  const ring = circle === null ? [] : [arc("centre", on(feature.centre_mm), (scale * circle) / 2)];
  if (isRound(feature)) {
    const crosses = (feature.places_mm ?? []).flatMap((place) => cross(on(place), [round, round], 0));
    return [...crosses, ...threads, ...ring];
  }
  if (feature.paths && feature.kind !== "ring-groove") return [];
  const half = scale * feature.size_mm[1] / 2;
  if (feature.kind === "slot")
    return slotEnds(feature, stock).flatMap((place) => cross(on(place), [half, half], feature.angle_deg));
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
    for (const [x, out] of [[x0 + scale * min[0], -1], [x0 + scale * max[0], 1]] as const) {
      const end: Place = [x + out * (1 + MARK), y];
      marks.push(markAt([x + out, y], end, [0, -1], "A", [end[0] + (out < 0 ? -3.4 : 0.4), y - 4]));
    }
  }
  if (part.left.cut !== null) {
    const x = x0 + scale * part.left.cut;
    for (const [y, out] of [[y0 - scale * max[1], -1], [y0 - scale * min[1], 1]] as const) {
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

// -- at leaders -------------------------------------------------------------------------------------

function calloutsInk(layout: Layout): Ink {
  const { part, scale, x0, y0, z0, room } = layout;
  const { exercise, front, left, language, datums } = part;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const sectioned = new Set([...statedBy(part, front), ...statedBy(part, left)].map(({ id }) => id));
  const letters = datums.map(({ letter }) => letter);
  const needs = { language, datums: letters, height_mm: max[2] - min[2], sectioned };
  const callouts = exercise.features.flatMap((feature): Callout[] => {
    const lines = calloutLines(feature, { ...needs, firstPoint: firstPoint(feature, exercise) });
    if (lines.length === 0) return [];
    const [x, y] = tipOf(feature, part);
    const end = feature.kind === "face" ? "dot" : "arrow";
    return [{ tip: [x0 + scale * x, y0 - scale * y], end, lines }];
  });
  const rows = planLinears(part, scale).right;
  const right = x0 + scale * max[0] + (rows.length === 0 ? 22 : reachOf(rows) + CUT_ROOM + 6);
  const top = z0 - scale * min[2] + 6;
  return columnAt(right, [top, room.taken.y0 - 2], callouts);
}

/** Where a leader ends: on the outline at its upper right, or in the middle of a surface. */
function tipOf(feature: Feature, { exercise }: Part): Place {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const inside = outlinesOf(feature)
    .flat()
    .filter(([x, y]) => x > min[0] && x < max[0] && y > min[1] && y < max[1]);
  if (feature.kind === "face" || inside.length === 0)
    return [max[0] - 0.06 * (max[0] - min[0]), max[1] - 0.06 * (max[1] - min[1])];
  const worth = ([x, y]: Place): number => x + 0.6 * y;
  return inside.reduce((best, place) => (worth(place) > worth(best) ? place : best));
}
