/** `<nc-program>`: the G-code editor. */

import { startCompletion } from "@codemirror/autocomplete";
import { redo, undo } from "@codemirror/commands";
import { type Diagnostic, forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import { openSearchPanel } from "@codemirror/search";
import { EditorState, type Extension, Transaction } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";

import type { Remark } from "../../ui/attempt";
import { type Span, diagnosticOf, editing, goTo } from "../../ui/editor";
import { keepingAt, stateKeptAt } from "../../ui/editor-history";
import { GongxueElement, element } from "../../ui/element";
import type { Call } from "../../ui/server";
import { base, buttons } from "../../ui/styles";
import type { Text } from "../../ui/text";
import { breakpoints, showBreakpoints } from "./breakpoints";
import { Checker, type Question } from "./checker";
import { type Aids, announce, editingAids, explain } from "./editing-aids";
import { programTexts as texts, stateTexts } from "./editor-texts";
import { executedLine, showExecuted } from "./executed-line";
import { gcode, knownTo } from "./gcode";
import { partsOf, stateAt, statesOf } from "./line-states";
import { KEYS, UNPRINTED } from "./keys";
import type { Exercise, Offsets } from "./model";
import { numbering } from "./numbering";
import { programStyles } from "./program-styles";
import { isBlank } from "./words";
import type { Check, LineState } from "./writing";

/** Another empty list is no news, so that what a check has underlined since stays. */
function differ(after: readonly Remark[], before: readonly Remark[] | undefined): boolean {
  return after !== before && (after.length > 0 || (before?.length ?? 0) > 0);
}

@element("nc-program")
export class Program extends GongxueElement {
  /** The text to begin with. */
  @property({ attribute: false }) start = "";
  @property({ type: Boolean }) fixed = false;
  @property({ attribute: false }) exercise!: Exercise;
  /** Asks the server what is wrong while the learner types; without it nothing is asked. */
  @property({ attribute: false }) call: Call | null = null;
  /** What the learner found by touching off; undefined where offsets are given. */
  @property({ attribute: false }) offsets: Offsets | undefined;
  /** The alarms and findings of the last simulation. */
  @property({ attribute: false, hasChanged: differ }) alarms: readonly Remark[] = [];
  @property({ attribute: false, hasChanged: differ }) findings: readonly Remark[] = [];
  @property({ attribute: false }) executed: number | null = null;
  /** The lines with a breakpoint; `nc-breakpoints` tells when the learner changes them. */
  @property({ attribute: false }) breakpoints: readonly number[] = [];
  @query(".editor") private place!: HTMLElement;
  @state() private line = 1;
  @state() private states: ReadonlyMap<number, LineState> | null = null;
  /** The text has changed since the states were told. */
  @state() private stale = false;
  /** What came of the last command, until the learner goes on. */
  @state() private notice = "";
  private view: EditorView | undefined;
  private checker: Checker | undefined;

  /** The program as it stands. */
  get text(): string {
    return this.view?.state.doc.toString() ?? this.start;
  }

  /** Move the cursor to a place in the program. */
  goTo(span: Span): void {
    if (this.view !== undefined) goTo(this.view, span);
  }

  override firstUpdated(): void {
    const place = `nc.${this.exercise.seed}`;
    const state = this.fixed
      ? EditorState.create({ doc: this.start, extensions: this.extensions() })
      : stateKeptAt(place, this.start, [this.extensions(), keepingAt(place)]);
    this.view = new EditorView({
      state,
      parent: this.place,
      root: this.renderRoot as ShadowRoot,
    });
    this.line = this.cursorLine;
    this.showFaults();
    if (this.call !== null) {
      this.checker = new Checker(this.call, (answer) => this.onChecked(answer));
      this.checker.change(this.question);
    }
  }

  private extensions(): Extension {
    return [
      keymap.of([{ key: "Mod-Enter", run: () => this.tell("nc-simulate", null) }]),
      breakpoints((lines) => this.tell("nc-breakpoints", lines)),
      editingAids(this.aids),
      editing(this.language, this.label, this.fixed),
      gcode(knownTo(this.exercise)),
      executedLine,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.onChange();
        if (update.selectionSet || update.docChanged) this.onCursor();
        const byLearner = update.transactions.some((one) => one.isUserEvent("select"));
        if (byLearner && update.selectionSet) this.tell("nc-line", this.line);
      }),
    ];
  }

  private get label(): string {
    const label = this.say(texts.label);
    return this.fixed ? label : `${label}. ${this.say(texts.shortcuts)}`;
  }

  private get aids(): Aids {
    return {
      writing: this.exercise,
      language: this.language,
      inForce: (line) => this.stateOf(line)?.codes ?? [],
      stateSentence: () => this.stateParts().join(" "),
    };
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.view === undefined) return;
    if (changed.has("offsets")) this.checker?.change(this.question);
    if (changed.has("alarms") || changed.has("findings")) this.showFaults();
    if (changed.has("executed")) showExecuted(this.view, this.executed);
    if (changed.has("breakpoints")) showBreakpoints(this.view, this.breakpoints);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.checker?.stop();
    this.view?.destroy();
  }

  private get cursorLine(): number {
    const { state } = this.view as EditorView;
    return state.doc.lineAt(state.selection.main.head).number;
  }

  private tell(name: string, detail: unknown): boolean {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    return true;
  }

  // -- what the server says ------------------------------------------------------------------------

  private get question(): Question {
    const { text: program, offsets } = this;
    return offsets === undefined ? { program } : { program, offsets };
  }

  private onChange(): void {
    this.stale = true;
    this.tell("nc-change", this.text);
    this.checker?.change(this.question);
  }

  private onCursor(): void {
    this.line = this.cursorLine;
    this.notice = "";
  }

  private onChecked(answer: Check): void {
    this.states = statesOf(answer.lines);
    this.stale = false;
    if (this.view === undefined) return;
    const warnings: Diagnostic[] = [];
    forEachDiagnostic(this.view.state, (one, from, to) => {
      if (one.severity === "warning") warnings.push({ ...one, from, to });
    });
    this.underline(answer.alarms, warnings);
  }

  private showFaults(): void {
    if (this.view === undefined) return;
    const { doc } = this.view.state;
    const warnings = this.findings
      .filter((remark) => remark.line !== null)
      .map((remark) => diagnosticOf(doc, remark, this.language, "warning"));
    this.underline(this.alarms, warnings);
  }

  private underline(alarms: readonly Remark[], warnings: readonly Diagnostic[]): void {
    if (this.view === undefined) return;
    const { doc } = this.view.state;
    const errors = alarms.map((remark) => diagnosticOf(doc, remark, this.language));
    this.view.dispatch(setDiagnostics(this.view.state, [...errors, ...warnings]));
  }

  private stateOf(line: number): LineState | null {
    const doc = this.view?.state.doc;
    if (doc === undefined || this.states === null) return null;
    return stateAt(this.states, line, (at) => (at <= doc.lines ? doc.line(at).text : ""));
  }

  private stateParts(): string[] {
    const { line } = this;
    if (this.states === null) return [this.say(stateTexts.waiting)];
    const found = this.stateOf(line);
    if (found === null) {
      const blocks = this.text.split("\n", line);
      return [this.say(blocks.every(isBlank) ? stateTexts.before : stateTexts.none, { line })];
    }
    const axes = this.exercise.machining === "turning" ? "XZ" : "XYZ";
    return [this.say(stateTexts.line, { line }), ...partsOf(found, axes, this.language)];
  }

  // -- what the learner does -----------------------------------------------------------------------

  private insert(text: string): void {
    if (this.view === undefined) return;
    this.view.dispatch(this.view.state.replaceSelection(text), {
      annotations: Transaction.userEvent.of("input.type"),
      scrollIntoView: true,
    });
    this.view.focus();
  }

  private number(view: EditorView): void {
    const numbered = numbering(this.text, this.exercise.machining === "turning");
    const refused = "en" in numbered;
    if (!refused) view.dispatch({ changes: [...numbered], userEvent: "input.number" });
    this.notice = this.say(refused ? numbered : texts.numbered);
    announce(view, this.notice);
  }

  override render(): TemplateResult {
    return html`<div class="editor"></div>
      ${this.fixed ? nothing : this.stateLine()} ${this.fixed ? nothing : this.bar()}`;
  }

  private stateLine(): TemplateResult {
    const [line, codes, ...others] = this.stateParts();
    return html`<div
      class="state ${this.stale ? "stale" : ""}"
      role="group"
      aria-label=${this.say(stateTexts.label)}
    >
      ${this.notice === "" ? nothing : html`<span class="notice">${this.notice}</span>`}
      <span class="line">${line}</span> <span>${codes}</span>
      ${others.map((part) => html` <span class="part">${part}</span>`)}
    </div>`;
  }

  private bar(): TemplateResult {
    const { machining } = this.exercise;
    return html`<div class="tools" role="group" aria-label=${this.say(texts.tools)}>
        ${this.tools()}
      </div>
      <div class="keys" role="group" aria-label=${this.say(texts.keys)}>
        ${KEYS[machining].map((key) =>
          this.button(
            UNPRINTED[key]?.sign ?? key,
            () => this.insert(key),
            UNPRINTED[key] === undefined ? key : this.say(UNPRINTED[key].name),
          ),
        )}
      </div>`;
  }

  private tools(): TemplateResult[] {
    const tools: [Text, string, (view: EditorView) => unknown][] = [
      [texts.complete, "Ctrl+Space", startCompletion],
      [texts.explain, "F1", (view) => explain(view, this.aids)],
      [texts.find, "Ctrl+F", openSearchPanel],
      [texts.undo, "Ctrl+Z", undo],
      [texts.redo, "Ctrl+Y", redo],
      [texts.number, "", (view) => this.number(view)],
    ];
    return tools.map(([name, key, act]) =>
      this.button(
        this.say(name),
        () => {
          if (this.view === undefined) return;
          this.view.focus();
          act(this.view);
        },
        undefined,
        key,
      ),
    );
  }

  private button(sign: string, act: () => void, name?: string, key = ""): TemplateResult {
    return html`<button
      type="button"
      aria-label=${name ?? nothing}
      title=${key || nothing}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${act}
    >
      ${sign}
    </button>`;
  }

  static override styles = [base, buttons, programStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-program": Program;
  }
}
