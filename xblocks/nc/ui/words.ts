/** The words of a line of a Fanuc-style program; what they do only the server knows. */

export interface Word {
  /** `G`, `X`, `,C`, or a macro's `IF`, `#`. */
  readonly letter: string;
  /** What stands behind the letter, without blanks. */
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

const MACRO_WORDS =
  "IF|THEN|GOTO|WHILE|DO|END|ATAN|ASIN|ACOS|SIN|COS|TAN|SQRT|ABS|ROUND|FIX|FUP|LN|EXP|POW|BIN|BCD|" +
  "EQ|NE|GT|GE|LT|LE|AND|OR|XOR|MOD";
export const MACRO_WORD = new RegExp(`^(?:${MACRO_WORDS})(?![A-Z])`, "i");

const WORDS = new RegExp(
  `(${MACRO_WORDS})(?![A-Z])|(#)\\s*(\\d*)|(,?[A-Z])\\s*([-+]?\\s*[\\d.]*)`,
  "gi",
);

/** The line with blanks in the place of comments. */
export function withoutComments(line: string): string {
  return line.replace(/\([^)]*(?:\)|$)|;.*/g, (comment) => " ".repeat(comment.length));
}

/** Whether no block stands on a line. */
export function isBlank(line: string): boolean {
  return /^[\s%]*$/.test(withoutComments(line));
}

export function wordsOf(line: string): Word[] {
  return [...withoutComments(line).matchAll(WORDS)].map((match) => {
    const [text, macro, variable, number, letter, value] = match;
    const name = (macro ?? variable ?? letter ?? "").toUpperCase();
    const to = match.index + text.trimEnd().length;
    return { letter: name, value: (number ?? value ?? "").replace(/\s/g, ""), from: match.index, to };
  });
}

/** The word at a column (from 0), or the one that ends there. */
export function wordAt(line: string, column: number): Word | null {
  const words = wordsOf(line);
  return (
    words.find(({ from, to }) => from <= column && column < to) ??
    words.find(({ to }) => to === column) ??
    null
  );
}

/** The name of a G or M word as the tables have it: `G01` whatever zeros are written; null for
 * other words, and without a number. */
export function codeName({ letter, value }: Pick<Word, "letter" | "value">): string | null {
  if (letter !== "G" && letter !== "M") return null;
  const [, whole, part] = /^0*(\d+)(\.\d+)?$/.exec(value) ?? [];
  return whole === undefined ? null : letter + whole.padStart(2, "0") + (part ?? "");
}

/** The codes of a line. */
export function codesOf(line: string): string[] {
  return wordsOf(line).flatMap((word) => codeName(word) ?? []);
}
