/** The colours of a program's words, by what the control knows. */

import { StreamLanguage, type StringStream } from "@codemirror/language";

import { MACRO_WORD, codeName } from "./words";
import type { Writing } from "./writing";

interface Reading {
  /** In a comment that began with "(". */
  comment: boolean;
  /** Behind a macro call, whose words are arguments. */
  call: boolean;
}

export interface Known {
  readonly codes: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
}

export function knownTo(writing: Pick<Writing, "addresses"> & { codes: readonly { code: string }[] }): Known {
  const codes = new Set(writing.codes.map(({ code }) => code));
  return { codes, addresses: new Set(writing.addresses) };
}

/** Colours for what a control knows; a code or address that it does not know is marked. */
export function gcode(known: Known): StreamLanguage<Reading> {
  return StreamLanguage.define<Reading>({
    name: "gcode",
    startState: () => ({ comment: false, call: false }),
    token: (stream, reading) => readToken(stream, reading, known),
    languageData: { commentTokens: { block: { open: "(", close: ")" } } },
  });
}

export function readToken(stream: StringStream, reading: Reading, known: Known): string | null {
  // A control ends a comment with its block.
  if (stream.sol()) reading.comment = reading.call = false;
  if (reading.comment || stream.peek() === "(") return readComment(stream, reading);
  if (stream.eatSpace()) return null;
  if (stream.match(/^;.*/)) return "comment";
  const atStart = stream.string.slice(0, stream.pos).trim() === "";
  if (stream.match("%") || (atStart && stream.match(/^\/[1-9]?/))) return "meta";
  if (stream.match(MACRO_WORD)) return "controlKeyword";
  if (stream.match(/^#\s*\d*/)) return "variableName.special";
  if (stream.match(/^[-+]?[0-9.]+/)) return "number";
  if (stream.match(/^,?[A-Z]/i)) return readWord(stream, reading, known);
  return /[[\]=+*,/-]/.test(stream.next() ?? "") ? "operator" : "invalid";
}

function readComment(stream: StringStream, reading: Reading): string {
  reading.comment = !stream.skipTo(")");
  if (reading.comment) stream.skipToEnd();
  else stream.next();
  return "comment";
}

function readWord(stream: StringStream, reading: Reading, known: Known): string {
  const letter = stream.current().toUpperCase();
  const number = stream.match(/^\s*[-+]?\s*[0-9.]*/) as RegExpMatchArray;
  const value = number[0].trim();
  if (letter === "G" || letter === "M") {
    const code = codeName({ letter, value });
    reading.call ||= /^G6(?:5|6|6\.1)$/.test(code ?? "");
    if (value !== "" && !known.codes.has(code ?? "")) return "invalid";
    return letter === "G" ? "keyword" : "typeName";
  }
  if (!known.addresses.has(letter) && !reading.call) return "invalid";
  if (letter === "N" || letter === "O") return "labelName";
  return /[XYZUVWABCIJKR]/.test(letter) ? "variableName" : "propertyName";
}
