/** `<process-control>`: the faceplates, the motors and the interlocks. */

import { type TemplateResult, css, html, nothing } from "lit";
import { property } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { base, buttons } from "../../ui/styles";
import type { Standing } from "./alarm-list";
import type { Act } from "./faceplate";
import type { Moment } from "./film";
import type { Controller, Interlock, Plant, Switch, Value } from "./model";
import { room } from "./styles";
import { plateTexts as texts } from "./texts";

import "./faceplate";

@element("process-control")
export class Control extends GongxueElement {
  @property({ attribute: false }) plant!: Plant;
  @property({ attribute: false }) moment!: Moment;
  @property({ attribute: false }) alarms: ReadonlyMap<string, Standing> = new Map();
  @property({ attribute: false }) pending: (tag: string) => Value | undefined = () => undefined;
  @property({ type: Boolean }) disabled = false;

  override render(): TemplateResult {
    return html`<div class="plates">
        ${this.plant.controllers.map((controller) => this.plate(controller))}
      </div>
      <div class="rows">
        ${this.plant.switches.map((one) => this.motor(one))}
        ${this.plant.interlocks.map((one, i) => this.interlock(one, this.moment.trips[i] === "1"))}
      </div>`;
  }

  /** Bring what the learner chose in the drawing under their hands. */
  choose(tag: string): void {
    const place = this.renderRoot.querySelector<HTMLElement>(`[data-tag="${tag}"]`);
    const target =
      place?.shadowRoot?.querySelector<HTMLElement>("input:not(:disabled)") ??
      place?.querySelector<HTMLElement>("button");
    place?.scrollIntoView({ block: "nearest" });
    target?.focus();
  }

  private plate(controller: Controller): TemplateResult | typeof nothing {
    const meta = this.plant.tags.find(({ tag }) => tag === controller.measurement);
    if (meta === undefined) return nothing;
    return html`<process-faceplate
      data-tag=${controller.tag}
      .controller=${controller}
      .meta=${meta}
      .limits=${this.plant.alarms.filter(({ tag }) => tag === meta.tag)}
      .moment=${this.moment}
      .alarm=${this.alarms.get(meta.tag)}
      .pending=${this.pending}
      ?disabled=${this.disabled}
    ></process-faceplate>`;
  }

  private motor({ tag, text }: Switch): TemplateResult {
    const runs = Number(this.pending(tag) ?? this.moment.value(tag)) > 0;
    const names = { tag, text: text[this.language] };
    const button = (value: 0 | 1): TemplateResult =>
      html`<button
        type="button"
        class="button small"
        aria-label=${this.say(value === 1 ? texts.startOf : texts.stopOf, names)}
        aria-pressed=${runs === (value === 1)}
        ?disabled=${this.disabled}
        @click=${() => this.act(tag, value)}
      >
        ${this.say(value === 1 ? texts.start : texts.stop)}
      </button>`;
    return html`<div class="row" data-tag=${tag}>
      <b>${tag}</b><span class="name">${names.text}</span>
      <span class="state ${runs ? "on" : ""}">${this.say(runs ? texts.running : texts.stopped)}</span>
      ${button(1)} ${button(0)}
    </div>`;
  }

  private interlock({ id, text }: Interlock, tripped: boolean): TemplateResult {
    return html`<div class="row ${tripped ? "tripped" : ""}" data-tag=${id}>
      <b>${id}</b><span class="name" title=${text[this.language]}>${text[this.language]}</span>
      <span class="state">${this.say(tripped ? texts.tripped : texts.healthy)}</span>
      <button
        type="button"
        class="button small"
        aria-label=${this.say(texts.resetOf, { id })}
        ?disabled=${this.disabled || !tripped}
        @click=${() => this.act(`${id}.RESET`, 1)}
      >
        ${this.say(texts.reset)}
      </button>
    </div>`;
  }

  private act(tag: string, value: Value): void {
    const detail: Act = { tag, value };
    this.dispatchEvent(new CustomEvent<Act>("process-act", { detail, bubbles: true, composed: true }));
  }

  static override styles = [
    base,
    buttons,
    room,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 0.375rem;
        min-height: 0;
        padding: 0.375rem;
        background: var(--room);
      }
      .plates {
        display: grid;
        flex: 1;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 0.375rem;
        min-height: 14rem;
      }
      .rows {
        display: grid;
        flex: none;
        grid-template-columns: minmax(0, 1fr);
        gap: 1px;
        border: 1px solid var(--room-line);
        border-radius: 4px;
        background: var(--room-line);
        overflow: hidden;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        padding: 0.125rem 0.5rem;
        background: #f4f6f8;
        font-size: 0.8125rem;
      }
      .name {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        color: var(--gx-muted);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .state {
        color: var(--gx-muted);
      }
      .state.on {
        color: var(--gx-ink);
        font-weight: 600;
      }
      .tripped {
        background: var(--gx-danger-soft);
      }
      .tripped .state {
        color: var(--gx-danger);
        font-weight: 700;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "process-control": Control;
  }
}
