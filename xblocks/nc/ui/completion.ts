/** Completion of codes, addresses and skeletons. */

import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippetCompletion,
} from "@codemirror/autocomplete";

import type { Language } from "../../ui/text";
import { codeLines } from "./word-help";
import { withoutComments } from "./words";
import type { Skeleton, Writing } from "./writing";

/** What may stand at the cursor. Unasked, only codes whose letter and first digit stand there. */
export function completing(
  writing: Writing,
  language: Language,
): (context: CompletionContext) => CompletionResult | null {
  const codes = codeOptions(writing, language);
  const all = [...codes, ...skeletonOptions(writing, language), ...addressOptions(writing, language)];
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    // A place within a comment is blank without it.
    if (withoutComments(`${before}x`).endsWith(" ")) return null;
    const word = context.matchBefore(/,?[A-Za-z]+\d*\.?\d*/);
    if (!context.explicit && !/(?:^|[^A-Z#[])[GM]\d?$/i.test(before)) return null;
    return {
      from: word?.from ?? context.pos,
      options: context.explicit ? all : codes,
      validFor: context.explicit ? /^,?[A-Z]*\d*\.?\d*$/i : /^[GM]\d?$/i,
    };
  };
}

function codeOptions(writing: Writing, language: Language): Completion[] {
  return writing.codes.map((code) => ({
    label: code.code,
    detail: code.title[language],
    info: () => infoOf(codeLines(code, language).slice(1), code.example),
  }));
}

function skeletonOptions(writing: Writing, language: Language): Completion[] {
  return writing.skeletons.map((one) =>
    snippetCompletion(templateOf(one), {
      label: `${one.name} …`,
      detail: one.title[language],
      info: () => infoOf([], one.blocks),
      boost: 1,
    }),
  );
}

function addressOptions(writing: Writing, language: Language): Completion[] {
  return writing.addresses.flatMap((letter) => {
    const own = writing.words.find((one) => one.letters.includes(letter) && one.codes.length === 0);
    return own ? [{ label: letter, detail: own.text[language] }] : [];
  });
}

/** The blocks with a place to fill in for each number behind an address; a P or Q that names a
 * block is the same place as its N. */
export function templateOf({ blocks }: Pick<Skeleton, "blocks">): string {
  const labels = new Set([...blocks.matchAll(/^N(\d+)/gm)].map(([, number]) => number));
  const labelled = new Map<string, number>();
  let places = 0;
  return blocks.replace(/([A-Z])(-?[\d.]+)/g, (word, letter: string, number: string) => {
    const names = /[NPQ]/.test(letter) && labels.has(number);
    if (!names && /[GMNO]/.test(letter)) return word;
    const place = (names ? labelled.get(number) : undefined) ?? ++places;
    if (names) labelled.set(number, place);
    return `${letter}\${${place}:${number}}`;
  });
}

/** Sentences above an example. */
export function infoOf(lines: readonly string[], example: string): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-word-help";
  for (const line of lines) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    dom.append(paragraph);
  }
  if (example !== "") {
    const code = document.createElement("pre");
    code.textContent = example;
    dom.append(code);
  }
  return dom;
}
