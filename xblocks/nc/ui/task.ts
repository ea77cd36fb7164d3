/** `<nc-task>`: what is to be made: brief, drawing, tools, machine and marks. */

import { type TemplateResult, css, html, nothing } from "lit";
import { property } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { shortNumber } from "../../ui/number";
import { base } from "../../ui/styles";
import { anchorsOf, isRound, sizeOf, withTolerance } from "./dimensions";
import { drawingOf, drawingStyles } from "./drawing";
import type { Exercise, Feature, Tool } from "./model";
import { taskTexts as texts } from "./texts";

/** A line's end in the author's text: the browser makes it a space, which Chinese does without. */
const LINE_END_IN_CHINESE = /(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*/g;

@element("nc-task")
export class Task extends GongxueElement {
  @property({ attribute: false }) exercise!: Exercise;

  override render(): TemplateResult {
    const { brief, features } = this.exercise;
    return html`<section>
        <h3>${this.say(texts.brief)}</h3>
        ${brief[this.language]
          .split(/\n\s*\n/)
          .map((paragraph) => html`<p>${paragraph.replace(LINE_END_IN_CHINESE, "")}</p>`)}
      </section>
      <section>
        <h3>${this.say(texts.drawing)}</h3>
        <figure>
          ${drawingOf(this.exercise, this.language)}
          <figcaption>${this.say(texts.note)}</figcaption>
        </figure>
        ${features.length > 0 ? this.featureTable(features) : nothing}
      </section>
      <section>${this.toolTable(this.exercise.tools)}</section>
      <section>${this.machine()}</section>
      <section>${this.rubric()}</section>`;
  }

  private featureTable(features: readonly Feature[]): TemplateResult {
    const head = [texts.feature, texts.centre, texts.size, texts.corner, texts.depth];
    return this.table(
      this.say(texts.features),
      head.map((text) => this.say(text)),
      features.map((feature) => [
        feature.title[this.language],
        this.placeOf(feature),
        sizeOf(feature),
        isRound(feature) || feature.kind === "slot" || feature.corner_radius_mm === 0
          ? "–"
          : `R${withTolerance(feature.corner_radius_mm, feature.tolerances_mm.corner)}`,
        withTolerance(feature.depth_mm, feature.tolerances_mm.depth),
      ]),
    );
  }

  private placeOf(feature: Feature): string {
    return anchorsOf(feature, this.exercise.stock)
      .map((at) => at?.map((value) => shortNumber(value, 3)).join(", ") ?? this.say(texts.open))
      .join(" → ");
  }

  private toolTable(tools: readonly Tool[]): TemplateResult {
    const head = [texts.tool, texts.name, texts.diameter, texts.flutes, texts.register];
    return this.table(
      this.say(texts.tools),
      head.map((text) => this.say(text)),
      tools.map((tool) => [
        `T${tool.number}`,
        tool.name[this.language],
        `⌀${shortNumber(tool.diameter_mm)}`,
        shortNumber(tool.flute_length_mm),
        `H${tool.number}`,
      ]),
    );
  }

  private table(title: string, head: readonly string[], rows: readonly string[][]): TemplateResult {
    return html`<table>
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private machine(): TemplateResult {
    const { machine, stock } = this.exercise;
    const limits = {
      rapid: machine.rapid_mm_per_min,
      feed: machine.max_feed_mm_per_min,
      speed: machine.max_spindle_rpm,
    };
    return html`<h3>${this.say(texts.machine)}</h3>
      <p>${machine.name[this.language]}</p>
      <p>${this.say(texts.limits, limits)} ${this.say(texts[machine.decimal])}</p>
      <p>
        ${this.say(texts.stock)}: ${stock.material.name[this.language]},
        ${stock.size_mm.map((value) => shortNumber(value)).join(" × ")} mm
      </p>`;
  }

  private rubric(): TemplateResult {
    const { rubric, cycle_time_s: cycle } = this.exercise;
    return html`<h3>${this.say(texts.rubric)}</h3>
      <ul class="rubric">
        ${rubric.map(
          (mark) =>
            html`<li>
              <span>${mark.title[this.language]}</span>
              <span>${this.say(texts.points, { points: shortNumber(mark.out_of) })}</span>
            </li>`,
        )}
      </ul>
      ${cycle === null ? nothing : html`<p>${this.say(texts.cycle, cycle)}</p>`}`;
  }

  static override styles = [
    base,
    drawingStyles,
    css`
      section {
        margin-bottom: 1rem;
      }
      h3,
      caption {
        margin-bottom: 0.25rem;
        font-size: 0.9375rem;
        font-weight: 600;
        text-align: start;
      }
      p {
        margin-bottom: 0.375rem;
        max-width: 46em;
      }
      figure {
        margin: 0 0 0.75rem;
        padding: 0.5rem;
        border: 1px solid var(--gx-line);
        border-radius: var(--gx-radius);
        background: #fff;
      }
      figure .drawing {
        max-height: 36rem;
      }
      figcaption {
        color: var(--gx-muted);
        font-size: 0.8125rem;
      }
      table {
        width: 100%;
        margin-bottom: 0.75rem;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.25rem 0.5rem 0.25rem 0;
        border-bottom: 1px solid var(--gx-line);
        text-align: start;
        vertical-align: top;
      }
      thead th {
        color: var(--gx-muted);
        font-size: 0.8125rem;
        font-weight: 400;
      }
      tbody th {
        font-weight: 600;
      }
      .rubric {
        max-width: 30rem;
      }
      .rubric li {
        display: flex;
        justify-content: space-between;
        gap: 1rem;
        border-bottom: 1px solid var(--gx-line);
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-task": Task;
  }
}
