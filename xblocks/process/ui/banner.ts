/** One line that is always in view: trouble first, then the end, then the gravest alarm. */

import { type TemplateResult, html, nothing } from "lit";

import { clock } from "../../ui/number";
import type { Language, Text } from "../../ui/text";
import { type Standing, alarmName } from "./alarm-list";
import type { Act } from "./faceplate";
import type { Moment } from "./film";
import type { Plant } from "./model";
import type { Player } from "./player";
import { alarmTexts, plateTexts, texts } from "./texts";

export interface Banner {
  readonly plant: Plant;
  readonly language: Language;
  readonly player: Player;
  readonly moment: Moment;
  /** The alarm to answer first. */
  readonly first: Standing | undefined;
  readonly notice: string;
}

export function banner(shown: Banner): TemplateResult {
  const { player, language, first } = shown;
  const trouble = player.fault ?? player.refusal;
  if (trouble !== null || shown.notice !== "") {
    return html`<div class="banner danger" role="alert">
      ${trouble === null ? shown.notice : trouble[language]}
      ${player.fault === null
        ? nothing
        : html`<button type="button" class="button small" @click=${() => location.reload()}>
            ${texts.reload[language]}
          </button>`}
    </div>`;
  }
  if (player.offline) {
    return html`<div class="banner warning" role="status">${texts.offline[language]}</div>`;
  }
  if (player.ended !== null && !player.closed) {
    const text = texts[`ended_${player.ended.why}`];
    return html`<div class="banner ok" role="status">${text[language]}</div>`;
  }
  return first === undefined
    ? html`<div class="banner quiet">${trips(shown)} ${idleText(player)[language]}</div>`
    : alarm(shown, first);
}

function alarm(shown: Banner, { alarm, unacknowledged, since_s }: Standing): TemplateResult {
  const { language, plant } = shown;
  return html`<div class="banner alarm ${unacknowledged ? "unacknowledged" : ""}">
    ${trips(shown)}
    <span class="mark p${alarm.priority}">${alarm.priority}</span>
    <span class="time">${clock(since_s)}</span>
    <b>${alarm.id}</b>
    <span class="name">${alarmName(plant, alarm)[language]}</span>
    ${unacknowledged
      ? html`<button
          type="button"
          class="button small"
          aria-label=${alarmTexts.acknowledgeOf[language].replace("{alarm}", alarm.id)}
          ?disabled=${shown.player.closed}
          @click=${(event: Event) => acknowledge(event, alarm.id)}
        >
          ${alarmTexts.acknowledge[language]}
        </button>`
      : nothing}
  </div>`;
}

function acknowledge(event: Event, alarm_id: string): void {
  const detail: Act = { tag: `${alarm_id}.ACK`, value: 1 };
  event.target?.dispatchEvent(new CustomEvent<Act>("process-act", { detail, bubbles: true }));
}

function trips({ plant, moment, language }: Banner): TemplateResult[] {
  return plant.interlocks
    .filter((_, i) => moment.trips[i] === "1")
    .map(({ id }) => html`<span class="trip">${id} ${plateTexts.tripped[language]}</span>`);
}

function idleText(player: Player): Text {
  if (player.closed) return texts.closed;
  if (player.waiting) return texts.waiting;
  return player.frozen ? texts.frozen : alarmTexts.none;
}
