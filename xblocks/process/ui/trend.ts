/** `<process-trend>`: the pens over time. */

import uPlot from "uplot";
import plotStyles from "uplot/dist/uPlot.min.css?inline";
import { type PropertyValues, type TemplateResult, css, html, unsafeCSS } from "lit";
import { property, query, state } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { clock } from "../../ui/number";
import { base, buttons } from "../../ui/styles";
import type { Film } from "./film";
import type { Plant, Tag } from "./model";
import { trendTexts as texts } from "./texts";

/** Dark enough for small lines on white, and told apart by their dashes as well. */
const PENS = [
  { stroke: "#0b5cad", dash: [] },
  { stroke: "#8a5300", dash: [8, 3] },
  { stroke: "#1a7f37", dash: [2, 3] },
  { stroke: "#6a4c9c", dash: [10, 3, 2, 3] },
  { stroke: "#b3261e", dash: [5, 5] },
  { stroke: "#45515d", dash: [1, 2] },
  { stroke: "#00687a", dash: [12, 4] },
  { stroke: "#7a2e5d", dash: [4, 2] },
] as const;
const SPANS_MIN = [5, 15, 0] as const;
const AXIS = { font: "11px system-ui, sans-serif", stroke: "#45515d", size: 52 } as const;

@element("process-trend")
export class Trend extends GongxueElement {
  @property({ attribute: false }) plant!: Plant;
  @property({ attribute: false }) pens: readonly string[] = [];
  @property({ attribute: false }) film!: Film;
  /** The last scan shown. */
  @property({ type: Number }) played_s = 0;
  /** A moment to mark, in a replay. */
  @property({ type: Number }) mark_s: number | null = null;
  /** How far back the chart goes; 0: to the beginning. */
  @property({ type: Number }) span_min: number = SPANS_MIN[1];
  @state() private hidden_pens: ReadonlySet<string> = new Set();
  @query(".chart") private place!: HTMLElement;
  private plot: uPlot | undefined;
  private readonly resizing = new ResizeObserver(() => this.resize());

