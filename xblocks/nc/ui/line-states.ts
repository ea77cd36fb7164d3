/** What is in force on each line of a program, as the server's check told it. */

import { type Language, type Text, fill } from "../../ui/text";
import { stateTexts as texts } from "./editor-texts";
import { isBlank } from "./words";
import type { Check, LineState } from "./writing";

/** The whole states from the changes between them. */
export function statesOf(changes: Check["lines"]): ReadonlyMap<number, LineState> {
  const states = new Map<number, LineState>();
  let before = {} as LineState;
  for (const change of changes) {
    before = { ...before, ...change };
    states.set(before.line, before);
  }
  return states;
}

/** What is in force after a line, that of the block above where no block stands on it; null where
 * its block is not executed. */
export function stateAt(
  states: ReadonlyMap<number, LineState>,
  line: number,
  lineText: (line: number) => string,
): LineState | null {
  let at = line;
  while (at > 1 && !states.has(at) && isBlank(lineText(at))) at--;
  return states.get(at) ?? null;
}

/** The parts of a state: codes, tool, feed, speed, position, and how often the line was executed. */
export function partsOf(state: LineState, axes: string, language: Language): string[] {
  const say = (text: Text, values = {}): string => fill(text[language], values);
  const unit = state.codes.includes("G20") ? "in" : "mm";
  const [perMinute, perTurn] = [say(texts.perMinute, { unit }), say(texts.perTurn, { unit })];
  const feedUnit = { "per-minute": perMinute, "per-revolution": perTurn }[state.feed_mode] ?? "1/min";
  const surface = unit === "in" ? "ft/min" : "m/min";
  const speedUnit = state.codes.includes("G96") ? surface : say(texts.turns);
  return [
    state.codes.join(" "),
    toolOf(state, axes),
    `F${state.feed} ${feedUnit}`,
    `S${state.speed} ${speedUnit} ${state.spindle} ${state.coolant}`,
    state.position.map((value, index) => `${axes[index]}${value}`).join(" "),
    ...(state.times > 1 ? [say(texts.times, { times: state.times })] : []),
  ];
}

/** A lathe names tool and offset in one word. */
function toolOf({ tool, offset }: LineState, axes: string): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return axes.includes("Y") ? `T${tool} H${offset}` : `T${two(tool)}${two(offset)}`;
}
