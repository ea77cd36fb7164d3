/** The words of a Fanuc-style program, for colours and help; what they do only the server knows. */

import { StreamLanguage, type StringStream } from "@codemirror/language";

import type { Code } from "./model";

interface Reading {
  /** In a comment that began with "(". */
  comment: boolean;
}

/** Colours: G keyword, M type, axes variable, F S T H D property, O and N label. */
export const gcode = StreamLanguage.define<Reading>({
  name: "gcode",
  startState: () => ({ comment: false }),
  token: readToken,
  languageData: { commentTokens: { block: { open: "(", close: ")" } } },
});

export function readToken(stream: StringStream, reading: Reading): string | null {
  // A control ends a comment with its block.
  if (stream.sol()) reading.comment = false;
  if (reading.comment || stream.peek() === "(") return readComment(stream, reading);
  if (stream.eatSpace()) return null;
  if (stream.match(/^;.*/)) return "comment";
  const character = (stream.next() ?? "").toUpperCase();
  if (character === "%" || character === "/") return "operator";
  if (character === "#") return readNumber(stream, "variableName");
  if (/[[\]=+*,-]/.test(character)) return "operator";
  if (/[0-9.]/.test(character)) {
    stream.eatWhile(/[0-9.]/);
    return "number";
  }
  const kind = KINDS[character];
  return kind === undefined ? "invalid" : readNumber(stream, kind);
}

function readComment(stream: StringStream, reading: Reading): string {
  reading.comment = !stream.skipTo(")");
  if (reading.comment) stream.skipToEnd();
  else stream.next();
  return "comment";
}

function readNumber(stream: StringStream, kind: string): string {
  stream.match(/^\s*[-+]?\s*[0-9.]*/);
  return kind;
}

const KINDS: Readonly<Record<string, string>> = {
  ...kinds("keyword", "G"),
  ...kinds("typeName", "M"),
  ...kinds("variableName", "XYZABCUVWIJKR"),
  ...kinds("propertyName", "FSTHDPQLE"),
  ...kinds("labelName", "ON"),
};

function kinds(kind: string, letters: string): Record<string, string> {
  return Object.fromEntries([...letters].map((letter) => [letter, kind]));
}

/** A G or M word at a column (from 0) of a line, as `G01`, with where it stands; else null. */
export function codeAt(
  line: string,
  column: number,
): { code: string; from: number; to: number } | null {
  const visible = line.replace(/\([^)]*(?:\)|$)|;.*/g, (comment) => " ".repeat(comment.length));
  for (const match of visible.matchAll(/([GM])\s*0*(\d+(?:\.\d+)?)/gi)) {
    const [text, letter = "", number = ""] = match;
    const to = match.index + text.length;
    if (column < match.index || column > to) continue;
    const code = letter.toUpperCase() + (number.length === 1 ? `0${number}` : number);
    return { code, from: match.index, to };
  }
  return null;
}

/** The meaning of a code, if the machine knows it. */
export function meaningOf(codes: readonly Code[], code: string): Code | undefined {
  return codes.find((known) => known.code === code);
}
