/** `<nc-panel>`: the switches and overrides of the machine's panel, and where a run is to stop. */

import { type TemplateResult, css, html, nothing } from "lit";
import { property } from "lit/decorators.js";

import { GongxueElement, element } from "../../ui/element";
import { base, buttons } from "../../ui/styles";
import type { Text } from "../../ui/text";
import type { Switches } from "./pace";
import { panelTexts as texts } from "./texts";

/** What the operator has set for playing. */
export interface Settings {
  readonly single: boolean;
  readonly dry: boolean;
  readonly feed_percent: number;
  readonly rapid_percent: number;
}

const FEED = { most: 150, step: 10 };
const RAPIDS = [25, 50, 100];

/** Tells `nc-set` what is set anew, `nc-switches` which switches are, `nc-breakpoints` the lines
 * that are to stop a run, and `nc-to-cursor` that it is to go up to the cursor. */
@element("nc-panel")
export class Panel extends GongxueElement {
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) switches: Switches | null = null;
  /** The line that the editor's cursor is on; null without an editor. */
  @property({ attribute: false }) cursor: number | null = null;
  @property({ attribute: false }) breakpoints: readonly number[] = [];
  /** How long the run takes, as a clock shows it, where that is not its usual time. */
  @property() lasts = "";

  override render(): TemplateResult {
    const { settings, switches } = this;
    return html`<div class="group" role="group" aria-label=${this.say(texts.switches)}>
        ${this.toggle(texts.single, texts.singleHint, settings.single, () =>
          this.tell("nc-set", { single: !settings.single }),
        )}
        ${switches === null ? nothing : this.runSwitches(switches)}
        ${this.toggle(texts.dry, texts.dryHint, settings.dry, () =>
          this.tell("nc-set", { dry: !settings.dry }),
        )}
      </div>
      <label class="group" title=${this.say(texts.feedHint)}
        >${this.say(texts.feed)}
        <input
          type="range"
          min="0"
          max=${FEED.most}
          step=${FEED.step}
          .value=${String(settings.feed_percent)}
          ?disabled=${settings.dry}
          aria-valuetext="${settings.feed_percent}%"
          @input=${(event: Event) =>
            this.tell("nc-set", { feed_percent: (event.target as HTMLInputElement).valueAsNumber })}
        /><output>${settings.feed_percent}%</output></label
      >
      <label class="group"
        >${this.say(texts.rapid)}
        <select
          @change=${(event: Event) =>
            this.tell("nc-set", { rapid_percent: Number((event.target as HTMLSelectElement).value) })}
        >
          ${RAPIDS.map(
            (percent) =>
              html`<option value=${percent} ?selected=${percent === settings.rapid_percent}>
                ${percent}%
              </option>`,
          )}
        </select></label
      >
      ${this.cursor === null ? nothing : this.stops(this.cursor)}
      ${
        this.lasts === ""
          ? nothing
          : html`<span class="muted">${this.say(texts.lasts, { time: this.lasts })}</span>`
      }`;
  }

  private stops(line: number): TemplateResult {
    const { breakpoints } = this;
    const lines = breakpoints.join(", ");
    return html`<div class="group">
      <button type="button" class="button small" @click=${() => this.tell("nc-to-cursor", null)}>
        ${this.say(texts.toCursor, { line })}
      </button>
      ${this.toggle(texts.breakpoint, texts.breakpointHint, breakpoints.includes(line), () =>
        this.tell("nc-breakpoints", toggled(breakpoints, line)),
      )}
      ${
        lines === ""
          ? nothing
          : html`<span class="muted">${this.say(texts.breakpoints, { lines })}</span>`
      }
    </div>`;
  }

  private runSwitches(switches: Switches): TemplateResult {
    return html`${this.toggle(texts.stop, texts.switchHint, switches.optional_stop, () =>
      this.tell("nc-switches", { ...switches, optional_stop: !switches.optional_stop }),
    )}
    ${this.toggle(texts.skip, texts.switchHint, switches.block_skip, () =>
      this.tell("nc-switches", { ...switches, block_skip: !switches.block_skip }),
    )}`;
  }

  private toggle(text: Text, hint: Text, pressed: boolean, act: () => void): TemplateResult {
    return html`<button
      type="button"
      class="button small"
      aria-pressed=${pressed}
      title=${this.say(hint, { line: this.cursor ?? "" })}
      @click=${act}
    >
      ${this.say(text)}
    </button>`;
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.375rem 0.75rem;
        margin-top: 0.375rem;
        font-size: 0.8125rem;
      }
      .group {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.375rem;
      }
      input {
        width: 6rem;
        accent-color: var(--gx-accent);
      }
      output {
        min-width: 3em;
        font-variant-numeric: tabular-nums;
      }
      select {
        min-height: 1.75rem;
        border: 1px solid #8794a1;
        border-radius: var(--gx-radius);
        background: var(--gx-paper);
        color: inherit;
        font: inherit;
      }
      .muted {
        color: var(--gx-muted);
      }
    `,
  ];
}

/** The lines with one more, or without it if it was among them, in ascending order. */
export function toggled(lines: readonly number[], line: number): number[] {
  return lines.includes(line)
    ? lines.filter((one) => one !== line)
    : [...lines, line].sort((one, other) => one - other);
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-panel": Panel;
  }
}
