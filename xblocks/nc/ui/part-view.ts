/** The part as a run made it, milled or turned, over the controls that play the run. */

import { type TemplateResult, html } from "lit";

import type { Exercise, Simulation } from "./model";
import { axesOf } from "./timeline";

import "./part";
import "./player";
import "./section";

export interface Shown {
  readonly exercise: Exercise;
  readonly simulation: Simulation | null;
  readonly time_s: number;
  /** The program was changed after the simulation. */
  readonly stale?: boolean;
}

/** Both elements; `seek` is told where the learner goes on the time line. */
export function partView(shown: Shown, seek: (time_s: number) => void): TemplateResult {
  const { exercise, simulation, time_s, stale = false } = shown;
  const part =
    exercise.machining === "turning"
      ? html`<nc-section
          .exercise=${exercise}
          .simulation=${simulation}
          .time_s=${time_s}
          ?stale=${stale}
        ></nc-section>`
      : html`<nc-part
          .exercise=${exercise}
          .simulation=${simulation}
          .time_s=${time_s}
          ?stale=${stale}
        ></nc-part>`;
  return html`${part}
    <nc-player
      .moves=${simulation?.moves ?? []}
      .axes=${axesOf(exercise)}
      .time_s=${time_s}
      @nc-seek=${(event: CustomEvent<number>) => seek(event.detail)}
    ></nc-player>`;
}
