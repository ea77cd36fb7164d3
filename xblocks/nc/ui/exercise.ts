/** `<nc-exercise>`: the learner's screen: program, part, task, result. */

import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";

import {
  type AttemptSummary,
  type GradedAttempt,
  type Remark,
  attemptsLeft,
} from "../../ui/attempt";
import { DraftKeeper, type DraftState } from "../../ui/draft";
import { GongxueElement, element } from "../../ui/element";
import { Frame } from "../../ui/frame";
import { shortNumber } from "../../ui/number";
import type { Place } from "../../ui/report";
import { type Call, failureText } from "../../ui/server";
import { base, buttons, panels } from "../../ui/styles";
import { submitter } from "../../ui/submission";
import { type Tab, tabList, tabStyles } from "../../ui/tabs";
import { exerciseStyles } from "./exercise-styles";
import type { Exercise, Offsets, Simulation } from "./model";
import type { Switches } from "./pace";
import type { Program } from "./program";
import { solutionTexts, exerciseTexts as texts } from "./texts";
import { momentAt, timeOfLine } from "./timeline";

import "../../ui/report";
import "./findings";
import "./offsets";
import "./playback";
import "./program";
import "./task";

export interface StudentArgs {
  readonly exercise: Exercise;
  readonly max_attempts: number | null;
  readonly draft: { readonly program?: string; readonly offsets?: Offsets };
  readonly attempts: readonly AttemptSummary[];
  readonly last_attempt: GradedAttempt | null;
  readonly solution: string | null;
}

type TabId = "program" | "part" | "task" | "result";

@element("nc-exercise")
export class NcExercise extends GongxueElement {
  @property({ attribute: false }) args!: StudentArgs;
  @property({ attribute: false }) call!: Call;

  @state() private simulation: Simulation | null = null;
  @state() private time_s = 0;
  /** The program has changed since it was simulated. */
  @state() private stale = false;
  @state() private busy: "simulating" | "submitting" | null = null;
  @state() private notice = "";
  @state() private draft: DraftState | null = null;
  @state() private attempts: readonly AttemptSummary[] = [];
  @state() private attempt: GradedAttempt | null = null;
  @state() private refused: readonly Remark[] | null = null;
  @state() private solution: string | null = null;
  @state() private tab: TabId = "task";
  @state() private cursor = 1;
  @state() private breakpoints: readonly number[] = [];
  @state() private switches: Switches = { block_skip: false, optional_stop: false };
  @query("nc-program") private program!: Program;
  @query("dialog") private dialog!: HTMLDialogElement;
  private readonly frame = new Frame(this);
  private submission!: ReturnType<typeof submitter>;
  private drafts!: DraftKeeper;
  /** What the learner found by touching off; undefined where offsets are given. */
  @state() private offsets: Offsets | undefined;
  /** What stands beside the program on a wide screen. */
  private beside: Exclude<TabId, "program"> = "task";

