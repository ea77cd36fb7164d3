/** `<gongxue-studio>`: the author's view of an exercise: its YAML, its settings, its errors. */

import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { type Diagnostic, linter, setDiagnostics } from "@codemirror/lint";
import { EditorView, keymap } from "@codemirror/view";
import { type TemplateResult, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";

import { diagnosticOf, editing, goTo } from "./editor";
import { GongxueElement, element } from "./element";
import { type Handed, blockElement, mount } from "./mount";
import type { Schema } from "./schema";
import { type BlockRuntime, type Call, caller, failureText } from "./server";
import { studioStyles } from "./studio-styles";
import { base, buttons, panels } from "./styles";
import type { Text } from "./text";
import { reportTexts, studioTexts as texts } from "./texts";
import { fromSchema } from "./yaml";

export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly message: Text;
}

export interface Settings {
  readonly display_name: string;
  readonly weight: number;
  readonly max_attempts: number | null;
}

export interface StudioArgs {
  readonly source: string;
  readonly settings: Settings;
  readonly problems: readonly Problem[];
  readonly schema: Schema;
}

const CHECK_PAUSE_MS = 500;

/** Shows what a text makes; `source` is the last one without a problem. */
export interface StudioPreview extends HTMLElement {
  source: string | null;
  call: Call;
}

/** Put the author's view in the place of the block, with an element of the name `preview` in it if
 * that is defined. */
export function mountStudio(
  runtime: BlockRuntime,
  handed: Handed,
  args: StudioArgs,
  preview: string,
): void {
  const studio = document.createElement("gongxue-studio");
  studio.args = args;
  studio.runtime = runtime;
  studio.call = caller(runtime, blockElement(handed));
  if (customElements.get(preview) !== undefined) {
    studio.preview = document.createElement(preview) as StudioPreview;
    studio.preview.call = studio.call;
  }
  mount(handed, studio);
}

@element("gongxue-studio")
export class Studio extends GongxueElement {
  @property({ attribute: false }) args!: StudioArgs;
  @property({ attribute: false }) runtime!: BlockRuntime;
  @property({ attribute: false }) call!: Call;
  @property({ attribute: false }) preview: StudioPreview | null = null;

  @state() private problems: readonly Problem[] = [];
  @state() private busy: "checking" | "saving" | null = null;
  @state() private message: { kind: "ok" | "danger"; text: string } | null = null;
  @query("form") private form!: HTMLFormElement;
  @query(".editor") private place!: HTMLElement;
  private view: EditorView | undefined;

