/** `<process-alarms>`: the standing alarms with their acknowledgement, and the journal. */

import { type TemplateResult, css, html, nothing } from "lit";
import { property } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { clock } from "../../ui/number";
import { base, buttons } from "../../ui/styles";
import { type Standing, alarmName } from "./alarm-list";
import type { Act } from "./faceplate";
import type { Plant, PlantEvent } from "./model";
import { room } from "./styles";
import { alarmTexts as texts } from "./texts";

const JOURNAL_LINES = 60;

@element("process-alarms")
export class Alarms extends GongxueElement {
  @property({ attribute: false }) plant!: Plant;
  @property({ attribute: false }) standing: readonly Standing[] = [];
  @property({ attribute: false }) journal: readonly PlantEvent[] = [];
  @property({ type: Boolean }) disabled = false;

  override render(): TemplateResult {
    const open = this.standing.filter(({ unacknowledged }) => unacknowledged);
    return html`<section aria-label=${this.say(texts.list)}>
        ${this.standing.length === 0
          ? html`<p class="muted">${this.say(texts.none)}</p>`
          : html`<ul>
              ${this.standing.map((one) => this.line(one))}
            </ul>`}
        ${open.length > 1
          ? html`<button
              type="button"
              class="button small"
              ?disabled=${this.disabled}
              @click=${() => open.forEach((one) => this.acknowledge(one))}
            >
              ${this.say(texts.acknowledgeAll)}
            </button>`
          : nothing}
      </section>
      <section aria-label=${this.say(texts.journal)}>
        <h3>${this.say(texts.journal)}</h3>
        <ol>
          ${this.journal
            .slice(-JOURNAL_LINES)
            .reverse()
            .map((event) => html`<li>${this.event(event)}</li>`)}
        </ol>
      </section>`;
  }

  private line(one: Standing): TemplateResult {
    const { alarm, state, since_s, unacknowledged } = one;
    const stateText = texts[`state${state}` as "state1" | "state2" | "state3"];
    return html`<li class="alarm ${unacknowledged ? "unacknowledged" : ""}">
      <span class="mark p${alarm.priority}" title=${this.say(texts.priority, { priority: alarm.priority })}
        >${alarm.priority}</span
      >
      <span class="time">${clock(since_s)}</span>
      <span class="what"
        ><b>${alarm.tag} ${alarm.level}</b> ${alarmName(this.plant, alarm)[this.language]}
        <small>${this.say(stateText)}</small></span
      >
      ${unacknowledged
        ? html`<button
            type="button"
            class="button small"
            aria-label=${this.say(texts.acknowledgeOf, { alarm: alarm.id })}
            ?disabled=${this.disabled}
            @click=${() => this.acknowledge(one)}
          >
            ${this.say(texts.acknowledge)}
          </button>`
        : nothing}
    </li>`;
  }

  private event([t_s, subject, what, detail]: PlantEvent): TemplateResult {
    const text = texts[what as "came" | "returned" | "acknowledged" | "tripped" | "reset"];
    return html`<span class="time">${clock(t_s)}</span> <b>${subject}</b>
      ${text === undefined ? what : this.say(text, { detail })}`;
  }

  private acknowledge({ alarm }: Standing): void {
    const detail: Act = { tag: `${alarm.id}.ACK`, value: 1 };
    this.dispatchEvent(new CustomEvent<Act>("process-act", { detail, bubbles: true, composed: true }));
  }

  static override styles = [
    base,
    buttons,
    room,
    css`
      :host {
        padding: 0.5rem 0.75rem;
      }
      section + section {
        margin-top: 0.5rem;
        padding-top: 0.5rem;
        border-top: 1px solid var(--gx-line);
      }
      h3 {
        color: var(--gx-muted);
        font-size: 0.75rem;
      }
      .muted,
      small {
        color: var(--gx-muted);
      }
      .alarm {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.25rem;
        border-bottom: 1px solid var(--gx-line);
      }
      .what {
        flex: 1;
        line-height: 1.25;
      }
      .time {
        color: var(--gx-muted);
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
      }
      ol li {
        font-size: 0.8125rem;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "process-alarms": Alarms;
  }
}
