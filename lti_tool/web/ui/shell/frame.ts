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
    return html`<p data-standing=${this.standing}>${this.say(TEXTS[this.standing])}</p>`;
  }
}
