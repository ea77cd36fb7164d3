/** The drawing of a turned part: the upper half cut, the lower half seen from outside. */

import { shortNumber } from "../../../ui/number";
import { type Language, fill } from "../../../ui/text";
import type { TurnedFeature, TurningExercise } from "../model";
import { type Callout, blockHeight, shelfAt, shelfLength } from "./callouts";
import { datumAt, zeroAt } from "./datum-sign";
import { written } from "./lettering";
import {
  type Drawing,
  type Ink,
  type Place,
  type Stroke,
  arrow,
  line,
  moved,
  rectangle,
  together,
} from "./paper";
import { type Linear, reachOf, rowsAt } from "./rows";
import { type Room, type Title, drawn } from "./sheet";
import { sheetTexts as texts } from "./texts";
import { cornersOf, outlinesFrom, radiusAt } from "./turned-outline";
import { axialSizes, isChamfer, turnedLines } from "./turned-sizes";

const DATUM = "A";
/** How much of the bar is shown in the chuck, in mm of the part. */
const IN_CHUCK_MM = 8;
const JAW = 7;
/** How far below the axis the datum stands at least, clear of the zero point, on the sheet. */
const CLEAR_OF_ZERO = 7;

interface Part {
  readonly exercise: TurningExercise;
  readonly language: Language;
  readonly outlines: readonly (readonly Place[])[];
  readonly left_z: number;
  readonly face_z: number;
  readonly radius: number;
  readonly jaws_z: number;
}

/** From z and r to the sheet; r is negative in the lower half. */
type OnSheet = (z: number, r: number) => Place;

/** The drawing of an exercise's variant. */
export function turnedDrawing(exercise: TurningExercise, language: Language): Drawing {
  const part = partOf(exercise, language);
  const length = part.face_z - part.left_z;
  return drawn((room, scale) => viewOf(part, room, scale), titleOf(part), length, language);
}

function partOf(exercise: TurningExercise, language: Language): Part {
  const { stock, target } = exercise;
  const end = stock.face_z_mm - stock.length_mm;
  const jaws_z = end + stock.clamped_mm;
  const left_z = Math.max(end, jaws_z - IN_CHUCK_MM);
  const outlines = outlinesFrom(target, left_z);
  const all = outlines.flat();
  return {
    exercise,
    language,
    outlines,
    left_z,
    face_z: Math.max(...all.map(([z]) => z)),
    radius: Math.max(...all.map(([, r]) => r)),
    jaws_z,
  };
}

function titleOf({ exercise, language }: Part): Title {
  const { stock, title } = exercise;
  const bore = stock.bore_mm > 0 ? `/${shortNumber(stock.bore_mm)}` : "";
  return {
    name: title[language],
    material: stock.material.name[language],
    stock: `φ${shortNumber(stock.diameter_mm)}${bore}×${shortNumber(stock.length_mm)}`,
    notes: [
      texts.originTurned[language],
      ...(exercise.features.some(hasExactSize) ? [texts.exact[language]] : []),
      texts.general[language],
    ],
    rough_um: exercise.roughness_um ?? null,
  };
}

/** Whether lengths to it are theoretically exact: its own zone holds it. */
function hasExactSize(feature: TurnedFeature): boolean {
  return feature.kind === "arc" || (feature.kind === "taper" && !isChamfer(feature));
}

// -- where everything stands ----------------------------------------------------------------------

const SHELF_GAP = 9;
const RIGHT_ROOM = 20;
const LEFT_ROOM = 8;

