/** `<process-replay>`: a finished attempt to look at: the plant moment by moment, and why the mark. */

import { type TemplateResult, css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";

import type { GradedAttempt } from "../../ui/attempt";
import { GongxueElement, element } from "../../ui/element";
import { Frame } from "../../ui/frame";
import { clock } from "../../ui/number";
import { base, buttons, panels } from "../../ui/styles";
import { alarmOfTag, standingAlarms } from "./alarm-list";
import { Film, type Moment } from "./film";
import type { Action, Exercise, Frames } from "./model";
import { room } from "./styles";
import { alarmTexts, replayTexts as texts } from "./texts";

import "../../ui/report";
import "./mimic";
import "./trend";

export interface ReplayArgs {
  readonly exercise: Exercise;
  readonly attempt: GradedAttempt;
  readonly frames: Frames;
  readonly actions: readonly Action[];
}

/** One line of the list beside the trend. */
interface Line {
  readonly t_s: number;
  readonly kind: "action" | "came" | "event";
  readonly text: string;
}

@element("process-replay")
export class Replay extends GongxueElement {
  @property({ attribute: false }) args!: ReplayArgs;
  @state() private time_s = 0;
  private readonly frame = new Frame(this);
  private readonly film = new Film();

  override connectedCallback(): void {
    super.connectedCallback();
    this.film.replaceFrom(0, this.args.frames);
    this.time_s = this.end_s;
  }

  private get end_s(): number {
    return this.args.frames.t.at(-1) ?? 0;
  }

  override render(): TemplateResult {
    const { exercise, attempt } = this.args;
    const moment = this.film.at(this.time_s);
    return html`<div class="frame ${this.frame.narrow ? "narrow" : "wide"}">
      <header>
        <h2>${this.say(texts.replay)}: ${exercise.title[this.language]}</h2>
        <span class="muted">${this.say(texts.engine, { engine: attempt.evidence.engine })}</span>
      </header>
      <div class="panels">
        <div class="run">
          ${moment === null ? nothing : this.plant(moment)} ${this.timeline()}
          <process-trend
            .plant=${exercise.plant}
            .pens=${exercise.pens}
            .film=${this.film}
            .played_s=${this.end_s}
            .mark_s=${this.time_s}
            .span_min=${0}
          ></process-trend>
        </div>
        <div class="why" role="region" tabindex="0" aria-label=${this.say(texts.why)}>
          <gongxue-report .attempt=${attempt}></gongxue-report>
          <h3>${this.say(texts.actions)}</h3>
          ${this.lines()}
        </div>
      </div>
    </div>`;
  }

  private plant(moment: Moment): TemplateResult {
    const { plant } = this.args.exercise;
    return html`<process-mimic
      inert
      ?tall=${this.frame.narrow}
      .plant=${plant}
      .moment=${moment}
      .alarms=${alarmOfTag(standingAlarms(plant, this.film, moment))}
    ></process-mimic>`;
  }

  /** The slider of time, with a tick for each action and each alarm. */
  private timeline(): TemplateResult {
    const at = (t_s: number): string => `${((100 * t_s) / Math.max(this.end_s, 1)).toFixed(2)}%`;
    return html`<div class="timeline">
      <span class="clock">${clock(this.time_s)}</span>
      <div class="track">
        <div class="ticks" aria-hidden="true">
          ${this.all().map(({ t_s, kind }) => html`<i class=${kind} style="left: ${at(t_s)}"></i>`)}
        </div>
        <input
          type="range"
          min="0"
          max=${this.end_s}
          step="1"
          aria-label=${this.say(texts.moment)}
          aria-valuetext=${clock(this.time_s)}
          .value=${String(this.time_s)}
          @input=${(event: InputEvent) =>
            (this.time_s = Number((event.target as HTMLInputElement).value))}
        />
      </div>
    </div>`;
  }

  private all(): Line[] {
    const acted = this.args.actions.map(
      ([t_s, tag, value]): Line => ({ t_s, kind: "action", text: `${tag} → ${value}` }),
    );
    const happened = this.args.frames.events
      .filter(([, , what]) => what !== "acknowledged")
      .map(([t_s, subject, what, detail]): Line => {
        const text = alarmTexts[what as "came" | "returned" | "tripped" | "reset" | "not-taken"];
        const kind = what === "came" || what === "tripped" ? "came" : "event";
        return { t_s, kind, text: `${subject} ${this.say(text, { detail })}` };
      });
    return [...acted, ...happened].sort((a, b) => a.t_s - b.t_s);
  }

  private lines(): TemplateResult {
    return html`<ol>
      ${this.all().map(
        ({ t_s, kind, text }) =>
          html`<li class=${kind}>
            <button type="button" class="link" @click=${() => (this.time_s = t_s)}>
              ${clock(t_s)}
            </button>
            ${text}
          </li>`,
      )}
    </ol>`;
  }

  static override styles = [
    base,
    buttons,
    panels,
    room,
    css`
      .frame {
        border: 1px solid var(--room-line);
        border-radius: var(--gx-radius);
        background: var(--gx-paper);
        overflow: hidden;
      }
      .wide.frame {
        display: flex;
        flex-direction: column;
        height: var(--gx-frame-height, 40rem);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 1rem;
        padding: 0.5rem 0.75rem;
        border-bottom: 1px solid var(--gx-line);
        background: var(--gx-panel);
      }
      h2 {
        font-size: 1rem;
      }
      .wide .panels {
        display: grid;
        flex: 1;
        grid-template-columns: minmax(0, 1fr) 24rem;
        min-height: 0;
      }
      .run {
        display: grid;
        grid-template-rows: minmax(14rem, 1.3fr) auto minmax(11rem, 1fr);
        min-height: 0;
      }
      .why {
        padding: 0.75rem;
        overflow: auto;
        border-inline-start: 1px solid var(--gx-line);
      }
      .why h3 {
        margin-top: 0.75rem;
        font-size: 0.9375rem;
      }
      .why li {
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
      }
      .why .came {
        color: var(--gx-danger);
      }
      .timeline {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.375rem 0.75rem;
        border-block: 1px solid var(--room-line);
        background: var(--gx-panel);
      }
      .clock {
        min-width: 3.5rem;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .track {
        position: relative;
        flex: 1;
      }
      .ticks {
        position: relative;
        height: 0.625rem;
        margin-inline: 8px;
      }
      .ticks i {
        position: absolute;
        width: 2px;
        height: 100%;
        background: var(--gx-accent);
      }
      .ticks .event {
        background: #8593a1;
      }
      .ticks .came {
        background: var(--gx-danger);
      }
      input {
        display: block;
        width: 100%;
        margin: 0;
        accent-color: var(--gx-accent);
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "process-replay": Replay;
  }
}
