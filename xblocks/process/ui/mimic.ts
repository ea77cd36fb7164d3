/** `<process-mimic>`: the reactor as a drawing, with live values.
 *
 * The name of each part begins with what stands on the screen, so that who speaks to the machine says what
 * they see.
 */

import { type TemplateResult, html, nothing, svg } from "lit";
import { property } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { base } from "../../ui/styles";
import { type Standing, alarmName } from "./alarm-list";
import type { Moment } from "./film";
import type { Plant, Tag } from "./model";
import { type Layout, type Place, TALL, WIDE } from "./mimic-layout";
import { mimicStyles } from "./mimic-styles";
import { room } from "./styles";
import { mimicTexts as texts, plateTexts } from "./texts";

const VESSEL = { left: 350, right: 434, top: 120, bottom: 290 };

@element("process-mimic")
export class Mimic extends GongxueElement {
  @property({ attribute: false }) plant!: Plant;
  @property({ attribute: false }) moment!: Moment;
  @property({ attribute: false }) alarms: ReadonlyMap<string, Standing> = new Map();

  /** For a screen that is taller than wide. */
  @property({ type: Boolean }) tall = false;

  private get layout(): Layout {
    return this.tall ? TALL : WIDE;
  }

  override render(): TemplateResult {
    const { width, height, pumps, valves, instruments } = this.layout;
    return html`<svg
      viewBox="0 0 ${width} ${height}"
      role="group"
      aria-label=${this.say(texts.mimic)}
      preserveAspectRatio="xMidYMid meet"
    >
      ${this.pipes()} ${this.vessel()} ${pumps.map((place) => this.pump(place))}
      ${valves.map((place) => this.valve(place))}
      ${instruments.map((place) => this.instrument(place))} ${this.words()}
    </svg>`;
  }

  private pipes(): TemplateResult {
    const { pipes, thinPipes, arrows, signals, preheater } = this.layout;
    const [x, y] = preheater;
    return svg`<g class="pipe">
      <path d=${pipes} />
      <path d=${thinPipes} class="thin" />
      <path d=${arrows} />
      <path d=${signals} class="signal" />
    </g>
    <g class="equipment">
      <circle cx="${x}" cy="${y}" r="13" />
      <path d="M${x - 10} ${y + 4}l6-8 5 8 9-9" class="line" />
    </g>`;
  }

  private vessel(): TemplateResult {
    const { left, right, top, bottom } = VESSEL;
    const level = Math.min(Math.max(this.moment.number("LI101"), 0), 100) / 100;
    const surface = bottom - 10 - level * (bottom - top - 24);
    const shape = `M${left} ${top + 14}q0 -14 14 -14h56q14 0 14 14v${bottom - top - 34}q0 20 -42 20t-42 -20z`;
    const [x, y] = this.layout.vessel;
    return svg`<g transform="translate(${x} ${y})"><g class="equipment">
      <path d="M338 150v112q0 40 54 40t54 -40v-112z" class="jacket" />
      <clipPath id="inside"><path d="${shape}" /></clipPath>
      <path d="${shape}" class="shell" />
      <rect x="${left}" y="${surface}" width="${right - left}" height="${bottom - surface}"
        class="liquid" clip-path="url(#inside)" />
      <path d="${shape}" class="line" />
      <path d="M392 96V252M372 252h40M372 246v12M412 246v12" class="line" />
      <rect x="382" y="82" width="20" height="16" rx="2" />
    </g>
    <text x="392" y="74" class="name" text-anchor="middle">R101</text></g>`;
  }

  private pump({ tag, x, y }: Place): TemplateResult {
    const runs = this.moment.number(tag) > 0;
    const text = this.plant.switches.find((one) => one.tag === tag)?.text[this.language] ?? "";
    const state = this.say(runs ? plateTexts.running : plateTexts.stopped);
    return svg`<g
        class="pump ${runs ? "running" : ""} choice"
        role="button"
        tabindex="0"
        aria-label="${tag} ${state}, ${text}"
        @click=${() => this.choose(tag)}
        @keydown=${(event: KeyboardEvent) => this.byKey(event, tag)}
      >
        <circle cx="${x}" cy="${y}" r="15" />
        <path d="M${x - 7} ${y - 9}l16 9-16 9z" />
        <text x="${x}" y="${y + 30}" class="name" text-anchor="middle">${tag}</text>
        <text x="${x}" y="${y + 43}" class="small" text-anchor="middle">${state}</text>
      </g>`;
  }

