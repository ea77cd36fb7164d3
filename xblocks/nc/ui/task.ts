/** `<nc-task>`: what is to be made: brief, drawing, tools, machine and marks. */

import { type TemplateResult, css, html, nothing } from "lit";
import { property } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { shortNumber } from "../../ui/number";
import { base } from "../../ui/styles";
import type { Text } from "../../ui/text";
import { type Table, milledTask } from "./milled-task";
import type { Exercise } from "./model";
import { taskTexts as texts } from "./texts";
import { turnedTask } from "./turned-task";

/** A line's end in the author's text: the browser makes it a space, which Chinese does without. */
const LINE_END_IN_CHINESE = /(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*/g;

@element("nc-task")
export class Task extends GongxueElement {
  @property({ attribute: false }) exercise!: Exercise;

  override render(): TemplateResult {
    const { exercise, language } = this;
    const task =
      exercise.machining === "turning"
        ? turnedTask(exercise, language)
        : milledTask(exercise, language);
    return html`<section>
        <h3>${this.say(texts.brief)}</h3>
        ${exercise.brief[language]
          .split(/\n\s*\n/)
          .map((paragraph) => html`<p>${paragraph.replace(LINE_END_IN_CHINESE, "")}</p>`)}
      </section>
      <section>
        <h3>${this.say(texts.drawing)}</h3>
        <figure>
          ${task.drawing}
          <figcaption>${task.note}</figcaption>
        </figure>
        ${exercise.features.length > 0 ? this.table(texts.features, task.features) : nothing}
      </section>
      <section>${this.table(texts.tools, task.tools)}</section>
      <section>${this.machine(task.rapid, task.stock)}</section>
      <section>${this.rubric()}</section>`;
  }

  private table(title: Text, { head, rows }: Table): TemplateResult {
    return html`<table>
      <caption>
        ${this.say(title)}
      </caption>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${this.say(cell)}</th>`)}
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

  private machine(rapid: string, stock: string): TemplateResult {
    const { machine } = this.exercise;
    const limits = {
      rapid,
      feed: machine.max_feed_mm_per_min,
      speed: machine.max_spindle_rpm,
    };
    return html`<h3>${this.say(texts.machine)}</h3>
      <p>${machine.name[this.language]}</p>
      <p>${this.say(texts.limits, limits)} ${this.say(texts[machine.decimal])}</p>
      <p>
        ${this.say(texts.stock)}: ${this.exercise.stock.material.name[this.language]}, ${stock}
      </p>`;
  }

  private rubric(): TemplateResult {
    const { rubric, cycle_time_s: cycle } = this.exercise;
    return html`<h3>${this.say(texts.rubric)}</h3>
      <ul class="rubric">
        ${rubric.map(
          (mark) =>
            html`<li>
              <span
                >${mark.title[this.language]}${
                  mark.note == null
                    ? nothing
                    : html`<span class="muted note">${mark.note[this.language]}</span>`
                }</span
              >
              <span>${this.say(texts.points, { points: shortNumber(mark.out_of) })}</span>
            </li>`,
        )}
      </ul>
      ${cycle === null ? nothing : html`<p>${this.say(texts.cycle, cycle)}</p>`}`;
  }

  static override styles = [
    base,
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
      .note {
        display: block;
        font-size: 0.8125rem;
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
