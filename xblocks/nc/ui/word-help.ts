/** What the word at a place of a program means. */

import { type Language, type Text, fill } from "../../ui/text";
import { helpTexts as texts, macroTexts, variableTexts } from "./editor-texts";
import { type Word, codeName, codesOf, wordAt } from "./words";
import type { Code, Writing } from "./writing";

export interface WordHelp {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  /** A title, then sentences. */
  readonly lines: readonly string[];
  readonly example: string;
}

/** Help for the word at a column (from 0) of a line, with the codes in force there. */
export function helpAt(
  line: string,
  column: number,
  writing: Writing,
  inForce: readonly string[],
  language: Language,
): WordHelp | null {
  const word = wordAt(line, column);
  if (word === null) return null;
  const { from, to, letter } = word;
  const name = codeName(word);
  if (name !== null) {
    const code = writing.codes.find((one) => one.code === name);
    const lines = code ? codeLines(code, language) : [texts.unknown[language]];
    return { from, to, name, lines, example: code?.example ?? "" };
  }
  const text = macroMeaning(word) ?? meaningOf(letter, codesAround(line, writing, inForce), writing);
  return text && { from, to, name: line.slice(from, to), lines: [text[language]], example: "" };
}

/** Title, group and sentence of a code. */
export function codeLines(code: Code, language: Language): string[] {
  const modal = /^\d+$/.test(code.group) ? (code.group === "00" ? texts.once : texts.group) : null;
  return [
    code.title[language],
    ...(code.help ? [code.help[language]] : []),
    ...(modal ? [fill(modal[language], { group: code.group })] : []),
  ];
}

/** The codes of the line, and those in force that none of its groups replaces. A macro call's
 * arguments stand in its own block only. */
function codesAround(line: string, writing: Writing, inForce: readonly string[]): Set<string> {
  const group = (name: string): string | undefined =>
    writing.codes.find(({ code }) => code === name)?.group;
  const here = codesOf(line);
  const replaced = new Set([...here.map(group), MODAL_CALLS]);
  const others = inForce.map((name) => name.split(" ")[0] ?? "");
  return new Set([...here, ...others.filter((name) => !replaced.has(group(name)))]);
}

const MODAL_CALLS = "12";

function meaningOf(letter: string, codes: ReadonlySet<string>, writing: Writing): Text | null {
  const meanings = writing.words.filter(({ letters }) => letters.includes(letter));
  const meant =
    meanings.find((one) => one.codes.some((code) => codes.has(code))) ??
    meanings.find((one) => one.codes.length === 0);
  return meant?.text ?? null;
}

function macroMeaning({ letter, value }: Word): Text | null {
  if (letter !== "#") return macroTexts.find(({ words }) => words.test(letter))?.text ?? null;
  if (value === "") return null;
  const number = Number(value);
  if (number === 0) return variableTexts.empty;
  if (number <= 33) return variableTexts.local;
  return number < 1000 ? variableTexts.common : variableTexts.system;
}