  private valve({ tag, x, y }: Place): TemplateResult {
    const open = this.moment.number(tag);
    const shown = Number.isFinite(open) ? open.toFixed(0) : "";
    const controller = this.plant.controllers.find(({ valve }) => valve === tag);
    const chosen = controller?.tag ?? tag;
    return svg`<g
        class="valve choice ${open > 0.5 ? "open" : ""}"
        role="button"
        tabindex="0"
        aria-label=${this.say(texts.valve, { tag, value: shown })}
        @click=${() => this.choose(chosen)}
        @keydown=${(event: KeyboardEvent) => this.byKey(event, chosen)}
      >
        <path d="M${x - 14} ${y - 9}v18l28-18v18z" />
        <path d="M${x} ${y}v-14M${x - 9} ${y - 14}q9 -13 18 0z" class="line" />
        <text x="${x}" y="${y + 24}" class="name" text-anchor="middle">${tag}</text>
        <text x="${x + 17}" y="${y - 12}" class="value small">${shown}%</text>
      </g>`;
  }

  private instrument({ tag, x, y }: Place): TemplateResult | typeof nothing {
    const meta = this.plant.tags.find((one) => one.tag === tag);
    if (meta === undefined) return nothing;
    const reading = this.moment.number(tag);
    const shown = Number.isFinite(reading) ? reading.toFixed(meta.decimals) : "—";
    const alarm = this.alarms.get(tag);
    const controller = this.plant.controllers.find(({ measurement }) => measurement === tag);
    const name = alarm === undefined ? meta.text : alarmName(this.plant, alarm.alarm);
    const label = `${tag} ${shown} ${meta.unit}, ${name[this.language]}`;
    return svg`<g
        class="instrument ${alarm === undefined ? "" : `alarm a${alarm.alarm.priority}`} ${
          alarm?.unacknowledged === true ? "unacknowledged" : ""
        } ${controller === undefined ? "" : "choice"}"
        role=${controller === undefined ? "img" : "button"}
        tabindex=${controller === undefined ? -1 : 0}
        aria-label=${label}
        @click=${() => controller && this.choose(controller.tag)}
        @keydown=${(event: KeyboardEvent) => controller && this.byKey(event, controller.tag)}
      >
        <title>${meta.text[this.language]}</title>
        <rect x="${x}" y="${y - 17}" width="92" height="34" rx="2" class="plate" />
        <text x="${x + 5}" y="${y - 5}" class="small">${tag}</text>
        <text x="${x + 77}" y="${y + 12}" class="value" text-anchor="end">${shown}</text>
        <text x="${x + 77}" y="${y - 5}" class="unit" text-anchor="end">${meta.unit}</text>
        ${bar(meta, reading, x + 82, y - 14, 28)}
        ${
          alarm === undefined
            ? nothing
            : svg`<g class="mark-svg" aria-hidden="true"><rect x="${x - 14}" y="${y - 26}" width="17" height="17" rx="${
                alarm.alarm.priority === 1 ? 0 : 4
              }" /><text x="${x - 5.5}" y="${y - 13}" text-anchor="middle">${
                alarm.alarm.priority
              }</text></g>`
        }
      </g>`;
  }

  private words(): TemplateResult {
    const { words, preheater } = this.layout;
    const word = (name: keyof Layout["words"]): TemplateResult => {
      const [x, y, end] = words[name];
      return svg`<text x="${x}" y="${y}" text-anchor=${end ? "end" : "start"}>${this.say(
        texts[name],
      )}</text>`;
    };
    return svg`<g class="small">
      ${word("feed")} ${word("product")} ${word("water")} ${word("back")}
      <text x="${preheater[0]}" y="${preheater[1] + 30}" text-anchor="middle">${this.say(
        texts.preheater,
      )}</text>
    </g>`;
  }

  private choose(tag: string): void {
    this.dispatchEvent(new CustomEvent<string>("process-choose", { detail: tag, bubbles: true }));
  }

  private byKey(event: KeyboardEvent, tag: string): void {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    this.choose(tag);
  }

  static override styles = [base, room, mimicStyles];
}

/** A small analogue bar: the range, the normal band in it, and a mark at the reading. */
function bar(meta: Tag, reading: number, x: number, y: number, height: number): TemplateResult {
  const at = (value: number): number =>
    y + height * (1 - (Math.min(Math.max(value, meta.low), meta.high) - meta.low) / (meta.high - meta.low));
  return svg`<rect class="bar-back" x="${x}" y="${y}" width="6" height="${height}" />
    ${
      meta.normal === null
        ? nothing
        : svg`<rect class="bar-normal" x="${x}" y="${at(meta.normal[1])}" width="6" height="${
            at(meta.normal[0]) - at(meta.normal[1])
          }" />`
    }
    ${
      Number.isFinite(reading)
        ? svg`<rect class="bar-mark" x="${x - 1.5}" y="${at(reading) - 1}" width="9" height="2" />`
        : nothing
    }`;
}

declare global {
  interface HTMLElementTagNameMap {
    "process-mimic": Mimic;
  }
}