function viewOf(part: Part, room: Room, scale: number): Ink {
  const { frame } = room;
  const lengths = lengthsOf(part, scale);
  const radius = scale * Math.max(part.radius, part.exercise.stock.diameter_mm / 2) + JAW;
  const blocks = calloutsOf(part, (z, r) => [scale * z, -scale * r]);
  const shelf = frame.y0 + 3 + Math.max(0, ...blocks.map(blockHeight));
  const axis =
    shelf + SHELF_GAP + (lengths.above.length === 0 ? 0 : reachOf(lengths.above)) + radius;
  const width = scale * (part.face_z - part.left_z);
  const free = Math.max(0, frame.x1 - frame.x0 - LEFT_ROOM - RIGHT_ROOM - width);
  const under = axis + scale * part.radius + reachOf(lengths.below);
  const isFree = under < room.notes.y0 && under < room.block.y0;
  const z0 = frame.x0 + LEFT_ROOM + (isFree ? free / 2 : 0) - scale * part.left_z;
  const on: OnSheet = (z, r) => [z0 + scale * z, axis - scale * r];
  const edge = scale * part.radius;
  return together(
    halvesInk(part, on),
    jawsInk(part, on),
    moved(rowsAt("above", axis - edge, lengths.above), [z0, 0]),
    moved(rowsAt("below", axis + edge, lengths.below), [z0, 0]),
    diametersInk(part, on),
    shelfInk(part, on, [shelf, frame.x0 + 3, frame.x1 - 3]),
    marksInk(part, on),
  );
}

/** Lengths of the outside under the view, those of bores above it. */
function lengthsOf(part: Part, scale: number): { above: Linear[]; below: Linear[] } {
  const { exercise, face_z, outlines, radius } = part;
  const linear = (one: ReturnType<typeof axialSizes>[number]): Linear => {
    const foot = (z: number): number => {
      return one.inside ? 0 : -scale * (radius - radiusAt(outlines, z));
    };
    const { from_z, to_z, runs, exact, sizes } = one;
    return {
      from: scale * to_z,
      to: scale * from_z,
      feet: [foot(to_z), foot(from_z)],
      runs,
      exact,
      sizes,
    };
  };
  const all = axialSizes(exercise, face_z).filter(({ from_z, to_z }) => from_z !== to_z);
  return {
    above: all.filter(({ inside }) => inside).map(linear),
    below: all.filter(({ inside }) => !inside).map(linear),
  };
}

// -- the view -------------------------------------------------------------------------------------

function halvesInk(part: Part, on: OnSheet): Ink {
  const { outlines, left_z, face_z } = part;
  const strokes: Stroke[] = [];
  for (const points of outlines) {
    strokes.push({ ...hatched(points, on) });
    for (const run of openRuns(points, left_z)) {
      strokes.push({ kind: "outline", points: run.map(([z, r]) => on(z, r)) });
    }
    for (const run of outerRuns(points, part)) {
      strokes.push({ kind: "outline", points: run.map(([z, r]) => on(z, -r)) });
    }
  }
  for (const [z, r] of cornersOf(outlines, left_z)) {
    strokes.push(line("outline", on(z, 0), on(z, isOuter(part, [z, r]) ? -r : r)));
  }
  strokes.push(...threadStrokes(part, on), ...breakLine(part, on));
  const [[left], [right, y]] = [on(left_z, 0), on(face_z, 0)];
  strokes.push(line("centre", [left - 4, y], [right + 7, y]));
  return { strokes, labels: [] };
}

function hatched(points: readonly Place[], on: OnSheet): Stroke {
  return { kind: "thin", points: points.map(([z, r]) => on(z, r)), closed: true, fill: "hatch" };
}

/** The pieces of an outline that are edges: not on the axis, not where the bar is broken off. */
function openRuns(points: readonly Place[], left: number): Place[][] {
  const runs: Place[][] = [];
  let run: Place[] = [];
  for (let index = 0; index <= points.length; index += 1) {
    const point = points[index % points.length];
    const before = points.at((index % points.length) - 1);
    if (point === undefined || before === undefined) break;
    const isNone =
      (point[1] < 1e-6 && before[1] < 1e-6) ||
      (point[0] <= left + 1e-6 && before[0] <= left + 1e-6);
    if (isNone) {
      if (run.length > 1) runs.push(run);
      run = [point];
    } else run = run.length === 0 ? [before, point] : [...run, point];
  }
  if (run.length > 1) runs.push(run);
  return runs;
}

