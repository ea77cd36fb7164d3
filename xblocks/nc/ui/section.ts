/** `<nc-section>`: the half section of a turned part as it is turned, with tool and path. */

import {
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
  css,
  html,
  nothing,
  svg,
} from "lit";
import { property, state } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { shortNumber } from "../../ui/number";
import { base, buttons, panels } from "../../ui/styles";
import type { Text } from "../../ui/text";
import { radiiAt } from "./measuring";
import type { Move, Section, TurningExercise, TurningSimulation } from "./model";
import { partStyles } from "./part-styles";
import { edgesOf, moveNear, pathOf, wayOf, workspaceOf } from "./section-path";
import { measureTexts, partTexts, sectionTexts as texts } from "./texts";
import { momentAt } from "./timeline";
import { type Turned, TurnedStages, aheadOf } from "./turned-stages";

const NO_MOVES: readonly Move[] = [];
/** A way is picked from so near, in pixels. */
const PICK_PX = 8;

type Layer = "part" | "target" | "path";

@element("nc-section")
export class SectionView extends GongxueElement {
  @property({ attribute: false }) exercise!: TurningExercise;
  @property({ attribute: false }) simulation: TurningSimulation | null = null;
  @property({ attribute: false }) time_s = 0;
  /** The tool goes its way without cutting. */
  @property({ type: Boolean }) dry = false;
  /** The program was changed after the simulation. */
  @property({ type: Boolean }) stale = false;
  @state() private layers: ReadonlySet<Layer> = new Set(["part", "target", "path"]);
  /** Where along the axis the part is measured; null while it is not. */
  @state() private place: number | null = null;
  private frame = "";
  private stages: TurnedStages | null = null;
  /** The ways of the rapids and of the other moves, as drawn. */
  private ways: readonly [string, string] = ["", ""];

  override willUpdate(changed: PropertyValues<this>): void {
    const { exercise, simulation, moves } = this;
    if (changed.has("exercise")) this.frame = workspaceOf(exercise);
    if (!changed.has("simulation")) return;
    this.stages = simulation && new TurnedStages(exercise.stock.section, simulation.removal);
    const of = (rapid: boolean): string =>
      moves
        .filter((move) => (move.kind === "rapid") === rapid)
        .map(wayOf)
        .join("");
    this.ways = [of(true), of(false)];
  }

  /** The part at the time that is shown. */
  private get turned(): Turned {
    const { moves, time_s } = this;
    if (this.stages === null || this.dry) {
      return { part: this.exercise.stock.section, next: null };
    }
    const over = time_s >= (moves.at(-1)?.t1_s ?? 0);
    return this.stages.at(over ? Infinity : (momentAt(moves, time_s)?.index ?? -1));
  }

  private get moves(): readonly Move[] {
    return this.simulation?.moves ?? NO_MOVES;
  }

  override render(): TemplateResult {
    return html`<div class="toolbar">
        <div role="group" aria-label=${this.say(partTexts.surface)}>
          ${this.toggle("part", partTexts.part)} ${this.toggle("target", partTexts.target)}
          ${this.toggle("path", partTexts.path)}
        </div>
        <button
          type="button"
          class="button small"
          aria-pressed=${this.place !== null}
          @click=${() => (this.place = this.place === null ? this.exercise.stock.face_z_mm : null)}
        >
          ${this.say(partTexts.measure)}
        </button>
      </div>
      <div class="stage">
        <svg
          viewBox=${this.frame}
          role="img"
          aria-label=${this.say(texts.label)}
          @click=${(event: MouseEvent) => this.onClick(event)}
        >
          <g transform="scale(1 -1)">${this.drawing()}</g>
        </svg>
        ${this.notes()}
      </div>
      ${this.place === null ? nothing : this.measure(this.place)}`;
  }

  /** Measures at the place, or goes to the move whose way is nearest. */
  private onClick(event: MouseEvent): void {
    const group = (event.currentTarget as SVGSVGElement).querySelector("g");
    const matrix = group?.getScreenCTM()?.inverse();
    if (!matrix) return;
    const { x: z, y: r } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    if (this.place !== null) {
      this.place = z;
      return;
    }
    const near_mm = PICK_PX * Math.abs(matrix.a);
    const move = this.layers.has("path") ? moveNear(this.moves, z, r, near_mm) : null;
    if (move === null) return;
    const detail = move.t0_s;
    this.dispatchEvent(new CustomEvent("nc-seek", { detail, bubbles: true, composed: true }));
  }

  private measure(place: number): TemplateResult {
    const { part, next } = this.turned;
    const now = radiiAt((next ?? { part }).part, place);
    const wanted = radiiAt(this.exercise.target, place);
    const [outer, target] = [now.at(-1), wanted.at(-1)];
    const off =
      outer === undefined || target === undefined ? null : (2 * (outer - target)).toFixed(3);
    return html`<div class="measure">
      <label
        >Z
        <input
          type="number"
          step="0.1"
          .value=${shortNumber(place, 2)}
          @change=${(event: Event) => {
            const z = (event.target as HTMLInputElement).valueAsNumber;
            if (Number.isFinite(z)) this.place = z;
          }}
      /></label>
      <p role="status">
        ${this.say(measureTexts.part)} <b>${diameters(now)}</b> ${this.say(measureTexts.target)}
        <b>${diameters(wanted)}</b>
        ${off === null ? nothing : html`${this.say(measureTexts.off)} <b>${off}</b>`}
      </p>
    </div>`;
  }

