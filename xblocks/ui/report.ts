/** `<gongxue-report>`: the mark of an attempt, criterion by criterion, and where each fault is. */

import { type TemplateResult, css, html, nothing } from "lit";
import { property } from "lit/decorators.js";

import type { GradedAttempt, Mark, Remark } from "./attempt";
import { GongxueElement, element } from "./element";
import { measurementStyles, measurementTable } from "./measurements";
import { clock, shortNumber } from "./number";
import { base, buttons, panels } from "./styles";
import { reportTexts as texts } from "./texts";

/** Where a remark points to: the detail of the event `gongxue-goto`. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

@element("gongxue-report")
export class Report extends GongxueElement {
  @property({ attribute: false }) attempt: GradedAttempt | null = null;
  @property({ attribute: false }) refused: readonly Remark[] | null = null;

  override render(): TemplateResult | typeof nothing {
    if (this.refused !== null && this.refused.length > 0) return this.refusal(this.refused);
    if (this.attempt !== null) return this.graded(this.attempt);
    return nothing;
  }

  private refusal(remarks: readonly Remark[]): TemplateResult {
    return html`<section aria-labelledby="heading">
      <div class="notice warning">
        <h2 id="heading">${this.say(texts.refused)}</h2>
        <p>${this.say(texts.refusedMeaning)}</p>
      </div>
      ${this.remarks(remarks)}
    </section>`;
  }

  private graded(attempt: GradedAttempt): TemplateResult {
    const percent = shortNumber((100 * attempt.points) / attempt.out_of, 0);
    return html`<section aria-label=${this.say(texts.region)}>
      <header>
        <h2>
          <span class="visually-hidden">${this.say(texts.score)} </span
          ><span class="score">${shortNumber(attempt.points)}</span>
          <span class="out-of"
            >${this.say(texts.outOf, { points: shortNumber(attempt.out_of) })}</span
          >
        </h2>
        ${bar(attempt.points, attempt.out_of)}
        <span class="percent">${this.say(texts.percent, { percent })}</span>
      </header>
      ${
        attempt.withheld === undefined
          ? nothing
          : html`<p class="notice">${this.say(texts[attempt.withheld])}</p>`
      }
      ${
        attempt.remarks.length > 0
          ? html`<h3>${this.say(texts.overall)}</h3>
              ${this.remarks(attempt.remarks)}`
          : nothing
      }
      ${attempt.marks.map((mark) => this.criterion(mark))}
    </section>`;
  }

  private criterion(mark: Mark): TemplateResult {
    const points = shortNumber(mark.points);
    const outOf = shortNumber(mark.out_of);
    return html`<section class="criterion">
      <div class="title">
        <h3>${mark.title[this.language]}</h3>
        <span class="points">${this.say(texts.criterion, { points, outOf })}</span>
      </div>
      ${bar(mark.points, mark.out_of)}
      ${
        mark.remarks.length > 0
          ? this.remarks(mark.remarks)
          : mark.points >= mark.out_of
            ? html`<p class="muted">${this.say(texts.full)}</p>`
            : nothing
      }
      ${
        mark.measurements === undefined || mark.measurements.length === 0
          ? nothing
          : measurementTable(mark.measurements, this.language)
      }
    </section>`;
  }

  private remarks(remarks: readonly Remark[]): TemplateResult {
    return html`<ul>
      ${remarks.map(
        (remark) =>
          html`<li>
            ${
              remark.cost > 0
                ? html`<span class="cost"
                    >${this.say(texts.cost, { points: shortNumber(remark.cost) })}</span
                  >`
                : nothing
            }
            <span class="message">${remark.message[this.language]} ${this.place(remark)}</span>
          </li>`,
      )}
    </ul>`;
  }

  private place({ line, column, at_s: atS }: Remark): TemplateResult | typeof nothing {
    if (line !== null) {
      const text =
        column === null ? this.say(texts.line, { line }) : this.say(texts.place, { line, column });
      return html`<button
        type="button"
        class="link"
        @click=${() => this.goTo({ line, column: column ?? 1 })}
      >
        ${text}
      </button>`;
    }
    if (atS === null) return nothing;
    return html`<span class="muted">${this.say(texts.time, { time: clock(atS) })}</span>`;
  }

  private goTo(place: Place): void {
    this.dispatchEvent(
      new CustomEvent<Place>("gongxue-goto", { detail: place, bubbles: true, composed: true }),
    );
  }

  static override styles = [
    base,
    buttons,
    panels,
    measurementStyles,
    css`
      header {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: center;
        gap: 0.75rem;
        margin-bottom: 0.75rem;
      }
      .score {
        font-size: 2.25rem;
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
      }
      .out-of,
      .percent {
        color: var(--gx-muted);
        font-size: 0.875rem;
        font-weight: 400;
      }
      .bar {
        height: 0.5rem;
        border-radius: 0.25rem;
        background: var(--gx-line);
        overflow: hidden;
      }
      .bar > span {
        display: block;
        height: 100%;
        background: var(--gx-accent);
      }
      .bar > .full {
        background: var(--gx-ok);
      }
      .bar > .low {
        background: var(--gx-danger);
      }
      .criterion {
        padding: 0.625rem 0;
        border-top: 1px solid var(--gx-line);
      }
      .criterion .bar {
        height: 0.25rem;
        margin: 0.25rem 0;
      }
      .title {
        display: flex;
        justify-content: space-between;
        gap: 0.75rem;
      }
      h3 {
        font-size: 0.9375rem;
      }
      .points {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      li {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
        padding: 0.125rem 0;
      }
      .cost {
        flex: none;
        padding: 0 0.375rem;
        border-radius: var(--gx-radius);
        background: var(--gx-danger-soft);
        color: var(--gx-danger);
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
      }
      .notice {
        margin-bottom: 0.5rem;
      }
    `,
  ];
}

/** A bar for the eye; the numbers beside it speak for themselves. */
function bar(points: number, outOf: number): TemplateResult {
  const share = outOf > 0 ? points / outOf : 0;
  const kind = share >= 1 ? "full" : share < 0.5 ? "low" : "";
  return html`<div class="bar" aria-hidden="true">
    <span class=${kind} style="width: ${shortNumber(100 * share)}%"></span>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "gongxue-report": Report;
  }
}