  override firstUpdated(): void {
    this.problems = this.args.problems;
    this.showPreview(this.args.source);
    this.view = new EditorView({
      doc: this.args.source,
      parent: this.place,
      root: this.renderRoot as ShadowRoot,
      extensions: [
        // Before the editor's own keys, so that Ctrl+S is ours.
        keymap.of([{ key: "Mod-s", preventDefault: true, run: () => this.saveByKey() }]),
        editing(this.language, `${this.say(texts.source)}. ${this.say(texts.leave)}`),
        keymap.of([...completionKeymap, indentWithTab]),
        yaml(),
        closeBrackets(),
        autocompletion({ override: [fromSchema(this.args.schema)], icons: false }),
        linter(() => this.check(), { delay: CHECK_PAUSE_MS }),
      ],
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.view?.destroy();
  }

  private get source(): string {
    return this.view?.state.doc.toString() ?? this.args.source;
  }

  private async check(): Promise<Diagnostic[]> {
    this.busy ??= "checking";
    try {
      const source = this.source;
      const answer = await this.call<{ problems: Problem[] }>("studio_check", { source });
      this.problems = answer.problems;
      this.showPreview(source);
    } catch (error) {
      this.message = { kind: "danger", text: this.say(failureText(error)) };
    } finally {
      if (this.busy === "checking") this.busy = null;
    }
    return this.diagnostics();
  }

  /** A text with a problem leaves the preview as it was. */
  private showPreview(source: string): void {
    if (this.preview !== null && this.problems.length === 0) this.preview.source = source;
  }

  private diagnostics(): Diagnostic[] {
    const document = this.view?.state.doc;
    if (document === undefined) return [];
    return this.problems.map((problem) => diagnosticOf(document, problem, this.language));
  }

  private saveByKey(): boolean {
    if (this.form.reportValidity()) void this.save();
    return true;
  }

  private async save(): Promise<void> {
    if (this.busy === "saving") return;
    this.busy = "saving";
    this.message = null;
    const edit = { source: this.source, settings: this.settings() };
    try {
      const answer = await this.call<{ saved: boolean; problems: Problem[] }>(
        "studio_submit",
        edit,
      );
      this.problems = answer.problems;
      this.showProblems();
      this.message = answer.saved
        ? { kind: "ok", text: this.say(texts.saved) }
        : { kind: "danger", text: this.say(texts.notSaved) };
      if (answer.saved) this.runtime.notify?.("save", { state: "end" });
    } catch (error) {
      this.message = { kind: "danger", text: this.say(failureText(error)) };
    } finally {
      this.busy = null;
    }
  }

  private showProblems(): void {
    if (this.view === undefined) return;
    this.view.dispatch(setDiagnostics(this.view.state, this.diagnostics()));
  }

  private settings(): Record<string, string> {
    return Object.fromEntries(
      [...new FormData(this.form)].map(([name, value]) => [name, String(value)]),
    );
  }

  override render(): TemplateResult {
    return html`<form
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.save();
      }}
    >
      <h2>${this.say(texts.heading)}</h2>
      ${this.fields()}
      <div class="work">
        <div class="text">
          <h3>${this.say(texts.source)}</h3>
          <div class="editor panel"></div>
          ${this.findings()}
        </div>
        ${this.preview === null ? nothing : html`<div class="preview panel">${this.preview}</div>`}
      </div>
      <footer>
        <span class="message" role="status">
          ${
            this.message === null
              ? html`<span class="muted">${this.say(texts.keys)}</span>`
              : html`<span class="notice ${this.message.kind}">${this.message.text}</span>`
          }
        </span>
        <button type="button" class="button" @click=${() => this.cancel()}>
          ${this.say(texts.cancel)}
        </button>
        <button class="button primary" ?disabled=${this.busy === "saving"}>
          ${this.say(this.busy === "saving" ? texts.saving : texts.save)}
        </button>
      </footer>
    </form>`;
  }

  private cancel(): void {
    this.runtime.notify?.("cancel", {});
  }

  private fields(): TemplateResult {
    const { display_name: name, weight, max_attempts: attempts } = this.args.settings;
    return html`<div class="fields">
      <label
        >${this.say(texts.name)}
        <input name="display_name" .defaultValue=${name} autocomplete="off" />
      </label>
      <label
        >${this.say(texts.weight)}
        <input
          name="weight"
          type="number"
          min="0"
          step="any"
          required
          .defaultValue=${String(weight)}
        />
      </label>
      <label
        >${this.say(texts.attempts)}
        <input
          name="max_attempts"
          type="number"
          min="1"
          step="1"
          .defaultValue=${String(attempts ?? "")}
        />
      </label>
    </div>`;
  }

  private findings(): TemplateResult {
    const count = this.problems.length;
    const summary =
      this.busy === "checking"
        ? this.say(texts.checking)
        : count === 0
          ? this.say(texts.faultless)
          : this.say(texts.problems, { count });
    return html`<section class="problems" aria-label=${summary}>
      <p class=${count > 0 ? "faulty" : "muted"} role="status">${summary}</p>
      ${
        count === 0
          ? nothing
          : html`<ul>
              ${this.problems.map((problem) => this.finding(problem))}
            </ul>`
      }
    </section>`;
  }

  private finding(problem: Problem): TemplateResult {
    const { line, column } = problem;
    return html`<li>
      <button
        type="button"
        class="link"
        @click=${() => this.view && goTo(this.view, { line, column })}
      >
        ${this.say(reportTexts.place, { line, column })}
      </button>
      ${problem.message[this.language]}
    </li>`;
  }

  static override styles = [base, buttons, panels, studioStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "gongxue-studio": Studio;
  }
}
