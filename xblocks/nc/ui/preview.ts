/** `<nc-preview>`: what an author's text makes, beside the text: drawing, stock and target, what
 * the reference program earns, and the variants side by side. */

import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";

import type { GradedAttempt, Remark } from "../../ui/attempt";
import { GongxueElement, element } from "../../ui/element";
import type { Place } from "../../ui/report";
import { type Call, failureText } from "../../ui/server";
import { base, buttons, panels } from "../../ui/styles";
import { tabList, tabStyles } from "../../ui/tabs";
import type { Exercise, Simulation } from "./model";
import { previewStyles } from "./preview-styles";
import type { Program } from "./program";
import { previewTexts as texts } from "./texts";
import { type Variant, variantTable } from "./variant-table";

import "../../ui/report";
import "./playback";
import "./program";
import "./task";

type TabId = "task" | "part" | "reference" | "variants";

const TABS: readonly TabId[] = ["task", "part", "reference", "variants"];
const LARGEST_SEED = 2 ** 32 - 1;

interface Shown {
  readonly exercise: Exercise;
  readonly has_reference: boolean;
}

interface Reference {
  readonly program: string;
  readonly attempt?: GradedAttempt;
  readonly simulation?: Simulation;
  readonly refused?: readonly Remark[];
}

@element("nc-preview")
export class Preview extends GongxueElement {
  /** The last text without a problem; null before there was one. */
  @property({ attribute: false }) source: string | null = null;
  @property({ attribute: false }) call!: Call;

  @state() private seed = 0;
  @state() private tab: TabId = "task";
  @state() private shown: Shown | null = null;
  @state() private variants: readonly Variant[] | null = null;
  @state() private reference: Reference | null = null;
  @state() private busy = false;
  @state() private notice = "";
  @state() private time_s = 0;
  @query("nc-program") private program!: Program | null;
  /** Counts the questions asked, so that a late answer to an old one is passed over. */
  private asked = 0;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("source")) this.variants = null;
    if (changed.has("source") || changed.has("seed")) {
      this.reference = null;
      void this.ask();
    }
    if (this.tab === "variants" && this.variants === null) void this.compare();
  }

  private async ask(): Promise<void> {
    const { source, seed } = this;
    if (source === null) return;
    const asked = ++this.asked;
    await this.trying(async () => {
      const answer = await this.call<Shown | { problems: unknown }>("studio_preview", {
        source,
        seed,
      });
      if (asked !== this.asked) return;
      this.notice = "exercise" in answer ? "" : this.say(texts.seedFaulty, { seed });
      if ("exercise" in answer) this.shown = answer;
    });
  }

  private async compare(): Promise<void> {
    const { source } = this;
    if (source === null) return;
    this.variants = [];
    await this.trying(async () => {
      const answer = await this.call<{ variants: Variant[] }>("studio_variants", { source });
      if (source === this.source) this.variants = answer.variants;
    });
  }

  private async run(): Promise<void> {
    const { source, seed, busy } = this;
    if (source === null || busy) return;
    this.busy = true;
    await this.trying(async () => {
      const answer = await this.call<Reference>("studio_reference", { source, seed });
      if (source !== this.source || seed !== this.seed) return;
      this.reference = answer;
      this.time_s = answer.simulation?.moves.at(-1)?.t1_s ?? 0;
    });
    this.busy = false;
  }

  private async trying(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.notice = this.say(failureText(error));
    }
  }

  private choose(seed: number): void {
    this.seed = seed;
    this.tab = "task";
  }

  override render(): TemplateResult {
    const tabs = TABS.map((id) => ({ id, label: this.say(texts[id]) }));
    return html`<section aria-label=${this.say(texts.heading)}>
      <header>
        <h3>${this.say(texts.heading)}</h3>
        <label
          >${this.say(texts.seed)}
          <input
            type="number"
            min="0"
            max=${LARGEST_SEED}
            step="1"
            .value=${String(this.seed)}
            @change=${(event: Event) => this.seedTyped(event.target as HTMLInputElement)}
          />
        </label>
      </header>
      ${tabList(this.say(texts.heading), tabs, this.tab, (id) => (this.tab = id as TabId))}
      <p role="status" class="notice-line">${this.notice}</p>
      ${TABS.map((id) => this.panel(id))}
    </section>`;
  }

  private seedTyped(input: HTMLInputElement): void {
    if (input.value !== "" && input.reportValidity()) this.seed = input.valueAsNumber;
  }

  private panel(id: TabId): TemplateResult {
    return html`<div
      id="panel-${id}"
      role="tabpanel"
      aria-labelledby="tab-${id}"
      tabindex="0"
      ?hidden=${this.tab !== id}
    >
      ${this.tab === id ? this.content(id) : nothing}
    </div>`;
  }

  private content(id: TabId): TemplateResult {
    if (id === "variants") {
      return variantTable(this.variants ?? [], this.language, (seed) => this.choose(seed));
    }
    if (this.shown === null) return html`<p class="muted">${this.say(texts.nothingYet)}</p>`;
    if (id === "task") return html`<nc-task .exercise=${this.shown.exercise}></nc-task>`;
    return id === "part" ? this.partPanel(this.shown) : this.referencePanel(this.shown);
  }

  private partPanel({ exercise }: Shown): TemplateResult {
    const simulation = this.reference?.simulation ?? null;
    const view = html`<nc-playback
      .exercise=${exercise}
      .simulation=${simulation}
      .time_s=${this.time_s}
      @nc-seek=${(event: CustomEvent<number>) => (this.time_s = event.detail)}
    ></nc-playback>`;
    return html`<div class="part">${keyed(exercise, view)}</div>`;
  }

  private referencePanel({ exercise, has_reference: has }: Shown): TemplateResult {
    const { reference } = this;
    if (!has) return html`<p>${this.say(texts.noReference)}</p>`;
    return html`<p>
        <button type="button" class="button primary" ?disabled=${this.busy} @click=${() => this.run()}>
          ${this.say(this.busy ? texts.running : texts.run)}
        </button>
      </p>
      ${
        reference === null
          ? nothing
          : html`<div @gongxue-goto=${(event: CustomEvent<Place>) => this.program?.goTo(event.detail)}>
                <gongxue-report
                  .attempt=${reference.attempt ?? null}
                  .refused=${reference.refused ?? null}
                ></gongxue-report>
              </div>
              <div class="program">
                <nc-program
                  fixed
                  .start=${reference.program}
                  .exercise=${exercise}
                  .alarms=${reference.simulation?.alarms ?? []}
                  .findings=${reference.simulation?.findings ?? []}
                ></nc-program>
              </div>`
      }`;
  }

  static override styles = [base, buttons, panels, tabStyles, previewStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-preview": Preview;
  }
}
