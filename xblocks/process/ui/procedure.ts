/** `<process-procedure>`: the steps, which light up when they may be done and when they are. */

import { type PropertyValues, type TemplateResult, css, html } from "lit";
import { property } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { shortNumber } from "../../ui/number";
import { base } from "../../ui/styles";
import { DONE, type Exercise, OUT_OF_ORDER, READY, type StepText } from "./model";
import { stepTexts as texts, texts as screenTexts } from "./texts";

const SIGNS: Readonly<Record<string, string>> = { "0": "", "1": "▸", "2": "✓", "3": "!" };

@element("process-procedure")
export class Procedure extends GongxueElement {
  @property({ attribute: false }) exercise!: Exercise;
  /** One character for each step, in the order of the procedure. */
  @property() states = "";

  /** The first step that may be done stays in view. */
  override updated(changed: PropertyValues): void {
    if (!changed.has("states")) return;
    const list = this.renderRoot.querySelector<HTMLElement>(".list");
    const next = this.renderRoot.querySelector<HTMLElement>(".s1");
    if (list === null || next === null || list.clientHeight === 0) return;
    const { offsetTop: top, offsetHeight: height } = next;
    if (top < list.scrollTop || top + height > list.scrollTop + list.clientHeight) {
      list.scrollTop = top - list.clientHeight / 3;
    }
  }

  override render(): TemplateResult {
    let at = 0;
    const done = [...this.states].filter((s) => s === DONE || s === OUT_OF_ORDER).length;
    const all = this.states.length;
    return html`<p class="count" role="status">${this.say(texts.count, { done, all })}</p>
      <div class="list" role="group" tabindex="0" aria-label=${this.say(screenTexts.procedure)}>
        ${this.exercise.groups.map(
          (group) =>
            html`<h3>${group.title[this.language]}</h3>
              <ol>
                ${group.steps.map((step) => this.step(step, this.states[at++] ?? "0"))}
              </ol>`,
        )}
      </div>`;
  }

  private step(step: StepText, state: string): TemplateResult {
    const stateText = texts[`state${state}` as "state0" | "state1" | "state2" | "state3"];
    return html`<li class="s${state}" aria-current=${state === READY ? "step" : "false"}>
      <span class="sign" role="img" aria-label=${this.say(stateText)} title=${this.say(stateText)}
        >${SIGNS[state]}</span
      >
      <span class="text">${step.text[this.language]}</span>
      <span class="points"
        >${this.say(screenTexts.points, { points: shortNumber(step.weight) })}</span
      >
    </li>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        height: 100%;
      }
      .count {
        padding: 0.25rem 0.75rem;
        border-bottom: 1px solid var(--gx-line);
        color: var(--gx-muted);
        font-size: 0.8125rem;
      }
      .list {
        position: relative;
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: 0.25rem 0.75rem 0.75rem;
      }
      h3 {
        margin-top: 0.375rem;
        color: var(--gx-muted);
        font-size: 0.75rem;
      }
      li {
        display: flex;
        gap: 0.5rem;
        padding: 0.1875rem 0.375rem;
        border-radius: 4px;
        line-height: 1.35;
      }
      .sign {
        display: inline-grid;
        flex: none;
        place-items: center;
        width: 1.125rem;
        height: 1.125rem;
        margin-top: 0.0625rem;
        border: 1.5px solid #8593a1;
        border-radius: 50%;
        font-size: 0.75rem;
        font-weight: 700;
        line-height: 1;
      }
      .text {
        flex: 1;
      }
      .points {
        color: var(--gx-muted);
        font-size: 0.75rem;
        white-space: nowrap;
      }
      .s0 .text {
        color: var(--gx-muted);
      }
      .s1 {
        background: var(--gx-accent-soft);
      }
      .s1 .text {
        font-weight: 600;
      }
      .s1 .sign {
        border-color: var(--gx-accent);
        color: var(--gx-accent);
      }
      .s2 .sign {
        border-color: var(--gx-ok);
        background: var(--gx-ok);
        color: #fff;
      }
      .s3 .sign {
        border-color: var(--gx-danger);
        background: var(--gx-danger);
        color: #fff;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "process-procedure": Procedure;
  }
}
