/** `<nc-drawing>`: the drawing of an exercise, to be zoomed, moved and printed. */

import { type PropertyValues, type TemplateResult, css, html } from "lit";
import { property, query, state } from "lit/decorators.js";

import { GongxueElement, element } from "../../../ui/element";
import { base, buttons } from "../../../ui/styles";
import type { Language, Text } from "../../../ui/text";
import type { Exercise } from "../model";
import { milledDrawing } from "./milled-drawing";
import type { Drawing, Place } from "./paper";
import { svgOf } from "./svg";
import { sheetTexts, viewTexts as texts } from "./texts";
import { turnedDrawing } from "./turned-drawing";

const STEP = 1.4;
const MOST = 8;
const WHEEL_STEP = 1.002;
const KEYS_CLOSER: readonly string[] = ["+", "="];
const KEYS_FARTHER: readonly string[] = ["-", "_"];

@element("nc-drawing")
export class DrawingView extends GongxueElement {
  @property({ attribute: false }) exercise!: Exercise;
  /** How many times the panel's width the sheet is wide. */
  @state() private zoom = 1;
  @query(".sheet") private sheet!: HTMLElement;
  private drawing: Drawing | null = null;
  private drawnIn: Language | null = null;
  /** How far two fingers were apart. */
  private apart = 0;
  /** The frame that is printed; a browser that does not say when it has printed leaves it. */
  private page: HTMLIFrameElement | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.page?.remove();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("exercise") && this.drawnIn === this.language) return;
    const { exercise, language } = this;
    this.drawnIn = language;
    this.drawing =
      exercise.machining === "turning"
        ? turnedDrawing(exercise, language)
        : milledDrawing(exercise, language);
  }

  override render(): TemplateResult {
    const { exercise, drawing } = this;
    const name = exercise.machining === "turning" ? sheetTexts.turned : sheetTexts.milled;
    return html`<div class="tools" role="group" aria-label=${this.say(texts.tools)}>
        ${this.button("farther", "−", texts.farther, () => this.zoomBy(1 / STEP))}
        ${this.button("closer", "+", texts.closer, () => this.zoomBy(STEP))}
        ${this.button("whole", this.say(texts.whole), null, () => this.zoomBy(0))}
        ${this.button("print", this.say(texts.print), null, () => this.print())}
      </div>
      <div
        class="sheet"
        tabindex="0"
        role="region"
        aria-label=${this.say(texts.pan)}
        @keydown=${this.onKey}
        @wheel=${this.onWheel}
        @pointerdown=${this.onPointerDown}
        @pointermove=${this.onPointerMove}
        @touchstart=${this.onTouch}
        @touchmove=${this.onTouch}
      >
        <div style="width: ${100 * this.zoom}%">
          ${drawing === null ? "" : svgOf(drawing, this.say(name))}
        </div>
      </div>`;
  }

  private button(id: string, shown: string, name: Text | null, act: () => void): TemplateResult {
    return html`<button
      id=${id}
      type="button"
      class="button small"
      aria-label=${name === null ? shown : this.say(name)}
      title=${name === null ? shown : this.say(name)}
      @click=${act}
    >
      ${shown}
    </button>`;
  }

  /** So many times as large about a place of the panel, or about its middle; 0: the whole sheet. */
  private async zoomBy(factor: number, about?: Place): Promise<void> {
    const { sheet, zoom } = this;
    const next = Math.min(MOST, Math.max(1, zoom * factor));
    const [x, y] = about ?? [sheet.clientWidth / 2, sheet.clientHeight / 2];
    const [left, top] = [sheet.scrollLeft + x, sheet.scrollTop + y];
    this.zoom = next;
    await this.updateComplete;
    sheet.scrollTo((left * next) / zoom - x, (top * next) / zoom - y);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (KEYS_CLOSER.includes(event.key)) void this.zoomBy(STEP);
    else if (KEYS_FARTHER.includes(event.key)) void this.zoomBy(1 / STEP);
    else if (event.key === "0") void this.zoomBy(0);
    else return;
    event.preventDefault();
  }

  /** Two fingers on a touchpad come as a wheel with Ctrl; the wheel alone scrolls. */
  private onWheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    void this.zoomBy(WHEEL_STEP ** -event.deltaY, this.placeOf(event));
  }

  private onPointerDown(event: PointerEvent): void {
    if (event.pointerType === "mouse" && event.button === 0) {
      this.sheet.setPointerCapture(event.pointerId);
    }
  }

  private onPointerMove(event: PointerEvent): void {
    if (!this.sheet.hasPointerCapture(event.pointerId) || event.pointerType !== "mouse") return;
    this.sheet.scrollBy(-event.movementX, -event.movementY);
  }

  private onTouch(event: TouchEvent): void {
    const [one, other] = [event.touches[0], event.touches[1]];
    if (one === undefined || other === undefined) return;
    event.preventDefault();
    const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    const [clientX, clientY] = [
      (one.clientX + other.clientX) / 2,
      (one.clientY + other.clientY) / 2,
    ];
    if (event.type === "touchmove" && this.apart > 0)
      void this.zoomBy(apart / this.apart, this.placeOf({ clientX, clientY }));
    this.apart = apart;
  }

  private placeOf({ clientX, clientY }: { clientX: number; clientY: number }): Place {
    const { left, top } = this.sheet.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** Prints the sheet alone, from a frame of its own that is gone afterwards. */
  private print(): void {
    this.page?.remove();
    const frame = document.createElement("iframe");
    this.page = frame;
    frame.style.cssText = "position: fixed; width: 0; height: 0; border: 0";
    document.body.append(frame);
    const page = frame.contentWindow;
    const picture = this.sheet.querySelector("svg")?.cloneNode(true);
    if (page === null || picture === undefined) return frame.remove();
    page.document.body.append(picture);
    page.addEventListener("afterprint", () => frame.remove());
    page.print();
  }

  static override styles = [
    base,
    buttons,
    css`
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
        margin-bottom: 0.5rem;
      }
      .sheet {
        max-height: 80vh;
        overflow: auto;
        touch-action: pan-x pan-y;
        cursor: grab;
      }
      .sheet:active {
        cursor: grabbing;
      }
      svg {
        display: block;
        width: 100%;
        user-select: none;
      }
      @media print {
        .tools {
          display: none;
        }
        .sheet {
          max-height: none;
          overflow: visible;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "nc-drawing": DrawingView;
  }
}