  override connectedCallback(): void {
    super.connectedCallback();
    this.submission = submitter(this.call);
    this.drafts = new DraftKeeper(this.call, (state) => (this.draft = state));
    this.attempts = this.args.attempts;
    this.attempt = this.args.last_attempt;
    this.solution = this.args.solution;
    this.offsets = this.args.draft.offsets;
    document.addEventListener("visibilitychange", this.onHide);
    window.addEventListener("beforeunload", this.onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.onHide);
    window.removeEventListener("beforeunload", this.onLeave);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("tab") && this.tab !== "program") this.beside = this.tab;
  }

  private readonly onHide = (): void => {
    if (document.visibilityState === "hidden") void this.drafts.flush();
  };

  private readonly onLeave = (event: Event): void => {
    if (!this.drafts.unsaved) return;
    void this.drafts.flush();
    event.preventDefault();
  };

  private readonly onChange = (event: CustomEvent<string>): void => {
    this.changed(event.detail);
  };

  private changed(program: string): void {
    this.stale = this.simulation !== null;
    this.drafts.change(this.inputOf(program));
  }

  private inputOf(program: string): { program: string; offsets?: Offsets } {
    return this.offsets === undefined ? { program } : { program, offsets: this.offsets };
  }

  private readonly onLine = (event: CustomEvent<number>): void => {
    this.cursor = event.detail;
    if (this.simulation === null || this.stale) return;
    this.time_s = timeOfLine(this.simulation.moves, event.detail) ?? this.time_s;
  };

  private readonly onGoTo = async (event: CustomEvent<Place>): Promise<void> => {
    if (this.frame.narrow) this.tab = "program";
    await this.updateComplete;
    this.program.goTo(event.detail);
  };

  private async simulate(): Promise<void> {
    if (this.busy !== null) return;
    await this.work("simulating", async () => {
      await this.run(this.program.text);
      if (!this.frame.narrow || this.simulation?.alarms.length === 0) this.tab = "part";
    });
  }

  /** The switches make it another run: one that was simulated is simulated again. */
  private readonly onSwitches = (event: CustomEvent<Switches>): void => {
    if (this.busy !== null) return;
    this.switches = event.detail;
    if (this.simulation !== null) {
      void this.work("simulating", () => this.run(this.program.text));
    }
  };

  private async run(program: string): Promise<void> {
    const wanted = { ...this.inputOf(program), ...this.switches };
    const simulation = await this.call<Simulation>("simulate", wanted);
    this.simulation = simulation;
    this.stale = this.program.text !== program;
    this.time_s = simulation.moves.at(-1)?.t1_s ?? 0;
  }

  private ask(): void {
    if (this.left === null) void this.submit();
    else this.dialog.showModal();
  }

  private async submit(): Promise<void> {
    if (this.busy !== null) return;
    await this.work("submitting", async () => {
      const program = this.program.text;
      const answer = await this.submission(this.inputOf(program));
      if ("refused" in answer) {
        this.refused = answer.refused;
      } else {
        this.refused = null;
        this.attempt = answer.attempt;
        this.attempts = answer.attempts;
        this.solution = answer.solution;
      }
      this.tab = "result";
      if (this.simulation === null || this.stale) await this.run(program);
    });
  }

  private async work(busy: "simulating" | "submitting", act: () => Promise<void>): Promise<void> {
    this.busy = busy;
    this.notice = "";
    try {
      await act();
    } catch (error) {
      this.notice = this.say(failureText(error));
    } finally {
      this.busy = null;
    }
  }

  private get left(): number | null {
    return attemptsLeft(this.args.max_attempts, this.attempts.length);
  }

  private get executed(): number | null {
    const moves = this.simulation?.moves ?? [];
    if (this.stale || this.time_s >= (moves.at(-1)?.t1_s ?? 0)) return null;
    return momentAt(moves, this.time_s)?.move.line ?? null;
  }

  override render(): TemplateResult {
    const { narrow } = this.frame;
    return html`<div
      class="frame ${narrow ? "narrow" : "wide"}"
      @nc-simulate=${() => this.simulate()}
      @nc-change=${this.onChange}
      @nc-line=${this.onLine}
      @nc-seek=${(event: CustomEvent<number>) => (this.time_s = event.detail)}
      @nc-breakpoints=${(event: CustomEvent<readonly number[]>) => (this.breakpoints = event.detail)}
      @nc-switches=${this.onSwitches}
      @gongxue-goto=${this.onGoTo}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.simulate();
      }}
    >
      ${this.header()} ${narrow ? this.tabs() : nothing}
      <div class="panels">
        ${this.panel("program", this.programPanel())}
        <div class="beside">
          ${narrow ? nothing : this.tabs()} ${this.panel("part", this.partPanel())}
          ${this.panel("task", html`<nc-task .exercise=${this.args.exercise}></nc-task>`)}
          ${this.panel("result", this.resultPanel())}
        </div>
      </div>
      ${this.toast()} ${this.confirmation()}
    </div>`;
  }

  private header(): TemplateResult {
    const { exercise } = this.args;
    return html`<header>
      <h2>${exercise.title[this.language]}</h2>
      <p class="muted standing" role="status">${this.standing()}</p>
      <button
        type="button"
        class="button"
        title=${this.say(texts.simulateKeys)}
        ?disabled=${this.busy !== null}
        @click=${() => this.simulate()}
      >
        ${this.say(this.busy === "simulating" ? texts.simulating : texts.simulate)}
      </button>
      <button
        type="button"
        class="button primary"
        ?disabled=${this.busy !== null || this.left === 0}
        @click=${() => this.ask()}
      >
        ${this.say(this.busy === "submitting" ? texts.submitting : texts.submit)}
      </button>
    </header>`;
  }

  private standing(): string {
    const { left } = this;
    const allowance =
      left === null
        ? this.say(texts.unlimited)
        : left === 0
          ? this.say(solutionTexts.usedUp)
          : this.say(texts.left, { left });
    if (this.attempts.length === 0) return allowance;
    const best = Math.max(...this.attempts.map((one) => one.points / one.out_of));
    return `${this.say(texts.best, { percent: shortNumber(100 * best, 0) })} · ${allowance}`;
  }

  private tabs(): TemplateResult {
    const all: Tab[] = [
      { id: "program", label: this.say(texts.program), count: this.simulation?.alarms.length ?? 0 },
      { id: "part", label: this.say(texts.part) },
      { id: "task", label: this.say(texts.task) },
      { id: "result", label: this.say(texts.result) },
    ];
    const { narrow } = this.frame;
    return tabList(
      this.say(texts.panels),
      narrow ? all : all.slice(1),
      narrow ? this.tab : this.besideNow,
      (id) => (this.tab = id as TabId),
    );
  }

  private get besideNow(): TabId {
    return this.tab === "program" ? this.beside : this.tab;
  }

  private panel(id: TabId, content: TemplateResult): TemplateResult {
    const { narrow } = this.frame;
    const shown = narrow ? this.tab === id : id === "program" || this.besideNow === id;
    const isTab = narrow || id !== "program";
    return html`<div
      id="panel-${id}"
      class="panel-${id}"
      role=${isTab ? "tabpanel" : "region"}
      aria-label=${this.say(texts[id])}
      tabindex=${id === "task" || id === "result" ? 0 : nothing}
      ?hidden=${!shown}
    >
      ${content}
    </div>`;
  }

  private offsetFields(): TemplateResult | typeof nothing {
    const asked = this.args.exercise.offsets;
    if (asked === null) return nothing;
    return html`<nc-offsets
      .asked=${asked}
      .entered=${this.offsets ?? { work: {}, tools: {} }}
      @nc-offsets=${(event: CustomEvent<Offsets>) => {
        this.offsets = event.detail;
        this.changed(this.program.text);
      }}
    ></nc-offsets>`;
  }

  private programPanel(): TemplateResult {
    return html`${this.offsetFields()}<nc-program
        .start=${this.args.draft.program ?? this.args.exercise.skeleton}
        .exercise=${this.args.exercise}
        .call=${this.call}
        .offsets=${this.offsets}
        .alarms=${this.simulation?.alarms ?? []}
        .findings=${this.simulation?.findings ?? []}
        .executed=${this.executed}
        .breakpoints=${this.breakpoints}
      ></nc-program>
      <nc-findings
        .simulation=${this.simulation}
        draft=${this.draft === null ? "" : this.say(texts[this.draft])}
      ></nc-findings>`;
  }

  private partPanel(): TemplateResult {
    return html`<nc-playback
      .exercise=${this.args.exercise}
      .simulation=${this.simulation}
      .time_s=${this.time_s}
      .cursor=${this.cursor}
      .breakpoints=${this.breakpoints}
      .switches=${this.switches}
      ?stale=${this.stale}
    ></nc-playback>`;
  }

  private resultPanel(): TemplateResult {
    if (this.attempt === null && this.refused === null) {
      return html`<p class="muted">${this.say(texts.noResult)}</p>`;
    }
    return html`<gongxue-report
      .attempt=${this.attempt}
        .refused=${this.refused}
      ></gongxue-report>
      ${this.shownSolution()}`;
  }

  private shownSolution(): TemplateResult | typeof nothing {
    if (this.solution === null) return nothing;
    return html`<section aria-label=${this.say(solutionTexts.heading)}>
      <h3>${this.say(solutionTexts.heading)}</h3>
      <pre class="solution">${this.solution}</pre>
    </section>`;
  }

  private toast(): TemplateResult {
    return html`<div class="toast" role="alert">
      ${
        this.notice === ""
          ? nothing
          : html`<p class="notice danger">
              ${this.notice}
              <button type="button" class="button small" @click=${() => (this.notice = "")}>
                ${this.say(texts.understood)}
              </button>
            </p>`
      }
    </div>`;
  }

  private confirmation(): TemplateResult {
    const answer = (yes: boolean): void => {
      this.dialog.close();
      if (yes) void this.submit();
    };
    return html`<dialog aria-labelledby="confirm-title">
      <h3 id="confirm-title">${this.say(texts.confirm)}</h3>
      <p>${this.say(texts.confirmLeft, { left: this.left ?? 0 })}</p>
      <div class="answers">
        <button type="button" class="button" @click=${() => answer(false)}>
          ${this.say(texts.cancel)}
        </button>
        <button type="button" class="button primary" @click=${() => answer(true)}>
          ${this.say(texts.submit)}
        </button>
      </div>
    </dialog>`;
  }

  static override styles = [base, buttons, panels, tabStyles, exerciseStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-exercise": NcExercise;
  }
}