  private toggle(layer: Layer, text: Text): TemplateResult {
    const pressed = this.layers.has(layer);
    const others = [...this.layers].filter((one) => one !== layer);
    return html`<button
      type="button"
      class="button small"
      aria-pressed=${pressed}
      @click=${() => (this.layers = new Set(pressed ? others : [...others, layer]))}
    >
      ${this.say(text)}
    </button>`;
  }

  private drawing(): SVGTemplateResult {
    const { exercise, layers, place } = this;
    return svg`
      ${exercise.obstacles.map(({ section }) => svg`<path class="obstacle" d=${pathOf(section)} />`)}
      <path class="stock" d=${edgesOf(exercise.stock.section)} />
      ${layers.has("part") ? this.metal() : nothing}
      ${layers.has("target") ? svg`<path class="target" d=${edgesOf(exercise.target)} />` : nothing}
      <path class="axis" d="M-1000 0H1000" />
      ${
        layers.has("path")
          ? svg`<path class="rapid" d=${this.ways[0]} /><path class="feed" d=${this.ways[1]} />`
          : nothing
      }
      ${place === null ? nothing : svg`<path class="here" d="M${place} -1000V1000" />`}
      ${this.tool()}`;
  }

  /** What the move has turned already, and over it what lies ahead of the tool. */
  private metal(): SVGTemplateResult {
    const { part, next } = this.turned;
    const drawn = (section: Section): SVGTemplateResult =>
      svg`<path class="part" d=${pathOf(section)} /><path class="edge" d=${edgesOf(section)} />`;
    const move = next && this.moves[next.move];
    const tip = momentAt(this.moves, this.time_s)?.position_mm;
    if (next === null || !move || !tip) return drawn(part);
    const [z, r, width, height] = aheadOf(move, tip);
    return svg`${drawn(next.part)}
      <clipPath id="ahead"><rect x=${z} y=${r} width=${width} height=${height} /></clipPath>
      <g clip-path="url(#ahead)">${drawn(part)}</g>`;
  }

  private tool(): SVGTemplateResult {
    const moment = momentAt(this.moves, this.time_s);
    const tool = this.exercise.tools.find((one) => one.number === moment?.move.tool);
    if (moment?.position_mm == null || tool === undefined) return svg``;
    const [x, , z] = moment.position_mm;
    return svg`<g transform="translate(${z} ${x / 2})">
      ${tool.holder.length > 0 ? svg`<path class="holder" d=${pathOf([tool.holder])} />` : nothing}
      <path class="insert" d=${pathOf([tool.insert])} />
    </g>`;
  }

  private notes(): TemplateResult {
    const notes = [
      ...(this.simulation === null ? [partTexts.empty] : []),
      ...(this.stale ? [partTexts.stale] : []),
      ...(this.simulation?.thinned ? [partTexts.thinned] : []),
    ];
    return html`<div class="notes" role="status">
      ${notes.map((note) => html`<p>${this.say(note)}</p>`)}
    </div>`;
  }

  static override styles = [
    base,
    buttons,
    panels,
    partStyles,
    css`
      svg {
        position: absolute;
        inset: 0;
        display: block;
        width: 100%;
        height: 100%;
      }
      path {
        fill: none;
        stroke: none;
        stroke-width: 1.2px;
        vector-effect: non-scaling-stroke;
      }
      .obstacle {
        fill: #b08a4a;
      }
      .stock {
        stroke: var(--gx-muted);
        stroke-dasharray: 5 4;
      }
      .part {
        fill: #9fb2c4;
      }
      .edge {
        stroke: #4c6378;
      }
      .target {
        stroke: var(--gx-ok);
        stroke-width: 2px;
      }
      .axis {
        stroke: var(--gx-danger);
        stroke-width: 0.8px;
        stroke-dasharray: 12 3 2 3;
      }
      .rapid {
        stroke: #c96a00;
        stroke-dasharray: 4 3;
      }
      .feed {
        stroke: var(--gx-accent);
      }
      .holder {
        fill: rgb(91 104 117 / 0.5);
      }
      .here {
        stroke: var(--gx-danger);
      }
      .measure {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        padding: 0.375rem 0.5rem;
        border-top: 1px solid var(--gx-line);
        background: var(--gx-paper);
        font-size: 0.8125rem;
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
      .insert {
        fill: #ffc83d;
        stroke: var(--gx-ink);
      }
    `,
  ];
}

/** Diameters as a drawing writes them: those of a bore's wall from the inside. */
function diameters(radii: readonly number[]): string {
  const shown = radii.filter((radius) => radius > 0);
  return shown.length === 0 ? "–" : shown.map((radius) => `⌀${(2 * radius).toFixed(3)}`).join(" / ");
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-section": SectionView;
  }
}