  override firstUpdated(): void {
    this.resizing.observe(this.place);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing.disconnect();
    this.plot?.destroy();
    this.plot = undefined;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("pens") || changed.has("hidden_pens")) {
      this.plot?.destroy();
      this.plot = undefined;
    }
    this.draw();
  }

  private get shownPens(): Tag[] {
    return this.pens
      .filter((pen) => !this.hidden_pens.has(pen))
      .flatMap((pen) => this.plant.tags.filter(({ tag }) => tag === pen));
  }

  private data(): uPlot.AlignedData {
    const columns = this.shownPens.map(({ tag }) => this.film.column(tag, this.played_s));
    return [this.film.times(this.played_s), ...columns];
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (width === 0 || height === 0) return;
    if (this.plot === undefined) this.draw();
    else this.plot.setSize({ width, height });
  }

  private draw(): void {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (width === 0 || height === 0) return;
    this.plot ??= new uPlot({ ...this.options(), width, height }, [[]], this.place);
    this.plot.batch(() => {
      this.plot?.setData(this.data(), false);
      this.plot?.setScale("x", this.range());
    });
  }

  private range(): { min: number; max: number } {
    const last = Math.max(this.played_s, 60);
    if (this.span_min === 0) return { min: this.film.t[0] ?? 0, max: last };
    const span_s = this.span_min * 60;
    return { min: Math.max(0, last - span_s), max: Math.max(last, span_s) };
  }

  private options(): Omit<uPlot.Options, "width" | "height"> {
    const units = [...new Set(this.shownPens.map(({ unit }) => unit))];
    const scales = units.map((unit) => [unit, { auto: false, range: this.rangeOf(unit) }]);
    return {
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      padding: [8, units.length > 1 ? 0 : 12, 0, 0],
      scales: { x: { time: false, auto: false }, ...Object.fromEntries(scales) },
      axes: [
        { ...AXIS, size: 26, incrs: [10, 30, 60, 120, 300, 600, 1200], values: (_, splits) => splits.map((t) => clock(t)) },
        ...units.slice(0, 2).map(
          (unit, i): uPlot.Axis => ({
            ...AXIS,
            scale: unit,
            side: i === 0 ? 3 : 1,
            grid: { show: i === 0, stroke: "#e3e7eb", width: 1 },
            values: (_, splits) => splits.map((v, n) => `${v}${n === splits.length - 1 ? unit : ""}`),
          }),
        ),
      ],
      series: [
        {},
        ...this.shownPens.map(({ tag, unit }) => ({
          label: tag,
          scale: unit,
          width: 1.75,
          points: { show: false },
          ...this.penOf(tag),
        })),
      ],
      hooks: { draw: [(plot) => this.drawMark(plot)] },
    };
  }

  private drawMark(plot: uPlot): void {
    if (this.mark_s === null) return;
    const { ctx, bbox } = plot;
    const x = plot.valToPos(this.mark_s, "x", true);
    ctx.save();
    ctx.strokeStyle = "#1c2733";
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }

  /** All pens of one unit share its scale: the widest of their instruments' ranges. */
  private rangeOf(unit: string): [number, number] {
    const tags = this.shownPens.filter((tag) => tag.unit === unit);
    return [Math.min(...tags.map(({ low }) => low)), Math.max(...tags.map(({ high }) => high))];
  }

  private penOf(tag: string): { stroke: string; dash: number[] } {
    const pen = PENS[this.pens.indexOf(tag) % PENS.length] ?? PENS[0];
    return { stroke: pen.stroke, dash: [...pen.dash] };
  }

  override render(): TemplateResult {
    const names = this.shownPens.map(({ tag, text }) => `${tag} ${text[this.language]}`);
    return html`<div class="tools">
        <div class="pens" role="group" aria-label=${this.say(texts.pens)}>
          ${this.pens.map((pen) => this.penButton(pen))}
        </div>
        <div class="spans" role="group" aria-label=${this.say(texts.window)}>
          ${SPANS_MIN.map(
            (minutes) =>
              html`<button
                type="button"
                class="button small"
                aria-pressed=${minutes === this.span_min}
                @click=${() => (this.span_min = minutes)}
              >
                ${minutes === 0 ? this.say(texts.all) : this.say(texts.minutes, { minutes })}
              </button>`,
          )}
        </div>
      </div>
      <div class="chart" role="img" aria-label=${this.say(texts.chart, { pens: names.join(", ") })}></div>`;
  }

  private penButton(pen: string): TemplateResult {
    const shown = !this.hidden_pens.has(pen);
    const { stroke, dash } = this.penOf(pen);
    const reading = this.film.at(this.played_s)?.number(pen) ?? Number.NaN;
    const meta = this.plant.tags.find(({ tag }) => tag === pen);
    const value = Number.isFinite(reading) ? reading.toFixed(meta?.decimals ?? 1) : "—";
    return html`<button
      type="button"
      class="pen"
      aria-pressed=${shown}
      title=${meta?.text[this.language] ?? pen}
      @click=${() => this.toggle(pen)}
    >
      <svg width="22" height="8" aria-hidden="true">
        <line x1="0" y1="4" x2="22" y2="4" stroke=${stroke} stroke-width="2.5" stroke-dasharray=${dash.join(" ")} />
      </svg>
      ${pen} <b>${value}</b><small>${meta?.unit ?? ""}</small>
    </button>`;
  }

  private toggle(pen: string): void {
    const hidden = new Set(this.hidden_pens);
    if (!hidden.delete(pen)) hidden.add(pen);
    if (hidden.size < this.pens.length) this.hidden_pens = hidden;
  }

  static override styles = [
    base,
    buttons,
    unsafeCSS(plotStyles),
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        background: #fff;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0.25rem 0.5rem;
        padding: 0.25rem 0.5rem;
      }
      .pens,
      .spans {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      .pen {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        min-height: 1.75rem;
        padding: 0 0.375rem;
        border: 1px solid transparent;
        border-radius: 4px;
        background: none;
        font-size: 0.8125rem;
      }
      .pen[aria-pressed="false"] {
        opacity: 0.55;
        text-decoration: line-through;
      }
      .pen b {
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }
      .pen small {
        color: var(--gx-muted);
        font-size: 0.6875rem;
      }
      .chart {
        position: relative;
        flex: 1;
        min-height: 0;
        overflow: hidden;
      }
      .chart .uplot {
        position: absolute;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "process-trend": Trend;
  }
}
