/** The clock, the speed and the freeze. */

import { type TemplateResult, html, nothing } from "lit";

import { clock } from "../../ui/number";
import type { Language } from "../../ui/text";
import type { Exercise } from "./model";
import type { Player } from "./player";
import { texts } from "./texts";

export interface Transport {
  readonly exercise: Exercise;
  readonly language: Language;
  readonly narrow: boolean;
  readonly player: Player;
  readonly changed: () => void;
}

export function transport(shown: Transport): TemplateResult {
  const { exercise, language, player } = shown;
  const still = player.ended !== null || player.closed || player.fault !== null;
  return html`<div class="transport">
    <span class="clock" role="timer" aria-label=${texts.clock[language]}
      >${clock(player.played_s)}</span
    >
    ${shown.narrow ? speedChoice(shown, still) : speedButtons(shown, still)}
    ${exercise.freeze
      ? html`<button
          type="button"
          class="button small freeze"
          aria-pressed=${player.frozen}
          ?disabled=${still}
          @click=${() => change(shown, { frozen: !player.frozen })}
        >
          ${(player.frozen ? texts.resume : texts.freeze)[language]}
        </button>`
      : nothing}
  </div>`;
}

function speedButtons(shown: Transport, still: boolean): TemplateResult {
  return html`<div class="speeds" role="group" aria-label=${texts.speed[shown.language]}>
    ${shown.exercise.speeds.map(
      (speed) =>
        html`<button
          type="button"
          class="button small"
          aria-pressed=${shown.player.speed === speed}
          ?disabled=${still}
          @click=${() => change(shown, { speed })}
        >
          ${speed}×
        </button>`,
    )}
  </div>`;
}

function speedChoice(shown: Transport, still: boolean): TemplateResult {
  const choose = (event: Event): void =>
    change(shown, { speed: Number((event.target as HTMLSelectElement).value) });
  return html`<label
    >${texts.speed[shown.language]}
    <select ?disabled=${still} @change=${choose}>
      ${shown.exercise.speeds.map(
        (speed) =>
          html`<option value=${speed} ?selected=${shown.player.speed === speed}>${speed}×</option>`,
      )}
    </select></label
  >`;
}

function change(shown: Transport, to: { speed?: number; frozen?: boolean }): void {
  Object.assign(shown.player, to);
  shown.changed();
}
