/** The drawing of a milled part in first-angle projection: the front view, under it the view from
 * above, at its right the view from the left. */

import { shortNumber } from "../../../ui/number";
import { type Language, fill } from "../../../ui/text";
import type { Feature, MillingExercise } from "../model";
import { type Callout, columnAt } from "./callouts";
import { zeroAt } from "./datum-sign";
import { labelled, written } from "./lettering";
import { depthLinears, facedOf, planLinears, statedBy } from "./milled-dimensions";
import { outlinesOf } from "./milled-heights";
import { type Layout, type Part, partOf } from "./milled-part";
import { MARK, firstPoint, planInk } from "./milled-plan";
import { viewInk } from "./milled-section";
import { calloutLines, planSizes } from "./milled-sizes";
import {
  type Drawing,
  type Ink,
  type Place,
  type Stroke,
  moved,
  rectangle,
  together,
} from "./paper";
import { reachOf, rowsAt } from "./rows";
import { type Room, type Title, drawn } from "./sheet";
import { sheetTexts as texts } from "./texts";

/** The drawing of an exercise's variant. */
export function milledDrawing(exercise: MillingExercise, language: Language): Drawing {
  const part = partOf(exercise, language);
  const { min_mm: min, max_mm: max } = exercise.stock;
  const length = Math.max(max[0] - min[0], max[1] - min[1]);
  return drawn((room, scale) => viewsOf(part, room, scale), titleOf(part), length, language);
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
  const z =
    Math.abs(top) < 1e-6 ? texts.top[language] : `Z${shortNumber(top, 3)} = ${texts.top[language]}`;
  const x = words.map((word, axis) => `${"XY"[axis]} ${word?.[language] ?? "0"}`).join(", ");
  return `${x}, Z ${z}`;
}

// -- where the views stand ------------------------------------------------------------------------

const TITLE_ROOM = 11;
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

// -- ink ------------------------------------------------------------------------------------------

function frontInk({ part, scale, x0, z0 }: Layout): Ink {
  const { exercise, front } = part;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const ink = viewInk(front, exercise, (x, z) => [x0 + scale * x, z0 - scale * z]);
  const faced = facedOf(exercise);
  const top = z0 - scale * max[2];
  const raw: Stroke[] =
    faced > 0
      ? [
          rectangle("phantom", {
            x0: x0 + scale * min[0],
            y0: top,
            x1: x0 + scale * max[0],
            y1: top + scale * faced,
          }),
        ]
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
  return together(ink, {
    strokes: [],
    labels: [named("B–B", [middle, z0 - scale * max[2] - 5.5])],
  });
}

function named(name: string, [x, y]: Place): Ink["labels"][number] {
  const label = labelled([x, y], written(name));
  return { ...label, at: [x - label.width / 2, y] };
}

// -- at leaders -----------------------------------------------------------------------------------

function calloutsInk(layout: Layout): Ink {
  const { part, scale, x0, y0, z0, room } = layout;
  const { exercise, front, left, language, datums } = part;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const sectioned = new Set(
    [...statedBy(part, front), ...statedBy(part, left)].map(({ id }) => id),
  );
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
  return columnAt(
    right,
    [top, (room.notes.x0 === room.block.x0 ? room.notes : room.block).y0 - 2],
    callouts,
  );
}

/** Where a leader ends: on an edge at the feature's upper right, or in the middle of a surface. */
function tipOf(feature: Feature, { exercise, edges }: Part): Place {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const seen = edges.get(feature.id) ?? [];
  const inside = (seen.length > 0 ? seen : outlinesOf(feature))
    .flatMap((outline) => outline.flatMap((end, index) => alongTo(outline[index - 1] ?? end, end)))
    .filter(([x, y]) => x > min[0] && x < max[0] && y > min[1] && y < max[1]);
  if (feature.kind === "face" || inside.length === 0)
    return [max[0] - 0.06 * (max[0] - min[0]), max[1] - 0.06 * (max[1] - min[1])];
  const length = max[0] - min[0];
  const isClear = (x: number): boolean => max[0] - x > CLEAR_SHARE * length;
  const worth = ([x, y]: Place): number => x + 0.6 * y - (isClear(x) ? 0 : length);
  return inside.reduce((best, place) => (worth(place) > worth(best) ? place : best));
}

const PIECES = 16;
/** A leader keeps so much of the length from the side where sections are marked, if it can. */
const CLEAR_SHARE = 0.08;

/** Places on a straight piece of an outline, to its end. */
function alongTo([ax, ay]: Place, [bx, by]: Place): Place[] {
  return Array.from({ length: PIECES }, (_, index): Place => {
    const share = (index + 1) / PIECES;
    return [ax + (bx - ax) * share, ay + (by - ay) * share];
  });
}
