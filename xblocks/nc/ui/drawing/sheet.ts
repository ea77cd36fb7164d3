/** The sheet of a drawing: its frame, its title block and notes, and which sheet and scale a part
 * gets (GB/T 14689, 14690, 10609.1). */

import type { Language } from "../../../ui/text";
import {
  LETTER,
  type Run,
  SMALL_LETTER,
  labelled,
  rough,
  small,
  textWidth,
  written,
} from "./lettering";
import {
  type Box,
  type Drawing,
  type Ink,
  type Place,
  type Stroke,
  around,
  arc,
  boxOf,
  line,
  overlap,
  rectangle,
  together,
  within,
} from "./paper";
import { sheetTexts as texts } from "./texts";

/** What the title block and the notes say. */
export interface Title {
  readonly name: string;
  readonly material: string;
  readonly stock: string;
  readonly notes: readonly string[];
  /** How rough the surfaces may be that have no sign of their own; null if none is asked for. */
  readonly rough_um: number | null;
}

/** What a drawing's views may cover, and where they must not be: title block and notes. */
export interface Room {
  readonly frame: Box;
  readonly block: Box;
  readonly notes: Box;
}

/** The views at a scale in a room, wherever they end. */
export type Views = (room: Room, scale: number) => Ink;

const MARGIN = 7;
const BLOCK: Place = [132, 24];
const NOTE_LINE = 5;
const SHEETS: readonly Place[] = [
  [297, 210],
  [420, 297],
  [594, 420],
];
const SCALES = [5, 4, 2.5, 2, 1.5, 1, 1 / 1.5, 0.5, 0.4, 0.25, 0.2, 0.1] as const;

/** How large a part should be drawn before a larger sheet is taken, in mm. */
const READABLE = 60;

interface Tried {
  readonly ink: Ink;
  readonly sheet: Place;
  readonly scale: number;
  readonly room: Room;
}

/** The drawing on the smallest sheet on which its views have room at a readable scale; on the
 * largest, as large as it can be, if there is none. */
export function drawn(views: Views, title: Title, length_mm: number, language: Language): Drawing {
  let best: (Tried & { faults: number }) | null = null;
  for (const sheet of SHEETS) {
    const rooms = [true, false].map((beside) => roomOn(sheet, title, beside));
    for (const [scale, room] of SCALES.flatMap((scale) =>
      rooms.map((one) => [scale, one] as const),
    )) {
      const tried = { ink: views(room, scale), sheet, scale, room };
      const faults = faultsOf(tried.ink, room).length;
      if (faults === 0 && scale * length_mm >= READABLE) return finished(tried, title, language);
      if (best === null || faults < best.faults) best = { ...tried, faults };
    }
  }
  if (best === null) throw new RangeError("there are no sheets");
  return finished(best, title, language);
}

export interface Fault {
  readonly kind: "off the sheet" | "in the title block" | "over other writing";
  readonly box: Box;
}

/** What is wrong with where the ink of the views lies: off the frame, in the title block, writing
 * over other writing. Nothing if the sheet has room for it. */
export function faultsOf({ strokes, labels }: Ink, { frame, block, notes }: Room): Fault[] {
  const writing = labels.map(boxOf);
  const all = [...writing, ...strokes.map(({ points }) => around(points))];
  const fault = (kind: Fault["kind"]) => (box: Box) => ({ kind, box });
  return [
    ...all.filter((box) => !within(box, frame)).map(fault("off the sheet")),
    ...all
      .filter((box) => overlap(box, block) || overlap(box, notes))
      .map(fault("in the title block")),
    ...writing
      .filter((box, index) => writing.slice(index + 1).some((other) => overlap(box, other)))
      .map(fault("over other writing")),
  ];
}

/** The room on a sheet, with the notes beside the title block or above it. */
function roomOn([width, height]: Place, { notes }: Title, beside: boolean): Room {
  const frame = { x0: MARGIN, y0: MARGIN, x1: width - MARGIN, y1: height - MARGIN };
  const block = { x0: frame.x1 - BLOCK[0], y0: frame.y1 - BLOCK[1], x1: frame.x1, y1: frame.y1 };
  const high = NOTE_LINE * (notes.length + 1) + 3;
  const above = { x0: block.x0, y0: block.y0 - high, x1: block.x1, y1: block.y0 };
  const left = { x0: frame.x0, y0: frame.y1 - high, x1: block.x0, y1: frame.y1 };
  return { frame, block, notes: beside ? left : above };
}

