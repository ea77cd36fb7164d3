/** Block numbers N10, N20 … put into a program, and what refers to them changed with them. */

import { type Text, fill } from "../../ui/text";
import { numberingTexts as texts } from "./editor-texts";
import { isBlank, withoutComments } from "./words";

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

const LARGEST = 99_999;
const NUMBER = /^(\s*(?:\/[1-9]?\s*)?)(?:N\s*0*(\d+)\s*)?/i;
/** Of a lathe's cycles P and Q are numbers of blocks; on a mill they are others. */
const SHAPE = /G\s*7[0-3](?![\d.])/i;

interface Block {
  readonly line: number;
  readonly at: number;
  readonly code: string;
  readonly before: number | null;
}

/** The changes that number the blocks of a program, or why it can't be done. */
export function numbering(program: string, turning: boolean): Change[] | Text {
  const blocks = blocksOf(program);
  const step = blocks.length * 10 <= LARGEST ? 10 : 1;
  const after = new Map<number, number[]>();
  blocks.forEach(({ before }, index) => {
    if (before !== null) after.set(before, [...(after.get(before) ?? []), (index + 1) * step]);
  });
  const changes: Change[] = [];
  for (const [index, block] of blocks.entries()) {
    const { line, at, code } = block;
    const [whole, lead = ""] = NUMBER.exec(code) ?? [""];
    const insert = `N${(index + 1) * step} `;
    changes.push({ from: at + lead.length, to: at + whole.length, insert });
    if (/GO(?:TO)?\s*[#[]/i.test(code)) return said(texts.computed, { line });
    for (const { from, to, number } of referencesOf(code, turning)) {
      const targets = after.get(number) ?? [];
      if (targets.length > 1) return said(texts.doubled, { line, number });
      if (targets.length === 1) changes.push({ from: at + from, to: at + to, insert: `${targets[0]}` });
    }
  }
  return changes;
}

/** The blocks up to the closing %, without program numbers. */
function blocksOf(program: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (const [index, text] of program.split("\n").entries()) {
    const code = withoutComments(text);
    const closes = blocks.length > 0 && /^\s*%/.test(code);
    if (closes) break;
    if (!isBlank(text) && !/^\s*(?:%\s*)?O\s*\d/i.test(code)) {
      const before = NUMBER.exec(code)?.[2];
      blocks.push({ line: index + 1, at, code, before: before === undefined ? null : Number(before) });
    }
    at += text.length + 1;
  }
  return blocks;
}

/** Where a block names others. */
function referencesOf(code: string, turning: boolean): { from: number; to: number; number: number }[] {
  const patterns = [/GO(?:TO)?\s*(\d+)/gi];
  if (/M\s*0*99(?!\d)/i.test(code)) patterns.push(/P\s*(\d+)/gi);
  if (turning && SHAPE.test(code)) patterns.push(/[PQ]\s*(\d+)/gi);
  return patterns.flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => {
      const [text, digits = ""] = match;
      const to = match.index + text.length;
      return { from: to - digits.length, to, number: Number(digits) };
    }),
  );
}

function said(text: Text, values: Readonly<Record<string, number>>): Text {
  return { "zh-Hans": fill(text["zh-Hans"], values), en: fill(text.en, values) };
}