/** The pieces of an outline that are seen from outside. */
function outerRuns(points: readonly Place[], { outlines, left_z }: Part): Place[][] {
  const near = 1e-3;
  const isSeen = ([az, ar]: Place, [bz, br]: Place): boolean => {
    const low = Math.min(ar, br);
    const sides = Math.abs(az - bz) < near ? [az - near, az + near] : [(az + bz) / 2];
    const middle = sides.length === 1 ? (ar + br) / 2 : low;
    return sides.some((at) => radiusAt(outlines, at) <= middle + 5 * near);
  };
  return openRuns(points, left_z).flatMap((run) =>
    run.reduce<Place[][]>((pieces, point, index) => {
      const before = run[index - 1];
      if (before === undefined || !isSeen(before, point)) return pieces;
      const last = pieces.at(-1);
      if (last?.at(-1) === before) last.push(point);
      else pieces.push([before, point]);
      return pieces;
    }, []),
  );
}

/** Whether a corner is on the outside: there the part's greatest radius ends. */
function isOuter({ outlines }: Part, [z, r]: Place): boolean {
  const near = 1e-3;
  return [z - near, z + near].some((at) => Math.abs(radiusAt(outlines, at) - r) < 5 * near);
}

/** The thin lines of roots, and the end of each thread. */
function threadStrokes({ exercise }: Part, on: OnSheet): Stroke[] {
  return exercise.features
    .filter(({ kind }) => kind === "thread")
    .flatMap(({ from_z_mm: from, to_z_mm: to, to_diameter_mm: crest, pitch_mm: pitch, inside }) => {
      const root = crest / 2 + (inside ? 0.541266 : -0.613434) * pitch;
      const sides = inside ? [1] : [1, -1];
      return sides.flatMap((side) => [
        line("thin", on(from, side * root), on(to, side * root)),
        line("outline", on(to, (side * crest) / 2), on(to, inside ? root : side * root)),
      ]);
    });
}

/** The wavy line where the bar is broken off, in both halves. */
function breakLine({ outlines, left_z, exercise }: Part, on: OnSheet): Stroke[] {
  if (left_z <= exercise.stock.face_z_mm - exercise.stock.length_mm) return [];
  const outer = radiusAt(outlines, left_z);
  const points = Array.from({ length: 25 }, (_, index): Place => {
    const [x, y] = on(left_z, outer * (1 - index / 12));
    return [x + 0.9 * Math.sin((index * Math.PI) / 6), y];
  });
  return [{ kind: "thin", points }];
}

/** The jaws of the chuck, double chain-dotted: they are not of the part. */
function jawsInk({ exercise, jaws_z, left_z }: Part, on: OnSheet): Ink {
  const radius = exercise.stock.diameter_mm / 2;
  const [x0, top] = on(left_z, radius);
  const [x1, bottom] = on(jaws_z, -radius);
  return {
    strokes: [
      rectangle("phantom", { x0, y0: top - JAW, x1, y1: top }),
      rectangle("phantom", { x0, y0: bottom, x1, y1: bottom + JAW }),
    ],
    labels: [],
  };
}

function marksInk({ outlines, face_z }: Part, on: OnSheet): Ink {
  const [x, y] = on(face_z, -0.55 * radiusAt(outlines, face_z));
  const clear = Math.max(y, on(face_z, 0)[1] + CLEAR_OF_ZERO);
  return together(datumAt([x, clear], [1, 0], DATUM), zeroAt(on(face_z, 0), "G54", [7.5, 0]));
}

// -- diameters and leaders ------------------------------------------------------------------------