function finished({ ink, sheet, scale, room }: Tried, title: Title, language: Language): Drawing {
  const border = { strokes: [rectangle("outline", room.frame)], labels: [] };
  const block = blockAt(room.frame, scale, title, language);
  return { ...together(ink, border, block, notesAt(room.notes, title, language)), sheet, scale };
}

/** How a scale is written: 2:1, 1:2.5. */
export function scaleText(scale: number): string {
  const number = (value: number): string => String(Number(value.toFixed(2)));
  return scale >= 1 ? `${number(scale)}:1` : `1:${number(1 / scale)}`;
}

// -- title block and notes ------------------------------------------------------------------------

function blockAt({ x1, y1 }: Box, scale: number, title: Title, language: Language): Ink {
  const [width, height] = BLOCK;
  const [left, top] = [x1 - width, y1 - height];
  const row = height / 3;
  const split = left + 76;
  const strokes = [
    rectangle("outline", { x0: left, y0: top, x1, y1 }),
    line("thin", [left, top + row], [x1, top + row]),
    line("thin", [left, top + 2 * row], [x1, top + 2 * row]),
    line("thin", [split, top + row], [split, y1]),
    ...projectionSign([x1 - 10, top + 2.5 * row]),
  ];
  const cell = (at: Place, name: string, value: string, room: number): Ink => ({
    strokes: [],
    labels: [
      labelled(at, small(name)),
      labelled([at[0] + NAME_WIDTH, at[1]], value === "" ? [] : short(value, room - NAME_WIDTH)),
    ],
  });
  return together(
    { strokes, labels: [] },
    cell([left + 2, top + 0.5 * row], texts.name[language], title.name, width - 4),
    cell([left + 2, top + 1.5 * row], texts.material[language], title.material, 72),
    cell([left + 2, top + 2.5 * row], texts.stock[language], title.stock, 72),
    cell([split + 2, top + 1.5 * row], texts.scale[language], scaleText(scale), 52),
    cell([split + 2, top + 2.5 * row], texts.unit[language], "", 52),
  );
}

const NAME_WIDTH = 17;

/** A text in the room that there is: smaller letters if need be, and cut if even they are wide. */
function short(text: string, room: number): Run[] {
  if (textWidth(text, LETTER) <= room) return [{ kind: "text", text }];
  let cut = text;
  while (textWidth(cut, SMALL_LETTER) > room) cut = `${cut.slice(0, -2)}…`;
  return small(cut);
}

/** The sign of first-angle projection: the frustum of a cone, and what is seen of it. */
function projectionSign([x, y]: Place): Stroke[] {
  const frustum: Place[] = [
    [x - 10, y - 1.4],
    [x - 4, y - 2.6],
    [x - 4, y + 2.6],
    [x - 10, y + 1.4],
  ];
  return [
    { kind: "thin", points: frustum, closed: true },
    arc("thin", [x + 3, y], 2.6),
    arc("thin", [x + 3, y], 1.4),
    line("centre", [x - 11.5, y], [x + 7, y]),
    line("centre", [x + 3, y - 3.4], [x + 3, y + 3.4]),
  ];
}

function notesAt({ x0, x1, y0 }: Box, { notes, rough_um }: Title, language: Language): Ink {
  const head = labelled([x0 + 2, y0 + 3], written(texts.notes[language]));
  const lines = notes.map((note, index) =>
    labelled([x0 + 2, y0 + 3 + NOTE_LINE * (index + 1)], small(`${index + 1}. ${note}`)),
  );
  const rest = rough_um === null ? [] : [labelled([x1 - 38, y0 + 3], restRough(rough_um))];
  return { strokes: [], labels: [head, ...lines, ...rest] };
}

/** The sign for all surfaces that have none of their own. */
function restRough(rough_um: number): Run[] {
  return [...rough(rough_um), ...written(" (√)")];
}
