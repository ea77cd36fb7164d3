/** Height fields: reading them, and the colours that show them. */

import type { Field } from "./model";

const decoded = new WeakMap<Field, Int32Array>();

/** The heights of a field, in micrometres: cell (i, j) at index j * nx + i. Decoded once. */
export function heightsOf(field: Field): Int32Array {
  const heights = decoded.get(field) ?? decode(field);
  decoded.set(field, heights);
  return heights;
}

function decode(field: Field): Int32Array {
  const text = atob(field.heights_um);
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const count = field.nx * field.ny;
  if (bytes.length !== 4 * count) throw new Error(`a field of ${count} cells has 4 bytes for each`);
  return Int32Array.from({ length: count }, (_, index) => view.getInt32(4 * index, true));
}

/** Red, green, blue: 0 to 1 each. */
export type Colour = readonly [number, number, number];

const METAL: Colour = [0.76, 0.79, 0.82];
const CUT: Colour = [0.62, 0.71, 0.8];
export const RIGHT: Colour = [0.73, 0.86, 0.76];
export const LEFT_OVER: Colour = [0.12, 0.38, 0.78];
export const CUT_AWAY: Colour = [0.78, 0.13, 0.11];

/** Deviations this many tolerances wide have the full colour. */
const FULL_COLOUR_TOLERANCES = 10;

/** The colour of a surface: bare metal, a little bluer where it was cut. */
export function surfaceColour(height_um: number, top_um: number): Colour {
  return height_um < top_um ? CUT : METAL;
}

/** The colour of a deviation (part - target): right, too much left, or too much cut away. */
export function deviationColour(deviation_um: number, tolerance_um: number): Colour {
  const size = Math.abs(deviation_um);
  if (size <= tolerance_um) return RIGHT;
  const strength = 0.4 + 0.6 * Math.min(size / (FULL_COLOUR_TOLERANCES * tolerance_um), 1);
  return mix(RIGHT, deviation_um > 0 ? LEFT_OVER : CUT_AWAY, strength);
}

/** The colour of a depth below the top, for a view from above: the deeper, the darker. */
export function depthColour(height_um: number, top_um: number, bottom_um: number): Colour {
  const depth = Math.min((top_um - height_um) / Math.max(top_um - bottom_um, 1), 1);
  return depth <= 0 ? [0.9, 0.92, 0.94] : mix([0.66, 0.79, 0.92], [0.05, 0.2, 0.38], depth);
}

function mix(from: Colour, to: Colour, share: number): Colour {
  const part = (axis: 0 | 1 | 2): number => from[axis] + share * (to[axis] - from[axis]);
  return [part(0), part(1), part(2)];
}

/** A colour as CSS writes it. */
export function cssColour([red, green, blue]: Colour): string {
  const part = (value: number): number => Math.round(255 * value);
  return `rgb(${part(red)} ${part(green)} ${part(blue)})`;
}
