/** `<nc-part>`: the part, the clamps, the tool and its path. */

import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { shortNumber } from "../../ui/number";
import { base, buttons, panels } from "../../ui/styles";
import type { Text } from "../../ui/text";
import {
  CUT_AWAY,
  type Colour,
  LEFT_OVER,
  RIGHT,
  cssColour,
  depthColour,
  deviationColour,
  heightsOf,
  surfaceColour,
} from "./field";
import { drawFlat } from "./flat";
import type { MillingExercise, Field, Move, MillingSimulation } from "./model";
import { partStyles } from "./part-styles";
import { PartScene, type ViewName, canDraw } from "./scene";
import { surfaceOf } from "./surface";
import { partTexts as texts } from "./texts";
import { momentAt } from "./timeline";

type Shown = "part" | "target" | "deviation";

const VIEWS: readonly ViewName[] = ["top", "front", "iso"];
const TURN = Math.PI / 18;
const NO_MOVES: readonly Move[] = [];

@element("nc-part")
export class Part extends GongxueElement {
  @property({ attribute: false }) exercise!: MillingExercise;
  @property({ attribute: false }) simulation: MillingSimulation | null = null;
  @property({ attribute: false }) time_s = 0;
  /** The program was changed after the simulation. */
  @property({ type: Boolean }) stale = false;
  @state() private shown: Shown = "target";
  @state() private path = true;
  @query("canvas") private canvas!: HTMLCanvasElement;
  private readonly solid = canDraw();
  private scene: PartScene | undefined;
  private readonly resizing = new ResizeObserver(() => this.fit());

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("simulation") || this.simulation === null) return;
    if (changed.get("simulation") == null) this.shown = "part";
  }

  override firstUpdated(): void {
    if (this.solid) this.scene = new PartScene(this.canvas, this.exercise);
    this.resizing.observe(this.canvas);
  }

  override updated(changed: PropertyValues): void {
    if (this.scene === undefined) {
      this.drawFlat();
      return;
    }
    if (changed.has("simulation") || changed.has("shown")) {
      this.scene.showSurface(surfaceOf(this.field, this.heights, this.colourOf()));
    }
    if (changed.has("simulation") || changed.has("path")) {
      this.scene.showPath(this.moves, this.path);
    }
    const moment = momentAt(this.moves, this.time_s);
    this.scene.showTool(moment?.move.tool ?? null, moment?.position_mm ?? null);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing.disconnect();
    this.scene?.dispose();
  }

  private get moves(): readonly Move[] {
    return this.simulation?.moves ?? NO_MOVES;
  }

  private get field(): Field {
    if (this.simulation === null) return this.exercise.target;
    return this.shown === "target" ? this.simulation.target : this.simulation.part;
  }

  private get heights(): Int32Array {
    return heightsOf(this.field);
  }

  private colourOf(): (index: number) => Colour {
    const { heights, field } = this;
    if (this.simulation !== null && this.shown === "deviation") {
      const target = heightsOf(this.simulation.target);
      const tolerance = this.simulation.tolerance_um;
      return (index) => deviationColour((heights[index] ?? 0) - (target[index] ?? 0), tolerance);
    }
    const [top, bottom] = [1000 * field.top_mm, 1000 * field.bottom_mm];
    return this.solid
      ? (index) => surfaceColour(heights[index] ?? 0, top)
      : (index) => depthColour(heights[index] ?? 0, top, bottom);
  }

  private fit(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (this.scene !== undefined) {
      this.scene.resize(width, height);
      return;
    }
    this.canvas.width = Math.round(width * window.devicePixelRatio);
    this.canvas.height = Math.round(height * window.devicePixelRatio);
    this.drawFlat();
  }

  private drawFlat(): void {
    const moment = momentAt(this.moves, this.time_s);
    const tool = this.exercise.tools.find((one) => one.number === moment?.move.tool);
    const tip = moment?.position_mm ?? null;
    drawFlat(this.canvas, {
      field: this.field,
      colourOf: this.colourOf(),
      clamps: this.exercise.clamps,
      moves: this.path ? this.moves : NO_MOVES,
      tool: tool && tip ? { tip_mm: tip, diameter_mm: tool.diameter_mm } : null,
    });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.keys[event.key] ?? this.keys[event.key.toLowerCase()];
    if (act === undefined || this.scene === undefined) return;
    event.preventDefault();
    act(this.scene);
  }

  private readonly keys: Readonly<Record<string, (scene: PartScene) => void>> = {
    ArrowLeft: (scene) => scene.turn(-TURN, 0),
    ArrowRight: (scene) => scene.turn(TURN, 0),
    ArrowUp: (scene) => scene.turn(0, TURN),
    ArrowDown: (scene) => scene.turn(0, -TURN),
    "+": (scene) => scene.turn(0, 0, 0.9),
    "=": (scene) => scene.turn(0, 0, 0.9),
    "-": (scene) => scene.turn(0, 0, 1 / 0.9),
    t: (scene) => scene.look("top"),
    f: (scene) => scene.look("front"),
    i: (scene) => scene.look("iso"),
  };

  override render(): TemplateResult {
    return html`${this.toolbar()}
      <div class="stage">
        <canvas
          role="img"
          tabindex=${this.solid ? 0 : -1}
          aria-label=${this.say(this.solid ? texts.label : texts.flatLabel)}
          @keydown=${(event: KeyboardEvent) => this.onKey(event)}
        ></canvas>
        ${this.notes()} ${this.shown === "deviation" ? this.legend() : nothing}
      </div>`;
  }

  private toolbar(): TemplateResult {
    return html`<div class="toolbar">
      <div role="group" aria-label=${this.say(texts.surface)}>
        ${(["part", "target", "deviation"] as const).map((one) =>
          this.toggle(texts[one], this.shown === one, () => (this.shown = one), {
            disabled: this.simulation === null && one !== "target",
          }),
        )}
      </div>
      ${this.toggle(texts.path, this.path, () => (this.path = !this.path))}
      ${
        this.solid
          ? html`<div role="group" aria-label=${this.say(texts.view)}>
              ${VIEWS.map(
                (view) =>
                  html`<button
                    type="button"
                    class="button small"
                    @click=${() => this.scene?.look(view)}
                  >
                    ${this.say(texts[view])}
                  </button>`,
              )}
            </div>`
          : nothing
      }
    </div>`;
  }

  private toggle(
    text: Text,
    pressed: boolean,
    act: () => void,
    { disabled = false }: { disabled?: boolean } = {},
  ): TemplateResult {
    return html`<button
      type="button"
      class="button small"
      aria-pressed=${pressed}
      ?disabled=${disabled}
      @click=${act}
    >
      ${this.say(text)}
    </button>`;
  }

  private notes(): TemplateResult {
    const notes = [
      ...(this.solid ? [] : [texts.flat]),
      ...(this.simulation === null ? [texts.empty] : []),
      ...(this.stale ? [texts.stale] : []),
      ...(this.simulation?.thinned ? [texts.thinned] : []),
    ];
    return html`<div class="notes" role="status">
      ${notes.map((note) => html`<p>${this.say(note)}</p>`)}
    </div>`;
  }

  private legend(): TemplateResult {
    const tolerance = shortNumber((this.simulation?.tolerance_um ?? 0) / 1000, 3);
    const entries: readonly [Colour, Text][] = [
      [RIGHT, texts.right],
      [LEFT_OVER, texts.leftOver],
      [CUT_AWAY, texts.cutAway],
    ];
    return html`<ul class="legend">
      ${entries.map(
        ([colour, text]) =>
          html`<li>
            <i style="background: ${cssColour(colour)}"></i>${this.say(text, { tolerance })}
          </li>`,
      )}
    </ul>`;
  }

  static override styles = [base, buttons, panels, partStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-part": Part;
  }
}
