/** Breakpoints in the editor's margin: a click on the margin or F9 sets and clears them, and they
 * stay with their lines while the text is changed. */

import { type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { EditorView, GutterMarker, gutter, keymap } from "@codemirror/view";

const toggle = StateEffect.define<number>();
const replace = StateEffect.define<readonly number[]>();

const dot = new (class extends GutterMarker {
  override toDOM(): Node {
    const mark = document.createElement("span");
    mark.className = "cm-breakpoint";
    return mark;
  }
})();

const marks = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(set, { changes, effects, state }) {
    let now = set.map(changes);
    for (const effect of effects) {
      if (effect.is(toggle)) now = toggled(now, effect.value);
      if (effect.is(replace)) {
        const lines = effect.value.filter((line) => line <= state.doc.lines);
        now = RangeSet.of(
          lines.map((line) => dot.range(state.doc.line(line).from)),
          true,
        );
      }
    }
    return now;
  },
});

function toggled(set: RangeSet<GutterMarker>, at: number): RangeSet<GutterMarker> {
  let found = false;
  set.between(at, at, () => {
    found = true;
  });
  return set.update(
    found
      ? { filter: (from) => from !== at, filterFrom: at, filterTo: at }
      : { add: [dot.range(at)] },
  );
}

/** The lines with a breakpoint, in ascending order. */
function linesOf(view: EditorView): number[] {
  const lines = new Set<number>();
  const { doc } = view.state;
  for (let mark = view.state.field(marks).iter(); mark.value !== null; mark.next()) {
    lines.add(doc.lineAt(mark.from).number);
  }
  return [...lines];
}

/** The margin and its key; `tell` hears of every other list of lines. */
export function breakpoints(tell: (lines: readonly number[]) => void): Extension {
  const change = (view: EditorView, from: number): boolean => {
    view.dispatch({ effects: toggle.of(view.state.doc.lineAt(from).from) });
    return true;
  };
  return [
    marks,
    gutter({
      class: "cm-breakpoints",
      markers: (view) => view.state.field(marks),
      initialSpacer: () => dot,
      domEventHandlers: { mousedown: (view, line) => change(view, line.from) },
    }),
    keymap.of([{ key: "F9", run: (view) => change(view, view.state.selection.main.head) }]),
    EditorView.updateListener.of((update) => {
      if (update.startState.field(marks) === update.state.field(marks)) return;
      const lines = linesOf(update.view);
      if (update.docChanged || update.transactions.some((one) => one.effects.some(isToggle))) {
        tell(lines);
      }
    }),
    look,
  ];
}

function isToggle(effect: StateEffect<unknown>): boolean {
  return effect.is(toggle);
}

/** Set the lines with a breakpoint. */
export function showBreakpoints(view: EditorView, lines: readonly number[]): void {
  if (lines.join() !== linesOf(view).join()) view.dispatch({ effects: replace.of(lines) });
}

const look = EditorView.theme({
  ".cm-breakpoints": { width: "1rem", cursor: "pointer" },
  ".cm-breakpoint": {
    display: "block",
    width: "0.625rem",
    height: "0.625rem",
    margin: "0.35rem 0.1875rem 0",
    borderRadius: "50%",
    backgroundColor: "var(--gx-danger)",
  },
});
