/** `<process-faceplate>`: one controller: measurement, set point, output, mode. */

import { type TemplateResult, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { shortNumber } from "../../ui/number";
import { base, buttons } from "../../ui/styles";
import type { Standing } from "./alarm-list";
import { faceplateStyles } from "./faceplate-styles";
import type { Moment } from "./film";
import type { AlarmLimit, Controller, Tag, Value } from "./model";
import { room } from "./styles";
import { plateTexts as texts } from "./texts";

/** What the learner does: the detail of the event `process-act`. */
export interface Act {
  readonly tag: string;
  readonly value: Value;
}

@element("process-faceplate")
export class Faceplate extends GongxueElement {
  @property({ attribute: false }) controller!: Controller;
  @property({ attribute: false }) meta!: Tag;
  @property({ attribute: false }) limits: readonly AlarmLimit[] = [];
  @property({ attribute: false }) moment!: Moment;
  @property({ attribute: false }) alarm: Standing | undefined;
  @property({ attribute: false }) pending: (tag: string) => Value | undefined = () => undefined;
  @property({ type: Boolean }) disabled = false;
  /** What is being typed, until it is entered or left. */
  @state() private typed: { part: "SP" | "OP"; text: string } | null = null;

  private shown(part: string): Value | undefined {
    const tag = `${this.controller.tag}.${part}`;
    return this.pending(tag) ?? this.moment.value(tag);
  }

  override render(): TemplateResult {
    const { controller, meta } = this;
    const pv = this.moment.number(meta.tag);
    const sp = Number(this.shown("SP"));
    const op = Number(this.shown("OP"));
    const automatic = this.shown("MODE") === "AUTO";
    return html`<section aria-label="${controller.tag} ${controller.text[this.language]}">
      <header>
        <h3>${controller.tag}</h3>
        ${this.alarm === undefined
          ? nothing
          : html`<span
              class="mark p${this.alarm.alarm.priority} ${this.alarm.unacknowledged
                ? "unacknowledged"
                : ""}"
              >${this.alarm.alarm.priority}</span
            >`}
        <p>${controller.text[this.language]}</p>
      </header>
      <div class="body">
        ${this.bar(pv, sp)}
        <dl>
          <dt>${this.say(texts.pv)}</dt>
          <dd class="pv">${pv.toFixed(meta.decimals)}</dd>
          <dd class="unit">${meta.unit}</dd>
        </dl>
      </div>
      <div class="out" aria-hidden="true"><span style="width: ${shortNumber(op)}%"></span></div>
      ${this.modes(automatic)} ${this.entry("SP", sp, meta.low, meta.high, meta.unit)}
      ${this.entry("OP", op, 0, 100, "%", automatic)}
    </section>`;
  }

  /** The measurement's bar: normal band, alarm limits, set point. */
  private bar(pv: number, sp: number): TemplateResult {
    const { low, high, normal } = this.meta;
    const at = (value: number): string =>
      shortNumber((100 * (Math.min(Math.max(value, low), high) - low)) / (high - low));
    return html`<div class="bar" aria-hidden="true">
      ${normal === null
        ? nothing
        : html`<i
            class="normal"
            style="bottom: ${at(normal[0])}%; height: ${Number(at(normal[1])) - Number(at(normal[0]))}%"
          ></i>`}
      <i class="level" style="height: ${at(pv)}%"></i>
      ${this.limits.map(
        ({ limit, priority }) => html`<i class="limit l${priority}" style="bottom: ${at(limit)}%"></i>`,
      )}
      <i class="sp" style="bottom: ${at(sp)}%"></i>
    </div>`;
  }

  private modes(automatic: boolean): TemplateResult {
    const button = (mode: "MAN" | "AUTO", chosen: boolean): TemplateResult =>
      html`<button
        type="button"
        class="button small"
        aria-pressed=${chosen}
        ?disabled=${this.disabled}
        @click=${() => !chosen && this.act("MODE", mode)}
      >
        ${this.say(mode === "AUTO" ? texts.auto : texts.manual)}
      </button>`;
    return html`<div
      class="modes"
      role="group"
      aria-label=${this.say(texts.mode, { tag: this.controller.tag })}
    >
      ${button("MAN", !automatic)} ${button("AUTO", automatic)}
    </div>`;
  }

  private entry(
    part: "SP" | "OP",
    value: number,
    low: number,
    high: number,
    unit: string,
    locked = false,
  ): TemplateResult {
    const { tag } = this.controller;
    const label = this.say(part === "SP" ? texts.spOf : texts.opOf, { tag, unit });
    const typed = this.typed?.part === part ? this.typed.text : null;
    const wrong = typed !== null && typed !== "" && !within(typed, low, high);
    return html`<label class="entry">
      <span aria-hidden="true">${part}</span>
      <input
        type="text"
        inputmode="decimal"
        autocomplete="off"
        aria-label=${label}
        aria-invalid=${wrong}
        title=${wrong ? this.say(texts.range, { low, high }) : label}
        .value=${typed ?? shortNumber(value, part === "SP" ? 2 : 1)}
        ?disabled=${this.disabled || locked}
        @input=${(event: InputEvent) =>
          (this.typed = { part, text: (event.target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => this.key(event, part, value, low, high)}
        @blur=${() => this.enter(part, low, high)}
        @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()}
      />
      <span class="unit">${unit}</span>
    </label>`;
  }

  private key(
    event: KeyboardEvent,
    part: "SP" | "OP",
    value: number,
    low: number,
    high: number,
  ): void {
    if (event.key === "Enter") {
      this.enter(part, low, high);
      (event.target as HTMLInputElement).select();
    } else if (event.key === "Escape") {
      this.typed = null;
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      const step = ((high - low) / 100) * (event.shiftKey ? 5 : 1);
      const next = value + (event.key === "ArrowUp" ? step : -step);
      this.typed = null;
      this.act(part, Number(Math.min(Math.max(next, low), high).toFixed(2)));
    }
  }

  /** Take what was typed, if it is a number in the range; forget it otherwise. */
  private enter(part: "SP" | "OP", low: number, high: number): void {
    const typed = this.typed;
    if (typed === null || typed.part !== part) return;
    this.typed = null;
    if (within(typed.text, low, high)) this.act(part, number(typed.text));
  }

  private act(part: string, value: Value): void {
    const detail: Act = { tag: `${this.controller.tag}.${part}`, value };
    this.dispatchEvent(new CustomEvent<Act>("process-act", { detail, bubbles: true, composed: true }));
  }

  static override styles = [base, buttons, room, faceplateStyles];
}

function number(text: string): number {
  return Number(text.trim().replace(",", "."));
}

function within(text: string, low: number, high: number): boolean {
  const value = number(text);
  return text.trim() !== "" && Number.isFinite(value) && value >= low && value <= high;
}

declare global {
  interface HTMLElementTagNameMap {
    "process-faceplate": Faceplate;
  }
}
