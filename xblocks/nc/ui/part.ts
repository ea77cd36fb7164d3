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
import { type Axis, cellAt, deviationsOf, hitOf } from "./measuring";
import type { MillingExercise, Field, Move, MillingSimulation } from "./model";
import { partStyles } from "./part-styles";
import { type Removal, removalOf } from "./removal";
import { PartScene, type ViewName, canDraw } from "./scene";
import { type Surface, reshape, surfaceOf } from "./surface";
import { partTexts as texts } from "./texts";
import { momentAt } from "./timeline";

import "./measure";

type Shown = "part" | "target" | "deviation";

/** What the measuring panel tells: where, and along which axis the part is cut open there. */
interface Measuring {
  readonly place: readonly [number, number];
  readonly axis: Axis | null;
}

const VIEWS: readonly ViewName[] = ["top", "front", "iso"];
const TURN = Math.PI / 18;
/** A pointer that moved no farther clicked. */
const CLICK_PX = 4;
const NO_MOVES: readonly Move[] = [];
const NO_CELLS = new Uint32Array();

@element("nc-part")
export class Part extends GongxueElement {
  @property({ attribute: false }) exercise!: MillingExercise;
  @property({ attribute: false }) simulation: MillingSimulation | null = null;
  @property({ attribute: false }) time_s = 0;
  /** The tool goes its way without cutting. */
  @property({ type: Boolean }) dry = false;
  /** The program was changed after the simulation. */
  @property({ type: Boolean }) stale = false;
  @state() private shown: Shown = "target";
  @state() private path = true;
  @query("canvas") private canvas!: HTMLCanvasElement;
  /** The part during the run, as soon as it is unpacked. */
  @state() private removal: Removal | null = null;
  /** Where the part is measured; null while it is not. */
  @state() private place: readonly [number, number] | null = null;
  @state() private axis: Axis | null = "x";
  private surface: Surface | null = null;
  /** The cells that the last step in time changed, and how many steps changed any. */
  private cut: Uint32Array = NO_CELLS;
  private version = 0;
  private pressed: readonly [number, number] = [0, 0];
  private readonly solid = canDraw();
  private scene: PartScene | undefined;
  private readonly resizing = new ResizeObserver(() => this.fit());

  override willUpdate(changed: PropertyValues<this>): void {
    const { simulation } = this;
    if (changed.has("simulation") && simulation !== null) {
      if (changed.get("simulation") == null) this.shown = "part";
      this.removal = null;
      void this.unpack(simulation);
    }
    this.cut = this.removal?.seek(this.dry ? -1 : this.time_s) ?? NO_CELLS;
    if (this.cut.length > 0) this.version += 1;
  }

  private async unpack(simulation: MillingSimulation): Promise<void> {
    const removal = await removalOf(simulation, this.exercise.tools);
    if (this.simulation === simulation) this.removal = removal;
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
    const anew = ["simulation", "removal", "shown"].some((name) => changed.has(name));
    this.showSurface(anew);
    if (changed.has("place") || changed.has("axis") || this.cut.length > 0) this.showPlace();
    if (changed.has("simulation") || changed.has("path")) {
      this.scene.showPath(this.moves, this.path);
    }
    const moment = momentAt(this.moves, this.time_s);
    this.scene.showTool(moment?.move.tool ?? null, moment?.position_mm ?? null);
  }

  /** The whole surface, or only what of it has changed. */
  private showSurface(anew: boolean): void {
    const { cut } = this;
    const look = { heights_um: this.heights, colourOf: this.colourOf() };
    const still = cut.length === 0 || this.shown === "target";
    if (this.surface === null || anew || (!still && cut.length > look.heights_um.length)) {
      this.surface = surfaceOf(this.field, look);
      this.scene?.showSurface(this.surface);
    } else if (!still) {
      this.scene?.updateSurface(reshape(this.surface, cut, look));
    }
  }

  private showPlace(): void {
    const { field, heights, place } = this;
    const cell = place && cellAt(field, ...place);
    const z = cell === null ? field.top_mm : (heights[cell] ?? 0) / 1000;
    this.scene?.showPlace(place && [...place, z], this.axis);
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
    const played = this.simulation !== null && this.shown !== "target";
    return (played ? this.removal?.heights_um : undefined) ?? heightsOf(this.field);
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

  /** A click, not the end of a turn of the view: measures, or goes to the move of a way. */
  private onClick(event: MouseEvent): void {
    const [x, y] = this.pressed;
    if (this.scene === undefined || Math.hypot(event.clientX - x, event.clientY - y) > CLICK_PX) {
      return;
    }
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const [right, up] = [
      (2 * (event.clientX - left)) / width - 1,
      1 - (2 * (event.clientY - top)) / height,
    ];
    if (this.place !== null) {
      const { from, direction } = this.scene.sightThrough(right, up);
      const seen = (x: number, y: number): boolean => this.isShown(x, y);
      this.place = hitOf(this.field, this.heights, from, direction, seen) ?? this.place;
      return;
    }
    const move = this.moves[this.scene.moveAt(right, up) ?? -1];
    if (move === undefined) return;
    const detail = move.t0_s;
    this.dispatchEvent(new CustomEvent("nc-seek", { detail, bubbles: true, composed: true }));
  }

  /** Whether a place is not in the half of the part that is left out where it is cut open. */
  private isShown(x: number, y: number): boolean {
    const [cut_x, cut_y] = this.place ?? [x, y];
    return this.axis === null || (this.axis === "x" ? y >= cut_y : x <= cut_x);
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
          @pointerdown=${(event: PointerEvent) => (this.pressed = [event.clientX, event.clientY])}
          @click=${(event: MouseEvent) => this.onClick(event)}
        ></canvas>
        ${this.notes()} ${this.shown === "deviation" ? this.legend() : nothing}
      </div>
      ${this.place === null ? nothing : this.measure(this.place)}`;
  }

  private measure(place: readonly [number, number]): TemplateResult {
    return html`<nc-measure
      .field=${this.field}
      .heights=${this.heights}
      .target=${heightsOf(this.simulation?.target ?? this.exercise.target)}
      .tolerance_um=${this.simulation?.tolerance_um ?? 0}
      .place=${place}
      .axis=${this.axis}
      .version=${this.version}
      @nc-place=${({ detail }: CustomEvent<Measuring>) => {
        ({ place: this.place, axis: this.axis } = detail);
      }}
    ></nc-measure>`;
  }

  private toggleMeasure(): void {
    const { min_mm: min, max_mm: max } = this.exercise.stock;
    this.place = this.place === null ? [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2] : null;
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
      ${this.toggle(texts.measure, this.place !== null, () => this.toggleMeasure())}
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
    const tolerance_um = this.simulation?.tolerance_um ?? 0;
    const target = heightsOf(this.simulation?.target ?? this.exercise.target);
    const { left_um, cut_um, right } = deviationsOf(this.heights, target, tolerance_um);
    const values = {
      tolerance: shortNumber(tolerance_um / 1000, 3),
      percent: shortNumber(100 * right, 1),
      left: shortNumber(left_um / 1000, 3),
      cut: shortNumber(-cut_um / 1000, 3),
    };
    const entries: readonly [Colour, Text][] = [
      [RIGHT, texts.rightShare],
      [LEFT_OVER, texts.leftMost],
      [CUT_AWAY, texts.cutMost],
    ];
    return html`<ul class="legend">
      ${entries.map(
        ([colour, text]) =>
          html`<li>
            <i style="background: ${cssColour(colour)}"></i>${this.say(text, values)}
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
