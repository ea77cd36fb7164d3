/** `<nc-player>`: plays a simulated run: time line, blocks, speed, position display, panel. */

import { type PropertyValues, type TemplateResult, css, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { clock, shortNumber } from "../../ui/number";
import { base, buttons } from "../../ui/styles";
import type { Text } from "../../ui/text";
import type { Move } from "./model";
import {
  type Pace,
  type Switches,
  advanced,
  beginsOf,
  durationAt,
  nextAfter,
  stopsOf,
} from "./pace";
import type { Settings } from "./panel";
import { playerTexts as texts } from "./texts";
import { type Axes, type Moment, axesOf, blockTimes, momentAt, stepFrom } from "./timeline";

import "./panel";

/** The signs on the buttons, as paths in a square of 16. */
const SIGNS = {
  back: "M2 2h2v12H2zM14 2v12L5 8z",
  play: "M3 1.5v13L14 8z",
  pause: "M3 2h4v12H3zM9 2h4v12H9z",
  forward: "M12 2h2v12h-2zM2 2v12l9-6z",
  panel: "M1 3h9v2H1zM13 3h2v2h-2zM10 2h3v4h-3zM1 11h2v2H1zM6 11h9v2H6zM3 10h3v4H3z",
};

const SPEEDS = [1, 2, 5, 10, 20, 50];
const SETTINGS: Settings = { single: false, dry: false, feed_percent: 100, rapid_percent: 100 };
/** From this width on the panel is open to begin with. */
const ROOMY_PX = 600;
const NO_STOPS: readonly number[] = [];

/** What the block being executed does, where its feed does not say so. */
const DOINGS: Readonly<Record<Exclude<Move["kind"], "feed" | "arc" | "thread">, Text>> = {
  rapid: texts.rapid,
  dwell: texts.dwell,
  tool: texts.change,
  stop: texts.stop,
};

@element("nc-player")
export class Player extends GongxueElement {
  @property({ attribute: false }) moves: readonly Move[] = [];
  @property({ attribute: false }) axes: Axes = axesOf({ machining: "milling" });
  @property({ attribute: false }) time_s = 0;
  @property({ type: Number }) rapid_mm_per_min = 10_000;
  /** The line that the editor's cursor is on; null without an editor. */
  @property({ attribute: false }) cursor: number | null = null;
  @property({ attribute: false }) breakpoints: readonly number[] = [];
  /** What the simulation was run with; null where it can't be run again. */
  @property({ attribute: false }) switches: Switches | null = null;
  @state() private playing = false;
  @state() private speed = 10;
  @state() private settings = SETTINGS;
  @state() private open = false;
  private times: readonly number[] = [];
  /** Where the run stops by itself, and besides while it goes up to the cursor. */
  private stops = NO_STOPS;
  private until: readonly number[] = NO_STOPS;
  private lasts = "";
  private frame = 0;
  private last_ms = 0;

  private get end_s(): number {
    return this.moves.at(-1)?.t1_s ?? 0;
  }

  private get pace(): Pace {
    const { speed, settings, rapid_mm_per_min } = this;
    return { ...settings, speed, rapid_mm_per_min };
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("moves")) {
      this.times = blockTimes(this.moves);
      this.pause();
    }
    if (["moves", "breakpoints", "settings"].some((name) => changed.has(name))) {
      this.stops = stopsOf(this.moves, new Set(this.breakpoints), this.settings.single);
      const lasts_s = durationAt(this.moves, this.pace);
      const usual = Math.abs(lasts_s - this.end_s) < 0.5;
      this.lasts = usual ? "" : Number.isFinite(lasts_s) ? clock(lasts_s) : "∞";
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizing.observe(this);
  }

  /** The panel opens by itself where there is room, once it is known how much there is. */
  private readonly resizing = new ResizeObserver(() => {
    if (this.clientWidth === 0) return;
    this.open = this.clientWidth >= ROOMY_PX;
    this.resizing.disconnect();
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing.disconnect();
    this.pause();
  }

  private play(): void {
    if (this.time_s >= this.end_s) this.seek(0);
    this.playing = true;
    this.last_ms = performance.now();
    this.frame = requestAnimationFrame((now) => this.advance(now));
  }

  private pause(): void {
    this.playing = false;
    this.until = NO_STOPS;
    cancelAnimationFrame(this.frame);
  }

  private advance(now_ms: number): void {
    const elapsed_s = Math.max(now_ms - this.last_ms, 0) / 1000;
    this.last_ms = now_ms;
    const stops = this.until.length > 0 ? this.until : this.stops;
    const { time_s, stopped } = advanced(this.moves, this.time_s, elapsed_s, this.pace, stops);
    this.seek(time_s);
    if (stopped) this.pause();
    else this.frame = requestAnimationFrame((now) => this.advance(now));
  }

  private seek(time_s: number): void {
    this.time_s = time_s;
    this.dispatchEvent(
      new CustomEvent("nc-seek", { detail: time_s, bubbles: true, composed: true }),
    );
  }

  /** Play up to the next block on the cursor's line, or from the beginning if none comes. */
  private playToCursor(): void {
    if (this.cursor === null) return;
    const begins = beginsOf(this.moves, new Set([this.cursor]));
    if (begins.length === 0) return;
    this.pause();
    if (nextAfter(begins, this.time_s) === null) this.seek(0);
    if (nextAfter(begins, this.time_s) === null) return;
    this.play();
    this.until = [...this.stops, ...begins].sort((one, other) => one - other);
  }

  private set(some: Partial<Settings>): void {
    this.settings = { ...this.settings, ...some };
    if (some.dry !== undefined) {
      this.dispatchEvent(new CustomEvent("nc-dry", { detail: some.dry, bubbles: true }));
    }
  }

  private step(direction: 1 | -1): void {
    this.pause();
    this.seek(stepFrom(this.times, this.time_s, direction));
  }

  override render(): TemplateResult {
    const idle = this.moves.length === 0;
    const panel = this.say(texts.panel);
    return html`<div class="bar" role="group" aria-label=${this.say(texts.label)}>
        ${this.button(SIGNS.back, texts.back, idle, () => this.step(-1))}
        ${
          this.playing
            ? this.button(SIGNS.pause, texts.pause, idle, () => this.pause())
            : this.button(SIGNS.play, texts.play, idle, () => this.play())
        }
        ${this.button(SIGNS.forward, texts.forward, idle, () => this.step(1))}
        <input
          type="range"
          min="0"
          max=${this.end_s}
          step="any"
          .value=${String(this.time_s)}
          ?disabled=${idle}
          aria-label=${this.say(texts.time)}
          aria-valuetext=${clock(this.time_s)}
          @input=${(event: Event) => {
            this.pause();
            this.seek(Number((event.target as HTMLInputElement).value));
          }}
          title=${this.say(texts.keys)}
          @keydown=${(event: KeyboardEvent) => this.onKey(event)}
        />
        <span class="time">${clock(this.time_s)} / ${clock(this.end_s)}</span>
        <select
          aria-label=${this.say(texts.speed)}
          @change=${(event: Event) => {
            this.speed = Number((event.target as HTMLSelectElement).value);
          }}
        >
          ${SPEEDS.map(
            (speed) =>
              html`<option value=${speed} ?selected=${speed === this.speed}>${speed}×</option>`,
          )}
        </select>
        <button
          type="button"
          class="button small"
          aria-expanded=${this.open}
          aria-controls="panel"
          aria-label=${panel}
          title=${panel}
          @click=${() => (this.open = !this.open)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${SIGNS.panel} /></svg>
        </button>
      </div>
      <nc-panel
        id="panel"
        ?hidden=${!this.open}
        .settings=${this.settings}
        .switches=${this.switches}
        .cursor=${this.cursor}
        .breakpoints=${this.breakpoints}
        .lasts=${this.lasts}
        @nc-set=${(event: CustomEvent<Partial<Settings>>) => this.set(event.detail)}
        @nc-to-cursor=${() => this.playToCursor()}
      ></nc-panel>
      ${this.display(momentAt(this.moves, this.time_s))}`;
  }

  /** Arrows on the time line go block by block, the space bar plays. */
  private onKey(event: KeyboardEvent): void {
    const act = this.keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    ArrowRight: () => this.step(1),
    ArrowLeft: () => this.step(-1),
    " ": () => (this.playing ? this.pause() : this.play()),
    c: () => this.playToCursor(),
    s: () => this.set({ single: !this.settings.single }),
  };

  private button(sign: string, text: Text, disabled: boolean, act: () => void): TemplateResult {
    const label = this.say(text);
    return html`<button
      type="button"
      class="button small"
      aria-label=${label}
      title=${label}
      ?disabled=${disabled}
      @click=${act}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${sign} /></svg>
    </button>`;
  }

  private display(moment: Moment | null): TemplateResult {
    if (moment === null) return html`<p class="display muted">${this.say(texts.none)}</p>`;
    const { move, position_mm: position } = moment;
    const axes = this.axes.map(([axis, index]) => ({ axis, value: position?.[index] }));
    return html`<p class="display">
      <span>${this.say(texts.line, { line: move.line })}</span>
      ${axes.map(
        ({ axis, value }) =>
          html`<span class="axis"
            ><b>${axis}</b> ${value === undefined ? "–" : value.toFixed(3)}</span
          >`,
      )}
      <span>${this.doing(move)}</span>
      <span>S${shortNumber(Math.abs(move.spindle_rpm), 0)}</span>
      ${move.tool > 0 ? html`<span>T${move.tool}</span>` : nothing}
    </p>`;
  }

  private doing(move: Move): string {
    if (move.kind === "feed" || move.kind === "arc" || move.kind === "thread") {
      return this.say(texts.feed, { feed: shortNumber(move.feed_mm_per_min, 0) });
    }
    return this.say(DOINGS[move.kind]);
  }

  static override styles = [
    base,
    buttons,
    css`
      :host {
        container-type: inline-size;
        padding: 0.375rem 0.5rem;
        border-top: 1px solid var(--gx-line);
        background: var(--gx-paper);
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
      .button.small {
        min-width: 2.25rem;
      }
      svg {
        width: 0.875rem;
        height: 0.875rem;
        fill: currentColor;
      }
      input {
        flex: 1;
        min-width: 3rem;
        accent-color: var(--gx-accent);
      }
      select {
        min-height: 1.75rem;
        border: 1px solid #8794a1;
        border-radius: var(--gx-radius);
        background: var(--gx-paper);
        font: inherit;
      }
      .time {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .display {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.875rem;
        min-height: 1.5rem;
        margin-top: 0.25rem;
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
      }
      /* Two lines at all times where one is too short for the longest block. */
      @container (max-width: 32rem) {
        .bar {
          flex-wrap: wrap;
        }
        .bar input {
          flex-basis: 100%;
          order: -1;
        }
        .time {
          flex: 1;
          text-align: end;
        }
        .display {
          min-height: 3rem;
        }
      }
      .axis {
        min-width: 5.5em;
        font-family: var(--gx-mono);
      }
      .axis b {
        color: var(--gx-accent);
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-player": Player;
  }
}
