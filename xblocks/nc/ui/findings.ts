/** `<nc-findings>`: what a simulation found, each with its place in the program. */

import { type TemplateResult, css, html, nothing } from "lit";
import { property } from "lit/decorators.js";

import type { Remark } from "../../ui/attempt";
import { GongxueElement, element } from "../../ui/element";
import { clock, shortNumber } from "../../ui/number";
import type { Place } from "../../ui/report";
import { base, buttons } from "../../ui/styles";
import { reportTexts } from "../../ui/texts";
import type { Simulation } from "./model";
import { exerciseTexts as texts } from "./texts";

@element("nc-findings")
export class Findings extends GongxueElement {
  @property({ attribute: false }) simulation: Simulation | null = null;
  @property() draft = "";

  override render(): TemplateResult {
    const { simulation } = this;
    return html`<section aria-label=${this.say(texts.findings)}>
      <p class="head">
        <span role="status" class=${simulation?.alarms.length ? "faulty" : ""}>
          ${simulation === null ? this.say(texts.notSimulated) : this.summary(simulation)}
        </span>
        <span class="muted">${this.draft}</span>
      </p>
      ${
        simulation === null
          ? nothing
          : html`<ul>
              ${simulation.alarms.map((one) => this.remark(one, "alarm"))}
              ${simulation.findings.map((one) => this.remark(one, "finding"))}
            </ul>`
      }
    </section>`;
  }

  private summary({ alarms, findings, cycle_time_s: time_s, removed_mm3 }: Simulation): string {
    const time = clock(time_s);
    if (alarms.length + findings.length === 0) {
      return this.say(texts.clean, { time, volume: shortNumber(removed_mm3 / 1000, 1) });
    }
    return this.say(texts.summary, { alarms: alarms.length, findings: findings.length, time });
  }

  private remark(remark: Remark, kind: "alarm" | "finding"): TemplateResult {
    const { line, column } = remark;
    return html`<li>
      <span class="id ${kind}">${kind === "alarm" ? remark.id : "!"}</span>
      <span>
        ${remark.message[this.language]}
        ${
          line === null
            ? nothing
            : html`<button
                type="button"
                class="link"
                @click=${() => this.goTo({ line, column: column ?? 1 })}
              >
                ${
                  column === null
                    ? this.say(reportTexts.line, { line })
                    : this.say(reportTexts.place, { line, column })
                }
              </button>`
        }
      </span>
    </li>`;
  }

  private goTo(place: Place): void {
    this.dispatchEvent(
      new CustomEvent<Place>("gongxue-goto", { detail: place, bubbles: true, composed: true }),
    );
  }

  static override styles = [
    base,
    buttons,
    css`
      :host {
        height: 8.5rem;
        padding: 0.375rem 0.625rem;
        overflow-y: auto;
        border-top: 1px solid var(--gx-line);
        background: var(--gx-paper);
      }
      .head {
        display: flex;
        justify-content: space-between;
        gap: 0.75rem;
      }
      .muted {
        flex: none;
        color: var(--gx-muted);
        font-size: 0.8125rem;
      }
      .faulty {
        color: var(--gx-danger);
        font-weight: 600;
      }
      li {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
        padding: 0.125rem 0;
      }
      .id {
        flex: none;
        min-width: 1.5rem;
        padding: 0 0.375rem;
        border-radius: 4px;
        font-size: 0.8125rem;
        font-weight: 600;
        text-align: center;
      }
      .alarm {
        background: var(--gx-danger-soft);
        color: var(--gx-danger);
      }
      .finding {
        background: var(--gx-warning-soft);
        color: var(--gx-warning);
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-findings": Findings;
  }
}
