/** The line of the block that is being executed, marked in the editor. */

import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

const setExecuted = StateEffect.define<number | null>();

const mark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setExecuted)) continue;
      const { doc } = transaction.state;
      if (effect.value === null || effect.value > doc.lines) return Decoration.none;
      const { from } = doc.line(effect.value);
      return Decoration.set(Decoration.line({ class: "cm-executed" }).range(from));
    }
    return lines.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const executedLine: Extension = [
  mark,
  EditorView.theme({
    ".cm-line.cm-executed": {
      backgroundColor: "#fff0c2",
      boxShadow: "inset 3px 0 0 #c77700",
    },
  }),
];

/** Mark a line, and bring it into view unless the learner is writing. */
export function showExecuted(view: EditorView, line: number | null): void {
  const effects: StateEffect<unknown>[] = [setExecuted.of(line)];
  if (line !== null && line <= view.state.doc.lines && !view.hasFocus) {
    effects.push(EditorView.scrollIntoView(view.state.doc.line(line).from, { y: "nearest" }));
  }
  view.dispatch({ effects });
}
