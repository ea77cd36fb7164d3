/** `<nc-playback>`: the part as a run makes it, milled or turned, over the controls that play it. */

import { type TemplateResult, css, html } from "lit";
import { property, state } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { base } from "../../ui/styles";
import type { Exercise, MillingSimulation, Move, Simulation, TurningSimulation } from "./model";
import { type Switches, rapidOf } from "./pace";
import { axesOf } from "./timeline";

import "./part";
import "./player";
import "./section";

const NO_MOVES: readonly Move[] = [];

/** Tells `nc-seek` where the learner goes on the time line, `nc-breakpoints` which lines are to
 * stop a run, and `nc-switches` what the panel has switched on. */
@element("nc-playback")
export class Playback extends GongxueElement {
  @property({ attribute: false }) exercise!: Exercise;
  @property({ attribute: false }) simulation: Simulation | null = null;
  @property({ attribute: false }) time_s = 0;
  /** The program was changed after the simulation. */
  @property({ type: Boolean }) stale = false;
  /** The line that the editor's cursor is on; null without an editor. */
  @property({ attribute: false }) cursor: number | null = null;
  @property({ attribute: false }) breakpoints: readonly number[] = [];
  /** What the simulation was run with; null where it can't be run again. */
  @property({ attribute: false }) switches: Switches | null = null;
  @state() private dry = false;

  override render(): TemplateResult {
    const { exercise, simulation } = this;
    return html`${this.picture()}
      <nc-player
        .moves=${simulation?.moves ?? NO_MOVES}
        .axes=${axesOf(exercise)}
        .time_s=${this.time_s}
        .rapid_mm_per_min=${rapidOf(exercise)}
        .cursor=${this.cursor}
        .breakpoints=${this.breakpoints}
        .switches=${this.switches}
        .dry=${this.dry}
        @nc-dry=${(event: CustomEvent<boolean>) => (this.dry = event.detail)}
      ></nc-player>`;
  }

  private picture(): TemplateResult {
    const { exercise, simulation } = this;
    return exercise.machining === "turning"
      ? html`<nc-section
          .exercise=${exercise}
          .simulation=${simulation as TurningSimulation | null}
          .time_s=${this.time_s}
          .dry=${this.dry}
          ?stale=${this.stale}
        ></nc-section>`
      : html`<nc-part
          .exercise=${exercise}
          .simulation=${simulation as MillingSimulation | null}
          .time_s=${this.time_s}
          .dry=${this.dry}
          ?stale=${this.stale}
        ></nc-part>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      nc-part,
      nc-section {
        flex: 1;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-playback": Playback;
  }
}
