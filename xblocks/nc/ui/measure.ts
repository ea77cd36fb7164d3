/** `<nc-measure>`: the height of part and target at a place, and the part cut open there. */

import { type SVGTemplateResult, type TemplateResult, css, html, nothing, svg } from "lit";
import { property } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { shortNumber } from "../../ui/number";
import { base, buttons } from "../../ui/styles";
import { type Axis, measuredAt, profileOf } from "./measuring";
import type { Field } from "./model";
import { measureTexts as texts, partTexts } from "./texts";

/** A part whose depth is less is drawn higher than it is, up to this share of its length. */
const LEAST_SHAPE = 0.18;

@element("nc-measure")
export class Measure extends GongxueElement {
  @property({ attribute: false }) field!: Field;
  @property({ attribute: false }) heights!: Int32Array;
  @property({ attribute: false }) target!: Int32Array;
  @property({ type: Number }) tolerance_um = 0;
  @property({ attribute: false }) place: readonly [number, number] = [0, 0];
  /** Counts up when the heights have changed in place. */
  @property({ type: Number }) version = 0;
  /** Along which axis the part is cut open there, if it is. */
  @property({ attribute: false }) axis: Axis | null = "x";

  private move(place: readonly [number, number], axis = this.axis): void {
    this.dispatchEvent(new CustomEvent("nc-place", { detail: { place, axis } }));
  }

  override render(): TemplateResult {
    const [x, y] = this.place;
    return html`<div class="row">
        ${this.number("X", x, (value) => this.move([value, y]))}
        ${this.number("Y", y, (value) => this.move([x, value]))} ${this.reading()}
        <div class="axes" role="group" aria-label=${this.say(texts.cut)}>
          ${(["x", "y"] as const).map(
            (axis) =>
              html`<button
                type="button"
                class="button small"
                aria-pressed=${this.axis === axis}
                @click=${() => this.move(this.place, this.axis === axis ? null : axis)}
              >
                ${this.say(texts[axis])}
              </button>`,
          )}
        </div>
      </div>
      ${this.section()}`;
  }

  private number(name: string, value: number, set: (value: number) => void): TemplateResult {
    return html`<label
      >${name}
      <input
        type="number"
        step=${this.field.cell_mm}
        .value=${shortNumber(value, 2)}
        @change=${(event: Event) => {
          const wanted = (event.target as HTMLInputElement).valueAsNumber;
          if (Number.isFinite(wanted)) set(wanted);
        }}
    /></label>`;
  }

  private reading(): TemplateResult {
    const found = measuredAt(this.field, this.heights, this.target, this.place);
    if (found === null) return html`<p role="status">${this.say(texts.beside)}</p>`;
    const off_um = found.part_um - found.target_um;
    const verdict =
      Math.abs(off_um) <= this.tolerance_um
        ? texts.right
        : off_um > 0
          ? partTexts.leftOver
          : partTexts.cutAway;
    return html`<p role="status">
      ${this.say(texts.part)} <b>Z${millimetres(found.part_um)}</b> ${this.say(texts.target)}
      <b>Z${millimetres(found.target_um)}</b> ${this.say(texts.off)}
      <b>${off_um > 0 ? "+" : ""}${millimetres(off_um)}</b> ${this.say(verdict)}
    </p>`;
  }

  private section(): TemplateResult | typeof nothing {
    const found = measuredAt(this.field, this.heights, this.target, this.place);
    const { axis, field } = this;
    if (found === null || axis === null) return nothing;
    const part = profileOf(field, this.heights, axis, found.cell);
    const target = profileOf(field, this.target, axis, found.cell);
    const [first, last] = [(part[0] ?? [0])[0], (part.at(-1) ?? [0])[0]];
    const { top_mm: top, bottom_mm: bottom } = field;
    const deep = Math.max(top - bottom, 1e-3);
    const stretch = Math.max(1, (LEAST_SHAPE * (last - first)) / deep);
    const at = axis === "x" ? found.x : found.y;
    const margin = 0.06 * deep;
    const box = [first, -stretch * (top + margin), last - first, stretch * (deep + 2 * margin)];
    return html`<svg
      viewBox=${box.join(" ")}
      preserveAspectRatio="none"
      role="img"
      aria-label=${this.say(texts.section, { axis: axis.toUpperCase() })}
    >
      <g transform="scale(1 ${-stretch})">${lines(part, target, bottom, at, top)}</g>
    </svg>`;
  }

  static override styles = [
    base,
    buttons,
    css`
      :host {
        padding: 0.375rem 0.5rem;
        border-top: 1px solid var(--gx-line);
        background: var(--gx-paper);
        font-size: 0.8125rem;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
      }
      .row p {
        flex: 1;
        min-width: 16rem;
        font-variant-numeric: tabular-nums;
      }
      input {
        width: 5rem;
        min-height: 1.75rem;
        border: 1px solid #8794a1;
        border-radius: 4px;
        background: #fff;
        color: inherit;
        font: inherit;
      }
      .axes {
        display: flex;
        gap: 0.25rem;
      }
      svg {
        display: block;
        width: 100%;
        height: 4.5rem;
        margin-top: 0.25rem;
        background: var(--gx-panel);
      }
      path {
        fill: none;
        stroke-width: 1.5px;
        vector-effect: non-scaling-stroke;
      }
      .part {
        fill: #9fb2c4;
        stroke: #4c6378;
      }
      .target {
        stroke: var(--gx-ok);
        stroke-width: 2px;
        stroke-dasharray: 6 3;
      }
      .here {
        stroke: var(--gx-danger);
      }
    `,
  ];
}

function millimetres(um: number): string {
  return (um / 1000).toFixed(3);
}

type Profile = readonly (readonly [number, number])[];

function lines(
  part: Profile,
  target: Profile,
  bottom: number,
  at: number,
  top: number,
): SVGTemplateResult {
  const line = (profile: Profile): string => profile.map(([a, z]) => `${a} ${z}`).join("L");
  const [first, last] = [(part[0] ?? [0])[0], (part.at(-1) ?? [0])[0]];
  return svg`<path class="part" d="M${first} ${bottom}L${line(part)}L${last} ${bottom}Z" />
    <path class="target" d="M${line(target)}" />
    <path class="here" d="M${at} ${bottom}V${top}" />`;
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-measure": Measure;
  }
}
