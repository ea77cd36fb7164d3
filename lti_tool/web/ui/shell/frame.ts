/** The package in its frame, and a line above it when something stands in the way. */

import { type TemplateResult, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import { GongxueElement } from "../../../../xblocks/ui/element";
import type { Standing } from "./commits";
import { TEXTS } from "./texts";

@customElement("gongxue-shell")
export class Shell extends GongxueElement {
  @property() launch = "";
  @property() name = "";
  @property() standing: Standing = "kept";
  /** Whether this device keeps what the server does not have yet. */
  @property({ type: Boolean }) durable = false;

  static override styles = css`
    :host { display: flex; flex-direction: column; position: fixed; inset: 0; }
    iframe { flex: 1; width: 100%; border: 0; background: #fff; }
    p { margin: 0; padding: 0.625rem 1rem; background: #fff4d6; color: #1c2733; border-bottom: 1px solid #d5dce3;
      font: 0.9375rem/1.5 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
    p[data-standing="ended"], p[data-standing="refused"] { background: #fdf1f0; }
  `;

  override render(): TemplateResult {
    return html`<div role="status">${this.notice()}</div>
      <iframe src=${this.launch} title=${this.name} allow="autoplay; fullscreen; unload"></iframe>`;
  }

  private notice(): TemplateResult | typeof nothing {
    if (this.standing === "kept" || this.standing === "waiting") return nothing;
    const keepOpen = this.standing === "offline" && !this.durable;
    const text = keepOpen ? TEXTS.keepOpen : TEXTS[this.standing];
    return html`<p data-standing=${this.standing}>${this.say(text)}</p>`;
  }
}
