/** `<nc-section>`: the half section of a turned part, with the tool and its path. */

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
import { base, buttons, panels } from "../../ui/styles";
import type { Text } from "../../ui/text";
import type { Move, TurningExercise, TurningSimulation } from "./model";
import { partStyles } from "./part-styles";
import { edgesOf, pathOf, wayOf, workspaceOf } from "./section-path";
import { partTexts, sectionTexts as texts } from "./texts";
import { momentAt } from "./timeline";

const NO_MOVES: readonly Move[] = [];

type Layer = "part" | "target" | "path";

@element("nc-section")
export class SectionView extends GongxueElement {
  @property({ attribute: false }) exercise!: TurningExercise;
  @property({ attribute: false }) simulation: TurningSimulation | null = null;
  @property({ attribute: false }) time_s = 0;
  /** The program was changed after the simulation. */
  @property({ type: Boolean }) stale = false;
  @state() private layers: ReadonlySet<Layer> = new Set(["part", "target", "path"]);
  private frame = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("exercise")) this.frame = workspaceOf(this.exercise);
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
      </div>
      <div class="stage">
        <svg viewBox=${this.frame} role="img" aria-label=${this.say(texts.label)}>
          <g transform="scale(1 -1)">${this.drawing()}</g>
        </svg>
        ${this.notes()}
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
    const { exercise, simulation, layers } = this;
    const part = simulation?.part ?? exercise.stock.section;
    return svg`
      ${exercise.obstacles.map(({ section }) => svg`<path class="obstacle" d=${pathOf(section)} />`)}
      <path class="stock" d=${edgesOf(exercise.stock.section)} />
      ${layers.has("part") ? svg`<path class="part" d=${pathOf(part)} />` : nothing}
      ${layers.has("part") ? svg`<path class="edge" d=${edgesOf(part)} />` : nothing}
      ${layers.has("target") ? svg`<path class="target" d=${edgesOf(exercise.target)} />` : nothing}
      <path class="axis" d="M-1000 0H1000" />
      ${layers.has("path") ? this.ways() : nothing} ${this.tool()}`;
  }

  private ways(): SVGTemplateResult {
    const of = (rapid: boolean): string =>
      this.moves
        .filter((move) => (move.kind === "rapid") === rapid)
        .map(wayOf)
        .join("");
    return svg`<path class="rapid" d=${of(true)} />
      <path class="feed" d=${of(false)} />`;
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
      .insert {
        fill: #ffc83d;
        stroke: var(--gx-ink);
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-section": SectionView;
  }
}
