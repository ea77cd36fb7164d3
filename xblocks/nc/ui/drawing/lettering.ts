/** What is written on a drawing, and how much room it takes: letters, the signs of the standards,
 * deviations one above the other, and frames with tolerances of form and place. */

import { shortNumber } from "../../../ui/number";
import type { Allowed } from "../model";
import type { Label, Place } from "./paper";

/** Signs that fonts lack or draw badly. */
export type Sign =
  "diameter" | "depth" | "countersink" | "cone" | "position" | "flatness" | "profile" | "rough";

export type Run =
  | { readonly kind: "text"; readonly text: string; readonly small?: boolean }
  | { readonly kind: "sign"; readonly sign: Sign }
  | { readonly kind: "stack"; readonly upper: string; readonly lower: string }
  | { readonly kind: "frame"; readonly cells: readonly (readonly Run[])[] };

/** The height of capital letters (GB/T 14691), and of deviations and names, in mm. */
export const LETTER = 3.5;
export const SMALL_LETTER = 2.5;
/** A font is so much larger than its capitals. */
export const EM = 1.38;
export const FRAME_HEIGHT = 6;
const CELL_PADDING = 1.2;
const STACK_HEIGHT = 6;

const SIGN_WIDTHS: Readonly<Record<Sign, number>> = {
  diameter: 3.6,
  depth: 3.8,
  countersink: 4.4,
  cone: 4.6,
  position: 4.2,
  flatness: 4.8,
  profile: 4.6,
  rough: 4.4,
};

/** How wide a text is in a font with capitals of this height. */
export function textWidth(text: string, letter = LETTER): number {
  const em = letter * EM;
  return [...text].reduce((sum, one) => sum + em * shareOf(one), 0);
}

function shareOf(letter: string): number {
  if (letter > "\u2e7f") return 1;
  if (/[\s.,:;'|il!]/.test(letter)) return 0.3;
  if (/[()/-]/.test(letter)) return 0.38;
  if (/[MW@mw]/.test(letter)) return 0.88;
  if (/[A-Z]/.test(letter)) return 0.68;
  return /[a-z]/.test(letter) ? 0.56 : 0.58;
}

export function runWidth(run: Run): number {
  switch (run.kind) {
    case "text":
      return textWidth(run.text, run.small ? SMALL_LETTER : LETTER);
    case "sign":
      return SIGN_WIDTHS[run.sign];
    case "stack":
      return Math.max(textWidth(run.upper, SMALL_LETTER), textWidth(run.lower, SMALL_LETTER)) + 0.6;
    case "frame":
      return run.cells.reduce((sum, cell) => sum + cellWidth(cell), 0);
  }
}

/** How wide a cell of a frame is. */
export function cellWidth(runs: readonly Run[]): number {
  return Math.max(FRAME_HEIGHT, widthOf(runs) + 2 * CELL_PADDING);
}

/** How wide runs are one after the other. */
export function widthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + runWidth(run), 0);
}

/** How high they are. */
export function heightOf(runs: readonly Run[]): number {
  const heights = {
    text: LETTER + 0.8,
    sign: LETTER + 0.8,
    stack: STACK_HEIGHT,
    frame: FRAME_HEIGHT,
  };
  return Math.max(0, ...runs.map((run) => heights[run.kind]));
}

/** A label of runs with its left end's middle at a place. */
export function labelled(
  at: Place,
  runs: readonly Run[],
  more: Partial<Pick<Label, "upwards" | "exact" | "clear" | "sizes">> = {},
): Label {
  return {
    at,
    runs,
    width: widthOf(runs),
    height: heightOf(runs),
    upwards: false,
    exact: false,
    clear: true,
    sizes: [],
    ...more,
  };
}

// -- what is written ------------------------------------------------------------------------------

const SIGNS: Readonly<Record<string, Sign>> = {
  "⌀": "diameter",
  "↧": "depth",
  "⌵": "countersink",
  "▷": "cone",
  "⌖": "position",
  "⏥": "flatness",
  "⌒": "profile",
  "√": "rough",
};

/** A text with the signs in it as signs. */
export function written(text: string): Run[] {
  const runs: Run[] = [];
  for (const part of text.split(/([⌀↧⌵▷⌖⏥⌒√])/u)) {
    const sign = SIGNS[part];
    if (sign !== undefined) runs.push({ kind: "sign", sign });
    else if (part !== "") runs.push({ kind: "text", text: part });
  }
  return runs;
}

/** Small letters, as in the title block. */
export function small(text: string): Run[] {
  return [{ kind: "text", text, small: true }];
}

/** A size with what it may be off by: 60±0.1, or its two deviations one above the other; a fit with
 * its limits in brackets after it. `before` and `after` are written around the number. */
export function sized(
  size_mm: number,
  allowed: Allowed | undefined,
  { before = "", after = "", fit = "" } = {},
): Run[] {
  const nominal = `${before}${shortNumber(size_mm, 3)}${after}${fit}`;
  if (allowed === undefined) return written(nominal);
  if (typeof allowed === "number" || allowed[0] === -allowed[1]) {
    const off = typeof allowed === "number" ? allowed : allowed[1];
    return written(off > 0 ? `${nominal}±${shortNumber(off, 3)}${after}` : nominal);
  }
  const stack: Run = { kind: "stack", upper: signed(allowed[1]), lower: signed(allowed[0]) };
  return fit === ""
    ? [...written(nominal), stack]
    : [...written(`${nominal}(`), stack, ...written(")")];
}

function signed(value: number): string {
  const text = shortNumber(value, 3);
  return value > 0 ? `+${text}` : text;
}

/** A frame with a tolerance of form or place: its sign, the zone's width, the datums. */
export function framed(sign: "⌖" | "⏥" | "⌒", zone: string, datums: readonly string[] = []): Run[] {
  const cells = [written(sign), written(zone), ...datums.map((letter) => written(letter))];
  return [{ kind: "frame", cells }];
}

/** The sign for a surface from which material is taken, with its roughness: Ra 1.6. */
export function rough(ra_um: number): Run[] {
  return written(`√Ra ${shortNumber(ra_um)}`);
}
