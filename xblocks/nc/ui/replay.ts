/** `<nc-replay>`: a finished attempt to look at: program, part and path, and why the mark. */

import { type TemplateResult, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";

import type { GradedAttempt } from "../../ui/attempt";
import { GongxueElement, element } from "../../ui/element";
import { Frame } from "../../ui/frame";
import { shortNumber } from "../../ui/number";
import type { Place } from "../../ui/report";
import { base, buttons, panels } from "../../ui/styles";
import { tabList, tabStyles } from "../../ui/tabs";
import { exerciseStyles } from "./exercise-styles";
import type { Exercise, Simulation } from "./model";
import type { Program } from "./program";
import { exerciseTexts as texts } from "./texts";
import { momentAt, timeOfLine } from "./timeline";

import "../../ui/report";
import "./playback";
import "./program";

export interface ReplayArgs {
  readonly exercise: Exercise;
  readonly attempt: GradedAttempt;
  readonly simulation: Simulation;
}

type TabId = "program" | "part" | "result";

const TABS: readonly TabId[] = ["program", "part", "result"];

@element("nc-replay")
export class Replay extends GongxueElement {
  @property({ attribute: false }) args!: ReplayArgs;
  @state() private time_s = 0;
  @state() private tab: TabId = "part";
  @state() private cursor = 1;
  @state() private breakpoints: readonly number[] = [];
  @query("nc-program") private program!: Program;
  private readonly frame = new Frame(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.time_s = this.end_s;
  }

  private get end_s(): number {
    return this.args.simulation.moves.at(-1)?.t1_s ?? 0;
  }

  private get executed(): number | null {
    if (this.time_s >= this.end_s) return null;
    return momentAt(this.args.simulation.moves, this.time_s)?.move.line ?? null;
  }

  private seekLine(line: number): void {
    this.cursor = line;
    this.time_s = timeOfLine(this.args.simulation.moves, line) ?? this.time_s;
  }

  private readonly onGoTo = async (event: CustomEvent<Place>): Promise<void> => {
    if (this.frame.narrow) this.tab = "program";
    await this.updateComplete;
    this.program.goTo(event.detail);
    this.seekLine(event.detail.line);
  };

  override render(): TemplateResult {
    const { narrow } = this.frame;
    const { attempt, exercise, simulation } = this.args;
    return html`<div
      class="frame replay ${narrow ? "narrow" : "wide"}"
      @nc-line=${(event: CustomEvent<number>) => this.seekLine(event.detail)}
      @nc-seek=${(event: CustomEvent<number>) => (this.time_s = event.detail)}
      @nc-breakpoints=${(event: CustomEvent<readonly number[]>) => (this.breakpoints = event.detail)}
      @gongxue-goto=${this.onGoTo}
    >
      <header>
        <h2>${this.say(texts.replay)}: ${exercise.title[this.language]}</h2>
        <p class="muted">
          ${this.say(texts.replayOf, {
            time: shortNumber(simulation.cycle_time_s, 0),
            engine: attempt.evidence.engine,
          })}
        </p>
      </header>
      ${narrow ? this.tabs() : nothing}
      <div class="panels">
        ${this.panel("program", this.programPanel())} ${this.panel("part", this.partPanel())}
        ${this.panel("result", html`<gongxue-report .attempt=${attempt}></gongxue-report>`)}
      </div>
    </div>`;
  }

  private tabs(): TemplateResult {
    const tabs = TABS.map((id) => ({ id, label: this.say(texts[id]) }));
    return tabList(this.say(texts.panels), tabs, this.tab, (id) => (this.tab = id as TabId));
  }

  private panel(id: TabId, content: TemplateResult): TemplateResult {
    const { narrow } = this.frame;
    return html`<div
      id="panel-${id}"
      class="panel-${id}"
      role=${narrow ? "tabpanel" : "region"}
      aria-label=${this.say(texts[id])}
      tabindex=${id === "result" ? 0 : nothing}
      ?hidden=${narrow && this.tab !== id}
    >
      ${content}
    </div>`;
  }

  private programPanel(): TemplateResult {
    const { attempt, exercise, simulation } = this.args;
    const { program } = attempt.evidence.input as { program: string };
    return html`<nc-program
      fixed
      .start=${program}
      .exercise=${exercise}
      .alarms=${simulation.alarms}
      .findings=${simulation.findings}
      .executed=${this.executed}
      .breakpoints=${this.breakpoints}
    ></nc-program>`;
  }

  private partPanel(): TemplateResult {
    const { exercise, simulation } = this.args;
    return html`<nc-playback
      .exercise=${exercise}
      .simulation=${simulation}
      .time_s=${this.time_s}
      .cursor=${this.cursor}
      .breakpoints=${this.breakpoints}
    ></nc-playback>`;
  }

  static override styles = [base, buttons, panels, tabStyles, exerciseStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-replay": Replay;
  }
}