/** Where a diameter's line stands: in the middle of its feature. */
function middleOf({ from_z_mm: from, to_z_mm: to }: TurnedFeature): number {
  return (from + to) / 2;
}

function hasDiameterLine({ kind }: TurnedFeature): boolean {
  return kind === "cylinder" || kind === "bore";
}

/** The dimension lines of diameters: across the part outside; of a bore from its upper side past
 * the axis, as half sections have it. */
function diametersInk(part: Part, on: OnSheet): Ink {
  const places = [
    ...part.exercise.features
      .filter(hasDiameterLine)
      .map((one) => ({ z: middleOf(one), r: one.to_diameter_mm / 2, inside: one.inside })),
    ...endsOf(part).map((one) => ({ ...one, inside: false })),
  ];
  const strokes = places.flatMap(({ z, r, inside }): Stroke[] => {
    const [top, bottom] = [on(z, r), on(z, -r)];
    const axis = on(z, 0);
    if (inside) return [line("thin", top, [axis[0], axis[1] + 3]), arrow(top, [0, -1])];
    return [line("thin", top, bottom), arrow(top, [0, -1]), arrow(bottom, [0, 1])];
  });
  return { strokes, labels: [] };
}

/** The diameters at which tapers and arcs end that no other feature states. */
function endsOf({ exercise }: Part): { z: number; r: number }[] {
  const stated = exercise.features.filter((one) => hasDiameterLine(one) || one.kind === "thread");
  const ends = exercise.features.filter(hasExactSize).flatMap((one) => [
    { z: one.from_z_mm, r: one.from_diameter_mm / 2 },
    { z: one.to_z_mm, r: one.to_diameter_mm / 2 },
  ]);
  const unique = new Map(ends.map((end) => [`${end.z.toFixed(3)} ${end.r.toFixed(3)}`, end]));
  return [...unique.values()].filter(
    ({ r }) => r > 0 && !stated.some((one) => Math.abs(one.to_diameter_mm / 2 - r) < 1e-6),
  );
}

function calloutsOf(part: Part, on: OnSheet): Callout[] {
  const { exercise, language, jaws_z, face_z, outlines } = part;
  const atFeatures = exercise.features.flatMap((feature): Callout[] => {
    const lines = turnedLines(feature, DATUM);
    if (lines.length === 0) return [];
    const end = hasDiameterLine(feature) ? "none" : "arrow";
    const [z, r] =
      feature.kind === "face"
        ? [face_z, 0.7 * radiusAt(outlines, face_z)]
        : tipOf(feature, outlines);
    return [{ tip: on(z, r), end, lines }];
  });
  const ends = endsOf(part).map(({ z, r }): Callout => ({
    tip: on(z, r),
    end: "none",
    lines: [{ runs: written(`⌀${shortNumber(2 * r, 3)}`), exact: true }],
  }));
  const { clamped_mm: clamped, diameter_mm: diameter } = exercise.stock;
  const held = fill(texts.held[language], { length: shortNumber(clamped) });
  const jaws: Callout = {
    tip: [on(jaws_z, 0)[0] - JAW / 2, on(0, diameter / 2)[1] - JAW],
    end: "arrow",
    lines: [{ runs: written(held) }],
  };
  return [jaws, ...atFeatures, ...ends];
}

/** In the middle of a feature's line, on the part. */
function tipOf(feature: TurnedFeature, outlines: Part["outlines"]): Place {
  const { from_diameter_mm: from, to_diameter_mm: to, inside } = feature;
  const z = middleOf(feature);
  return [z, inside ? (from + to) / 4 : radiusAt(outlines, z)];
}

function shelfInk(
  part: Part,
  on: OnSheet,
  [y, left, right]: readonly [number, number, number],
): Ink {
  const callouts = calloutsOf(part, on);
  const end = shelfLength(callouts) > right - left ? left + shelfLength(callouts) : right;
  return shelfAt(y, [left, end], callouts);
}
