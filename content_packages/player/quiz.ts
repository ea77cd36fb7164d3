/** A lesson's questions, one at a time; after each the learner sees whether it was right, and why. */

import { type PropertyValues, type TemplateResult, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { GongxueElement } from "../../xblocks/ui/element";
import type { Lesson, Question } from "./content";
import { rightIn } from "./progress";
import { buttonStyles } from "./styles";
import { TEXTS } from "./texts";

/** Fires `answered` with `detail` the option's place, and `again`. */
@customElement("gongxue-quiz")
export class Quiz extends GongxueElement {
  @property({ attribute: false }) lesson!: Lesson;
  @property({ attribute: false }) given: readonly number[] = [];
  @property({ attribute: false }) best: number | null = null;
  /** Set by the page around, so that a change of language is drawn. */
  @property() override lang = "";
  /** The place of the question whose feedback is on the screen, from 0. */
  @state() private explaining: number | null = null;
  @state() private chosen: number | null = null;
  @state() private missing = false;

  static override styles = [
    buttonStyles,
    css`
      :host { display: block; margin-top: 1.5rem; border-top: 1px solid #d5dce3; padding-top: 1.25rem; }
      fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
      legend { padding: 0; font-size: 1.125rem; font-weight: 600; line-height: 1.5; }
      .place { color: #5b6875; margin: 0 0 0.25rem; }
      label { display: flex; gap: 0.75rem; align-items: baseline; margin: 0.625rem 0; padding: 0.75rem 1rem;
        border: 1px solid #8a97a5; border-radius: 6px; cursor: pointer; line-height: 1.5; }
      label:hover { background: #f5f7f9; }
      label:focus-within { outline: 3px solid #0b5cad; outline-offset: 2px; }
      label[data-mark] { cursor: default; }
      label[data-mark="right"] { border: 2px solid #1a7f37; background: #eef8f0; }
      label[data-mark="wrong"] { border: 2px solid #b3261e; background: #fdf1f0; }
      input { accent-color: #0b5cad; width: 1.125rem; height: 1.125rem; flex: none; outline: none; }
      .mark { margin-left: auto; font-weight: 600; white-space: nowrap; }
      [data-mark="right"] .mark { color: #1a7f37; }
      [data-mark="wrong"] .mark { color: #b3261e; }
      .feedback { min-height: 1.5rem; margin: 0.75rem 0; line-height: 1.6; }
      .feedback strong { display: block; }
      .missing { color: #b3261e; }
      ol { padding-left: 1.5rem; line-height: 1.6; }
      li { margin: 0.5rem 0; }
      .ok, .no { display: block; font-weight: 600; color: #1a7f37; }
      .no { color: #b3261e; }
      h2 { margin: 0; font-size: 1.25rem; }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("lesson") && changed.get("lesson") !== undefined) {
      [this.explaining, this.chosen, this.missing] = [null, null, false];
    }
  }

  override render(): TemplateResult {
    const at = this.explaining ?? this.given.length;
    const question = this.lesson.quiz[at];
    return question === undefined ? this.summary() : this.form(question, at);
  }

  private form(question: Question, at: number): TemplateResult {
    const all = this.lesson.quiz.length;
    return html`<form @submit=${this.submit}>
      <p class="place">${this.say(TEXTS.question, { at: at + 1, all })}</p>
      <fieldset>
        <legend>${question.question[this.language]}</legend>
        ${question.options.map((_option, place) => this.option(question, place))}
      </fieldset>
      <div class="feedback" role="status">${this.feedback(question)}</div>
      <button class="main" type="submit">${this.buttonText(at + 1 === all)}</button>
    </form>`;
  }

  private option(question: Question, place: number): TemplateResult {
    const explained = this.explaining !== null;
    const right = explained && place === question.answer;
    const wrong = explained && place === this.chosen && !right;
    const text = question.options[place]?.[this.language];
    return html`<label data-mark=${right ? "right" : wrong ? "wrong" : nothing}>
      <input
        type="radio"
        name="option"
        .checked=${place === this.chosen}
        ?disabled=${explained}
        @change=${() => this.choose(place)}
      />
      <span>${text}</span>
      ${right ? html`<span class="mark">✓ ${this.say(TEXTS.rightOption)}</span>` : nothing}
      ${wrong ? html`<span class="mark">✗ ${this.say(TEXTS.yourOption)}</span>` : nothing}
    </label>`;
  }

  private feedback(question: Question): TemplateResult | typeof nothing {
    if (this.missing) return html`<span class="missing">${this.say(TEXTS.choose)}</span>`;
    if (this.explaining === null) return nothing;
    const answer = question.options[question.answer]?.[this.language] ?? "";
    const verdict =
      this.chosen === question.answer
        ? html`<strong class="ok">${this.say(TEXTS.right)}</strong>`
        : html`<strong class="no">${this.say(TEXTS.wrong, { answer })}</strong>`;
    return html`${verdict}${question.feedback[this.language]}`;
  }

  private buttonText(last: boolean): string {
    if (this.explaining === null) return this.say(TEXTS.check);
    return this.say(last ? TEXTS.toResult : TEXTS.nextQuestion);
  }

  private summary(): TemplateResult {
    const all = this.lesson.quiz.length;
    const right = rightIn(this.lesson, this.given);
    return html`<h2 tabindex="-1">${this.say(TEXTS.round, { right, all })}</h2>
      <p>${this.say(TEXTS.best, { right: this.best ?? right, all })}</p>
      <ol>
        ${this.lesson.quiz.map((question, at) => {
          const correct = this.given[at] === question.answer;
          const answer = question.options[question.answer]?.[this.language] ?? "";
          return html`<li>
            ${question.question[this.language]}
            <span class=${correct ? "ok" : "no"}>
              ${correct ? `✓ ${this.say(TEXTS.right)}` : `✗ ${this.say(TEXTS.wrong, { answer })}`}
            </span>
          </li>`;
        })}
      </ol>
      <button type="button" @click=${this.again}>${this.say(TEXTS.again)}</button>`;
  }

  private choose(place: number): void {
    this.chosen = place;
    this.missing = false;
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    if (this.explaining !== null) {
      this.explaining = null;
      this.chosen = null;
      void this.focusOn(this.given.length < this.lesson.quiz.length ? "input" : "h2");
    } else if (this.chosen === null) {
      this.missing = true;
    } else {
      this.explaining = this.given.length;
      this.dispatchEvent(new CustomEvent("answered", { detail: this.chosen }));
      void this.focusOn("button");
    }
  };

  private readonly again = (): void => {
    this.dispatchEvent(new CustomEvent("again"));
    void this.focusOn("input");
  };

  private async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
