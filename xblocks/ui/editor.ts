/** What our CodeMirror editors share: look, keys, language, and places by line and column. */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, type Text as Document } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  tooltips,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

import type { Language, Text } from "./text";
import { editorPhrases } from "./texts";

/** A stretch of one line, counted from 1; `end_column` is the first column after it. */
export interface Span {
  readonly line: number | null;
  readonly column: number | null;
  readonly end_column?: number | null;
}

/** The offsets of a span in a document. A place outside the document moves to its nearest line; a
 * span without an end reaches to the end of the word. The server counts characters, the editor
 * UTF-16 units. */
export function offsetsOf(document: Document, span: Span): { from: number; to: number } {
  const line = document.line(Math.min(Math.max(span.line ?? 1, 1), document.lines));
  const characters = [...line.text];
  const units = (count: number): number => characters.slice(0, Math.max(count, 0)).join("").length;
  if (span.column === null) return { from: line.from, to: line.to };
  const from = line.from + units(span.column - 1);
  const word = /^[^\s:,()[\]{}]+/.exec(line.text.slice(from - line.from))?.[0].length ?? 1;
  const end = span.end_column ? line.from + units(span.end_column - 1) : from + word;
  return { from, to: Math.min(Math.max(end, from), line.to) };
}

/** An error of the server's as the editor underlines it. */
export function diagnosticOf(
  document: Document,
  fault: Span & { readonly message: Text },
  language: Language,
  severity: Diagnostic["severity"] = "error",
): Diagnostic {
  return { ...offsetsOf(document, fault), severity, message: fault.message[language] };
}

/** Move the cursor to a line and column, into view, and the keyboard to the editor. */
export function goTo(view: EditorView, span: Span): void {
  const { from } = offsetsOf(view.state.doc, span);
  view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
  view.focus();
}

/** The extensions of every editor of ours. */
export function editing(language: Language, label: string, readOnly = false): Extension {
  return [
    lineNumbers(),
    lintGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    bracketMatching(),
    syntaxHighlighting(colours),
    tooltips({ position: "fixed" }),
    EditorState.tabSize.of(2),
    EditorState.readOnly.of(readOnly),
    language === "zh-Hans" ? EditorState.phrases.of({ ...editorPhrases }) : [],
    EditorView.contentAttributes.of({
      "aria-label": label,
      // A scrolling region needs one for the keyboard; checkers don't count an editable text.
      tabindex: "0",
      spellcheck: "false",
      autocapitalize: "off",
      autocorrect: "off",
    }),
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
    look,
  ];
}

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "0.875rem", color: "var(--gx-ink)", backgroundColor: "#fff" },
  "&.cm-focused": { outline: "2px solid var(--gx-accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--gx-mono)", lineHeight: "1.5" },
  ".cm-gutters": {
    color: "var(--gx-muted)",
    backgroundColor: "var(--gx-panel)",
    borderRight: "1px solid var(--gx-line)",
  },
  ".cm-activeLine": { backgroundColor: "#f1f6fc80" },
  ".cm-activeLineGutter": { backgroundColor: "var(--gx-accent-soft)", color: "var(--gx-ink)" },
  ".cm-tooltip": {
    maxWidth: "min(26rem, 90vw)",
    border: "1px solid var(--gx-line)",
    borderRadius: "var(--gx-radius)",
    backgroundColor: "#fff",
    boxShadow: "0 2px 8px #1c273326",
    fontFamily: "var(--gx-font)",
  },
  ".cm-diagnostic": { fontFamily: "var(--gx-font)", padding: "0.25rem 0.5rem" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--gx-danger)" },
  ".cm-panels": { backgroundColor: "var(--gx-panel)", color: "var(--gx-ink)" },
  ".cm-panel.cm-search": { padding: "0.25rem 1.5rem 0.25rem 0.375rem" },
  ".cm-panel.cm-search label": { fontSize: "0.8125rem" },
  ".cm-panel.cm-search [name=close]": { width: "1.5rem", height: "1.5rem", fontSize: "1rem" },
  ".cm-panel .cm-textfield, .cm-panel .cm-button": {
    minHeight: "1.75rem",
    border: "1px solid var(--gx-line)",
    borderRadius: "4px",
    backgroundColor: "#fff",
    backgroundImage: "none",
    fontFamily: "var(--gx-font)",
    fontSize: "0.8125rem",
  },
});

/** Every colour has a contrast of at least 4.5 : 1 on white. */
const colours = HighlightStyle.define([
  { tag: tags.comment, color: "#5b6875", fontStyle: "italic" },
  { tag: tags.keyword, color: "#0b5cad", fontWeight: "600" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "#0b5cad" },
  { tag: [tags.atom, tags.bool, tags.typeName], color: "#7a3e9d" },
  { tag: [tags.number, tags.literal], color: "#1c2733" },
  { tag: tags.string, color: "#1a6b35" },
  { tag: tags.variableName, color: "#00707a" },
  { tag: tags.special(tags.variableName), color: "#7a3e9d" },
  { tag: [tags.operator, tags.meta], color: "#8a5300" },
  { tag: tags.labelName, color: "#5b6875" },
  { tag: tags.invalid, color: "#b3261e", textDecoration: "underline wavy" },
]);
