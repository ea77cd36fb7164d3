/** Help at the cursor, completion and the keys for them, for the program editor. */

import { autocompletion } from "@codemirror/autocomplete";
import { EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import {
  EditorView,
  type Rect,
  type Tooltip,
  closeHoverTooltips,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
  showTooltip,
} from "@codemirror/view";

import type { Language } from "../../ui/text";
import { completing, infoOf } from "./completion";
import { programTexts as texts } from "./editor-texts";
import { type WordHelp, helpAt } from "./word-help";
import type { Writing } from "./writing";

export interface Aids {
  readonly writing: Writing;
  readonly language: Language;
  /** The codes in force on a line, as far as they are known. */
  readonly inForce: (line: number) => readonly string[];
  /** What is in force on the cursor's line, to be read out. */
  readonly stateSentence: () => string;
}

const showHelp = StateEffect.define<Tooltip | null>();

/** The help that was asked for by key, until the text or the cursor changes. */
const askedHelp = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(showHelp)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

/** Completion by Ctrl+Space, help by pointer and F1, the state of the line by F2. */
export function editingAids(aids: Aids): Extension {
  return [
    askedHelp,
    // A place of a skeleton that stands twice is written twice at once.
    EditorState.allowMultipleSelections.of(true),
    hoverTooltip((view, position) => tooltipOf(helpOf(view, position, aids))),
    autocompletion({
      icons: false,
      // The Enter that ends a block must not take a code.
      selectOnOpen: false,
      positionInfo: besideOrBelow,
      override: [completing(aids.writing, aids.language)],
    }),
    keymap.of([
      { key: "F1", preventDefault: true, run: (view) => explain(view, aids) },
      { key: "F2", preventDefault: true, run: (view) => announce(view, aids.stateSentence()) },
      { key: "Escape", run: close },
    ]),
    EditorView.domEventHandlers({ blur: (_event, view) => close(view) && false }),
    look,
  ];
}

/** Show and read out what the word at the cursor means. */
export function explain(view: EditorView, aids: Aids): boolean {
  const help = helpOf(view, view.state.selection.main.head, aids);
  view.dispatch({ effects: showHelp.of(tooltipOf(help)) });
  const sentence = help ? [help.name, ...help.lines].join(" ") : texts.nothing[aids.language];
  return announce(view, sentence);
}

export function announce(view: EditorView, sentence: string): boolean {
  view.dispatch({ effects: EditorView.announce.of(sentence) });
  return true;
}

function close(view: EditorView): boolean {
  if (view.state.field(askedHelp) === null && !hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: [showHelp.of(null), closeHoverTooltips] });
  return true;
}

interface PlacedHelp extends WordHelp {
  readonly lineFrom: number;
}

function helpOf(view: EditorView, position: number, aids: Aids): PlacedHelp | null {
  const line = view.state.doc.lineAt(position);
  const { writing, language } = aids;
  const column = position - line.from;
  const help = helpAt(line.text, column, writing, aids.inForce(line.number), language);
  return help && { ...help, lineFrom: line.from };
}

function tooltipOf(help: PlacedHelp | null): Tooltip | null {
  if (help === null) return null;
  const { lineFrom, from, to, name, lines, example } = help;
  const create = (): { dom: HTMLElement } => {
    const dom = infoOf(lines, example);
    const heading = document.createElement("strong");
    heading.textContent = name;
    dom.firstElementChild?.prepend(heading, " ");
    return { dom };
  };
  return { pos: lineFrom + from, end: lineFrom + to, above: true, create };
}

/** The info beside the list, or below it (above it, at the screen's foot) where that is too narrow. */
function besideOrBelow(
  _view: EditorView,
  list: Rect,
  option: Rect,
  info: Rect,
  space: Rect,
): { style: string } {
  if (space.right - list.right > INFO_PX) {
    return { style: `left: 100%; top: ${option.top - list.top}px; max-width: ${INFO_PX}px` };
  }
  const fits = list.bottom + (info.bottom - info.top) < space.bottom;
  return { style: `${fits ? "top" : "bottom"}: 100%; left: 0; right: 0; max-width: none` };
}

const INFO_PX = 320;

const look = EditorView.theme({
  ".cm-word-help": { padding: "0.25rem 0.5rem", fontSize: "0.875rem", lineHeight: "1.45" },
  ".cm-word-help p": { margin: "0.125rem 0" },
  ".cm-word-help pre": {
    margin: "0.25rem 0 0.125rem",
    padding: "0.125rem 0.375rem",
    borderRadius: "4px",
    backgroundColor: "var(--gx-panel)",
    fontFamily: "var(--gx-mono)",
    whiteSpace: "pre-wrap",
  },
  ".cm-completionInfo": { padding: "0" },
  ".cm-completionDetail": { color: "var(--gx-muted)", fontStyle: "normal" },
  ".cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail": { color: "inherit" },
});
