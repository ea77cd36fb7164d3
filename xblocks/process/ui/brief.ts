/** The sheet before and during a run: what to do, how it is marked, and how to begin. */

import { type TemplateResult, html, nothing } from "lit";

import type { GradedAttempt } from "../../ui/attempt";
import { clock, shortNumber } from "../../ui/number";
import { type Language, type Text, fill } from "../../ui/text";
import type { Exercise } from "./model";
import { texts } from "./texts";

export interface Sheet {
  readonly exercise: Exercise;
  readonly language: Language;
  readonly notice: string;
  readonly busy: boolean;
  readonly standing: string;
  /** Where an unfinished run stands; null: there is none. */
  readonly openAt_s: number | null;
  readonly left: number | null;
  readonly attempt: GradedAttempt | null;
  readonly goOn: (() => void) | null;
  readonly start: () => void;
}

export function briefSheet(sheet: Sheet): TemplateResult {
  const say = (text: Text, values: Record<string, string | number> = {}): string =>
    fill(text[sheet.language], values);
  return html`<div class="sheet">
    <div class="brief">
      <h3>${say(sheet.exercise.title)}</h3>
      ${say(sheet.exercise.brief)
        .trim()
        .split("\n")
        .map((line) => html`<p>${withUnits(line)}</p>`)}
      <p class="muted">
        ${say(texts.limit, { time: clock(sheet.exercise.timeout_s) })}
        ${sheet.standing === "" ? nothing : html` · ${sheet.standing}`}
      </p>
      ${sheet.openAt_s === null
        ? nothing
        : html`<p class="notice">${say(texts.openRun, { time: clock(sheet.openAt_s) })}</p>`}
      ${sheet.notice === "" ? nothing : html`<p class="notice danger" role="alert">${sheet.notice}</p>`}
      ${begin(sheet, say)}
      ${sheet.attempt === null
        ? nothing
        : html`<h4>${say(texts.result)}</h4>
            <gongxue-report .attempt=${sheet.attempt}></gongxue-report>`}
    </div>
    <div class="marking">${marking(sheet, say)}</div>
  </div>`;
}

type Say = (text: Text, values?: Record<string, string | number>) => string;

function begin(sheet: Sheet, say: Say): TemplateResult {
  const none = sheet.left === 0;
  return html`<div class="begin">
    ${sheet.goOn === null
      ? nothing
      : html`<button type="button" class="button primary" ?disabled=${sheet.busy} @click=${sheet.goOn}>
          ${say(texts.goOn)}
        </button>`}
    <button
      type="button"
      class="button ${sheet.goOn === null ? "primary" : ""}"
      ?disabled=${sheet.busy || none}
      @click=${sheet.start}
    >
      ${say(sheet.busy ? texts.starting : sheet.goOn === null ? texts.start : texts.again)}
    </button>
    ${none ? html`<span class="muted">${say(texts.noneLeft)}</span>` : nothing}
  </div>`;
}

function marking(sheet: Sheet, say: Say): TemplateResult {
  const { groups, quality, safety } = sheet.exercise;
  const line = (text: Text, points: string): TemplateResult =>
    html`<li><span>${say(text)}</span><span class="points">${points}</span></li>`;
  const earned = (weight: number): string => say(texts.points, { points: shortNumber(weight) });
  const lost = (deduction: number): string => say(texts.minus, { points: shortNumber(deduction) });
  return html`${groups.map(
      (group) =>
        html`<h4>${say(group.title)}</h4>
          <ol>
            ${group.steps.map((step) => line(step.text, earned(step.weight)))}
          </ol>`,
    )}
    <h4>${say(texts.qualityHeading)}</h4>
    <ul>
      ${quality.map((one) => line(one.text, earned(one.weight)))}
    </ul>
    <h4>${say(texts.safetyHeading)}</h4>
    <ul>
      ${safety.map((one) => line(one.text, lost(one.deduction)))}
    </ul>`;
}

/** A number is not parted from its unit at the end of a line. */
function withUnits(line: string): string {
  return line.replace(/(\d) (?=[°m%])/g, "$1\u00a0");
}
