/** Completion of an author's YAML from its JSON Schema. */

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorState } from "@codemirror/state";

import { type Schema, type Step, keysAt, pathTo, schemaFor, valuesAt } from "./schema";

/** A completion source: keys where a key may stand, values after a key whose values are listed. */
export function fromSchema(
  whole: Schema,
): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const schema = schemaFor(whole, context.state.sliceDoc());
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const formula = FORMULA.exec(before);
    if (formula !== null) return nameChoices(context, formula[1] ?? "");
    const value = /^((?:\s*-\s+)*\s*)([^\s:#-][^:#]*):\s+([^\s]*)$/.exec(before);
    if (value !== null) return valueChoices(context, schema, value);
    const key = /^((?:\s*-\s+)*\s*)([\w-]*)$/.exec(before);
    if (key === null || (!context.explicit && key[2] === "")) return null;
    const prefix = key[1] ?? "";
    const options = keysAt(schema, wayTo(context.state, line.number, prefix)).map(keyOption);
    return options.length === 0 ? null : { from: line.from + prefix.length, options };
  };
}

/** Up to the name that is being written in a formula: after `=` for a whole value, or after `[=`. */
const FORMULA = /(?:(?::|-|,|\[)\s*|\[)=[^\]\n]*?([A-Za-z]\w*)?$/;

/** The names that the text draws for its variants. */
function nameChoices(context: CompletionContext, typed: string): CompletionResult | null {
  if (typed === "" && !context.explicit) return null;
  const options = variantNames(context.state.sliceDoc()).map((label) => ({
    label,
    type: "variable",
  }));
  return options.length === 0 ? null : { from: context.pos - typed.length, options };
}

/** The keys of the first level under `variants:`. */
export function variantNames(text: string): string[] {
  const block = /^variants:[^\n]*\n((?:[ \t]+[^\n]*\n|[ \t]*#[^\n]*\n|\n)*)/m.exec(`${text}\n`)?.[1];
  const lines = (block ?? "").split("\n").flatMap((line) => {
    const key = /^([ \t]+)([A-Za-z]\w*)[ \t]*:/.exec(line);
    return key === null ? [] : [{ indent: key[1]?.length ?? 0, name: key[2] ?? "" }];
  });
  return lines.filter(({ indent }) => indent === lines[0]?.indent).map(({ name }) => name);
}

function valueChoices(
  context: CompletionContext,
  schema: Schema,
  match: RegExpExecArray,
): CompletionResult | null {
  const [, prefix = "", key = "", typed = ""] = match;
  const lineNumber = context.state.doc.lineAt(context.pos).number;
  const way = [...wayTo(context.state, lineNumber, prefix), key.trim()];
  const options = valuesAt(schema, way).map((label) => ({ label, type: "constant" }));
  return options.length === 0 ? null : { from: context.pos - typed.length, options };
}

function wayTo(state: EditorState, lineNumber: number, prefix: string): Step[] {
  const above: string[] = [];
  for (let number = 1; number < lineNumber; number++) above.push(state.doc.line(number).text);
  return pathTo([...above, prefix], prefix.length);
}

function keyOption({ name, about, required }: ReturnType<typeof keysAt>[number]): Completion {
  return {
    label: name,
    apply: `${name}: `,
    info: about,
    type: "property",
    boost: required ? 1 : 0,
  };
}
