/** `<nc-program>`: the G-code editor. */

import {
  type CompletionContext,
  type CompletionResult,
  autocompletion,
} from "@codemirror/autocomplete";
import { setDiagnostics } from "@codemirror/lint";
import { StateEffect, StateField, Transaction } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, hoverTooltip, keymap } from "@codemirror/view";
import { type PropertyValues, type TemplateResult, css, html, nothing } from "lit";
import { property, query } from "lit/decorators.js";

import type { Remark } from "../../ui/attempt";
import { type Span, diagnosticOf, editing, goTo } from "../../ui/editor";
import { GongxueElement, element } from "../../ui/element";
import { base, buttons } from "../../ui/styles";
import type { Text } from "../../ui/text";
import { codeAt, gcode, meaningOf } from "./gcode";
import type { Code } from "./model";
import { programTexts as texts } from "./texts";

/** What a phone's keyboard hides behind other pages. */
const KEYS = ["G", "M", "X", "Y", "Z", "F", "-", ".", " ", "\n", "I", "J", "R", "S", "T", "H"];

/** The keys that need a sign and a name. */
const UNPRINTED: Readonly<Record<string, { readonly sign: string; readonly name: Text }>> = {
  " ": { sign: "␣", name: texts.space },
  "\n": { sign: "↵", name: texts.eob },
};

const setExecuted = StateEffect.define<number | null>();

/** The line of the block that is being executed. */
const executedLine = StateField.define<DecorationSet>({
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

@element("nc-program")
export class Program extends GongxueElement {
  /** The text to begin with. */
  @property({ attribute: false }) start = "";
  @property({ type: Boolean }) fixed = false;
  @property({ attribute: false }) codes: readonly Code[] = [];
  @property({ attribute: false }) alarms: readonly Remark[] = [];
  @property({ attribute: false }) findings: readonly Remark[] = [];
  @property({ attribute: false }) executed: number | null = null;
  @query(".editor") private place!: HTMLElement;
  private view: EditorView | undefined;

  /** The program as it stands. */
  get text(): string {
    return this.view?.state.doc.toString() ?? this.start;
  }

  /** Move the cursor to a place in the program. */
  goTo(span: Span): void {
    if (this.view !== undefined) goTo(this.view, span);
  }

  override firstUpdated(): void {
    this.view = new EditorView({
      doc: this.start,
      parent: this.place,
      root: this.renderRoot as ShadowRoot,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => this.tell("nc-simulate", null) }]),
        editing(this.language, this.say(texts.label), this.fixed),
        gcode,
        executedLine,
        executedLook,
        hoverTooltip((view, position) => this.help(view, position)),
        autocompletion({
          // A list that opens by itself would take the Enter that ends a block.
          activateOnTyping: false,
          icons: false,
          override: [(context) => complete(context, this.codes, this.language)],
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.tell("nc-change", this.text);
          const byLearner = update.transactions.some((one) => one.isUserEvent("select"));
          if (byLearner && update.selectionSet) this.tell("nc-line", this.line);
        }),
      ],
    });
    this.showFaults();
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.view === undefined) return;
    if (changed.has("alarms") || changed.has("findings")) this.showFaults();
    if (changed.has("executed")) this.showExecuted();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.view?.destroy();
  }

  private get line(): number {
    const { state } = this.view as EditorView;
    return state.doc.lineAt(state.selection.main.head).number;
  }

  private tell(name: string, detail: unknown): boolean {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    return true;
  }

  private showFaults(): void {
    if (this.view === undefined) return;
    const { doc } = this.view.state;
    const shown = [
      ...this.alarms.map((remark) => diagnosticOf(doc, remark, this.language)),
      ...this.findings
        .filter((remark) => remark.line !== null)
        .map((remark) => diagnosticOf(doc, remark, this.language, "warning")),
    ];
    this.view.dispatch(setDiagnostics(this.view.state, shown));
  }

  private showExecuted(): void {
    const { executed, view } = this;
    if (view === undefined) return;
    const effects: StateEffect<unknown>[] = [setExecuted.of(executed)];
    if (executed !== null && executed <= view.state.doc.lines && !view.hasFocus) {
      effects.push(EditorView.scrollIntoView(view.state.doc.line(executed).from, { y: "nearest" }));
    }
    view.dispatch({ effects });
  }

  private help(view: EditorView, position: number): ReturnType<typeof tooltip> | null {
    const line = view.state.doc.lineAt(position);
    const found = codeAt(line.text, position - line.from);
    const known = found && meaningOf(this.codes, found.code);
    if (!found || !known) return null;
    return tooltip(line.from + found.from, line.from + found.to, [
      known.code,
      known.title[this.language],
    ]);
  }

  private insert(text: string): void {
    if (this.view === undefined) return;
    this.view.dispatch(this.view.state.replaceSelection(text), {
      annotations: Transaction.userEvent.of("input.type"),
      scrollIntoView: true,
    });
    this.view.focus();
  }

  override render(): TemplateResult {
    return html`<div class="editor"></div>
      ${this.fixed ? nothing : this.keys()}`;
  }

  private keys(): TemplateResult {
    return html`<div class="keys" role="group" aria-label=${this.say(texts.keys)}>
      ${KEYS.map(
        (key) =>
          html`<button
            type="button"
            aria-label=${UNPRINTED[key] === undefined ? key : this.say(UNPRINTED[key].name)}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.insert(key)}
          >
            ${UNPRINTED[key]?.sign ?? key}
          </button>`,
      )}
    </div>`;
  }

  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      .editor {
        flex: 1;
        min-height: 0;
      }
      .keys {
        display: none;
        gap: 2px;
        padding: 2px;
        overflow-x: auto;
        border-top: 1px solid var(--gx-line);
        background: var(--gx-panel);
      }
      .keys button {
        flex: 1 0 2.25rem;
        min-height: 2.5rem;
        border: 1px solid var(--gx-line);
        border-radius: 4px;
        background: var(--gx-paper);
        font-family: var(--gx-mono);
      }
      @media (pointer: coarse), (max-width: 40rem) {
        .keys {
          display: flex;
        }
      }
    `,
  ];
}

const executedLook = EditorView.theme({
  ".cm-line.cm-executed": {
    backgroundColor: "#fff0c2",
    boxShadow: "inset 3px 0 0 #c77700",
  },
});

function tooltip(from: number, to: number, [code, title]: readonly [string, string]) {
  return {
    pos: from,
    end: to,
    above: true,
    create: () => {
      const dom = document.createElement("div");
      const name = document.createElement("strong");
      name.textContent = code;
      dom.append(name, ` ${title}`);
      dom.style.padding = "0.25rem 0.5rem";
      return { dom };
    },
  };
}

function complete(
  context: CompletionContext,
  codes: readonly Code[],
  language: "zh-Hans" | "en",
): CompletionResult | null {
  const word = context.matchBefore(/[A-Za-z]\d*\.?\d*/);
  return {
    from: word?.from ?? context.pos,
    options: codes.map(({ code, title }) => ({ label: code, detail: title[language] })),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-program": Program;
  }
}
