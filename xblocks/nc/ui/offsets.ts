/** `<nc-offsets>`: the work offsets and tool offsets that the learner found by touching off. */

import { type TemplateResult, css, html } from "lit";
import { property } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { base } from "../../ui/styles";
import type { AskedOffsets, Offsets } from "./model";
import { offsetTexts as texts } from "./texts";

@element("nc-offsets")
export class NcOffsets extends GongxueElement {
  @property({ attribute: false }) asked!: AskedOffsets;
  @property({ attribute: false }) entered: Offsets = { work: {}, tools: {} };

  override render(): TemplateResult {
    const { asked } = this;
    return html`<details open>
      <summary>${this.say(texts.heading)}</summary>
      <p class="muted">${this.say(texts.meaning)}</p>
      <div class="tables">
        ${this.table("work", asked.work, asked.work_axes)}
        ${this.table("tools", asked.tools.map(String), asked.tool_axes)}
      </div>
    </details>`;
  }

  private table(
    kind: keyof Offsets,
    names: readonly string[],
    axes: readonly string[],
  ): TemplateResult {
    return html`<table>
      <caption>
        ${this.say(texts[kind])}
      </caption>
      <thead>
        <tr>
          <td></td>
          ${axes.map((axis) => html`<th scope="col">${axis}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${names.map(
          (name) =>
            html`<tr>
              <th scope="row">${kind === "tools" ? `T${name}` : name}</th>
              ${axes.map((axis, at) => html`<td>${this.field(kind, name, axis, at, axes.length)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private field(
    kind: keyof Offsets,
    name: string,
    axis: string,
    at: number,
    count: number,
  ): TemplateResult {
    const row = this.entered[kind][name] ?? Array<number>(count).fill(0);
    return html`<input
      type="number"
      step="any"
      min="-10000"
      max="10000"
      aria-label="${kind === "tools" ? `T${name}` : name} ${axis}, mm"
      .value=${String(row[at] ?? 0)}
      @change=${(event: Event) => {
        const value = (event.target as HTMLInputElement).valueAsNumber;
        const typed = Number.isFinite(value) ? value : 0;
        this.enter(kind, name, row.map((one, index) => (index === at ? typed : one)));
      }}
    />`;
  }

  private enter(kind: keyof Offsets, name: string, row: readonly number[]): void {
    this.entered = { ...this.entered, [kind]: { ...this.entered[kind], [name]: row } };
    this.dispatchEvent(new CustomEvent<Offsets>("nc-offsets", { detail: this.entered }));
  }

  static override styles = [
    base,
    css`
      details {
        max-height: 14rem;
        padding: 0.375rem 0.75rem;
        border-bottom: 1px solid var(--gx-line);
        overflow-y: auto;
      }
      summary,
      caption,
      th {
        font-weight: 600;
        text-align: start;
      }
      .tables {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1.5rem;
      }
      th,
      td {
        padding: 0.125rem 0.375rem 0.125rem 0;
      }
      input {
        width: 5.5rem;
        min-height: 1.75rem;
        border: 1px solid #8794a1;
        border-radius: var(--gx-radius);
        font: inherit;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-offsets": NcOffsets;
  }
}
