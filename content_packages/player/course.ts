/** The course on the screen: contents, the open lesson with its quiz, and two languages. */

import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";

import { GongxueElement } from "../../xblocks/ui/element";
import type { Text } from "../../xblocks/ui/text";
import { type Course, type Lesson, lessonsOf } from "./content";
import {
  type Progress,
  type Result,
  again,
  answer,
  doneCount,
  isDone,
  markRead,
  open,
  resultOf,
} from "./progress";
import "./quiz";
import { buttonStyles, courseStyles } from "./styles";
import { TEXTS } from "./texts";

/** Fires `progress` with `detail` the new progress after everything that a learner does. */
@customElement("gongxue-course")
export class CoursePlayer extends GongxueElement {
  @property({ attribute: false }) course!: Course;
  @property({ attribute: false }) progress!: Progress;
  @property({ type: Boolean }) connected = false;
  @state() private menuOpen = false;

  static override styles = [buttonStyles, courseStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("progress")) document.documentElement.lang = this.progress.language;
  }

  override render(): TemplateResult {
    const lesson = lessonsOf(this.course)[this.progress.at];
    return html`${this.header()}
      ${this.connected ? nothing : html`<p class="offline" role="status">${this.say(TEXTS.offline)}</p>`}
      <div class="body">${this.contents()}${lesson === undefined ? nothing : this.lesson(lesson)}</div>`;
  }

  private header(): TemplateResult {
    const other = this.language === "en" ? "zh-Hans" : "en";
    return html`<header>
      <button class="skip" @click=${() => void this.focusLesson()}>${this.say(TEXTS.toLesson)}</button>
      <div class="names">
        <div class="school">${this.course.school[this.language]}</div>
        <div class="course">${this.course.title[this.language]}</div>
      </div>
      <button lang=${other} @click=${() => this.change({ ...this.progress, language: other })}>
        ${this.say(TEXTS.otherLanguage)}
      </button>
    </header>`;
  }

  private contents(): TemplateResult {
    const [all, done] = [this.progress.read.length, doneCount(this.course, this.progress)];
    const count = this.say(TEXTS.progress, { done, all });
    let place = 0;
    return html`<nav aria-label=${this.say(TEXTS.contents)} ?data-closed=${!this.menuOpen}>
      <button
        class="menu"
        aria-expanded=${this.menuOpen}
        @click=${() => (this.menuOpen = !this.menuOpen)}
      >
        <span>${this.menuOpen ? "▾" : "▸"} ${this.say(TEXTS.contents)}</span><span>${count}</span>
      </button>
      <div class="list">
        <p class="count">${count}</p>
        <progress max=${all} value=${done} aria-label=${count}></progress>
        ${this.course.modules.map(
          (module) =>
            html`<h2>${module.title[this.language]}</h2>
              <ol>${module.lessons.map((each) => this.entry(each, place++))}</ol>`,
        )}
      </div>
    </nav>`;
  }

  private entry(lesson: Lesson, place: number): TemplateResult {
    const done = isDone(this.course, this.progress, place);
    return html`<li>
      <button
        aria-current=${place === this.progress.at ? "page" : nothing}
        @click=${() => this.go(open(this.progress, place))}
      >
        <span class="tick" ?data-done=${done} role="img" aria-label=${this.say(done ? TEXTS.done : TEXTS.toDo)}>${done ? "✓" : "○"}</span>
        <span>${lesson.title[this.language]}</span>
      </button>
    </li>`;
  }

  private lesson(lesson: Lesson): TemplateResult {
    const at = this.progress.at;
    return html`<main>
      <h1 tabindex="-1">${lesson.title[this.language]}</h1>
      <article>${unsafeHTML(lesson.html[this.language])}</article>
      ${this.standing()}
      ${lesson.quiz.length > 0 ? this.quiz(lesson, at) : nothing}
      <footer>
        ${at > 0
          ? html`<button @click=${() => this.go(open(this.progress, at - 1))}>${this.say(TEXTS.back)}</button>`
          : nothing}
        ${this.onward(lesson, at)}
      </footer>
    </main>`;
  }

  private quiz(lesson: Lesson, at: number): TemplateResult {
    return html`<gongxue-quiz
      .lesson=${lesson}
      .given=${this.progress.given[at] ?? []}
      .best=${this.progress.best[at] ?? null}
      lang=${this.language}
      @answered=${(event: CustomEvent<number>) =>
        this.change(answer(this.course, this.progress, at, event.detail))}
      @again=${() => this.change(again(this.progress, at))}
    ></gongxue-quiz>`;
  }

  /** How the whole course stands, once there is something to say. */
  private standing(): TemplateResult | typeof nothing {
    const result = resultOf(this.course, this.progress);
    const text = standingText(result);
    if (text === null || !this.connected) return nothing;
    const mastery = this.course.mastery_percent;
    return html`<p class="standing" role="status" data-status=${result.status}>
      ${this.say(text, { score: result.scorePercent ?? 0, mastery })}
    </p>`;
  }

  private onward(lesson: Lesson, at: number): TemplateResult | typeof nothing {
    const last = at + 1 === this.progress.read.length;
    if (last && (lesson.quiz.length > 0 || this.progress.read[at] === true)) return nothing;
    const text = last ? TEXTS.readLast : this.progress.read[at] ? TEXTS.next : TEXTS.readNext;
    return html`<button class="main" @click=${() => this.readOn(at, last)}>${this.say(text)}</button>`;
  }

  private readOn(at: number, last: boolean): void {
    const read = markRead(this.progress, at);
    if (last) this.change(read);
    else this.go(open(read, at + 1));
  }

  private change(progress: Progress): void {
    this.progress = progress;
    this.dispatchEvent(new CustomEvent("progress", { detail: progress }));
  }

  private go(progress: Progress): void {
    this.change(progress);
    this.menuOpen = false;
    window.scrollTo(0, 0);
    void this.focusLesson();
  }

  private async focusLesson(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }
}

function standingText(result: Result): Text | null {
  if (result.status !== "incomplete") return TEXTS[result.status];
  return result.scorePercent === null ? null : TEXTS.unread;
}
