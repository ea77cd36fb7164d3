/** The look that every element of ours shares. */

import { css } from "lit";

/** The custom properties and the type: every element's first style. */
export const base = css`
  :host {
    --gx-accent: #0b5cad;
    --gx-accent-strong: #084a8c;
    --gx-accent-soft: #e7f0fa;
    --gx-danger: #b3261e;
    --gx-danger-soft: #fdeceb;
    --gx-warning: #8a5300;
    --gx-warning-soft: #fff4e0;
    --gx-ok: #1a7f37;
    --gx-ok-soft: #e6f4ea;
    --gx-ink: #1c2733;
    --gx-muted: #5b6875;
    --gx-line: #d5dce3;
    --gx-panel: #f5f7f9;
    --gx-paper: #ffffff;
    --gx-radius: 6px;
    --gx-font: "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif;
    --gx-mono:
      ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono",
      "Noto Sans Mono CJK SC", monospace;
    display: block;
    color: var(--gx-ink);
    font: 400 0.875rem/1.5 var(--gx-font);
    text-align: start;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  h2,
  h3,
  h4 {
    font-weight: 600;
    line-height: 1.35;
  }
  ul,
  ol {
    list-style: none;
  }
  :focus-visible {
    outline: 2px solid var(--gx-accent);
    outline-offset: 1px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

export const buttons = css`
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4em;
    min-height: 2.125rem;
    padding: 0.25rem 0.875rem;
    border: 1px solid var(--gx-line);
    border-radius: var(--gx-radius);
    background: var(--gx-paper);
    white-space: nowrap;
  }
  .button:hover:not(:disabled) {
    border-color: var(--gx-accent);
    color: var(--gx-accent);
  }
  .button.primary {
    border-color: var(--gx-accent);
    background: var(--gx-accent);
    color: #fff;
    font-weight: 600;
  }
  .button.primary:hover:not(:disabled) {
    background: var(--gx-accent-strong);
    color: #fff;
  }
  .button[aria-pressed="true"] {
    border-color: var(--gx-accent);
    background: var(--gx-accent-soft);
    color: var(--gx-accent-strong);
  }
  .button:disabled {
    background: var(--gx-panel);
    border-color: var(--gx-line);
    color: var(--gx-muted);
    cursor: default;
  }
  .button.small {
    min-height: 1.75rem;
    padding: 0.125rem 0.5rem;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--gx-accent);
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  @media (pointer: coarse) {
    .button {
      min-height: 2.75rem;
    }
    .button.small {
      min-height: 2.5rem;
      min-width: 2.5rem;
    }
    .link {
      min-height: 2rem;
    }
  }
`;

export const panels = css`
  .panel {
    border: 1px solid var(--gx-line);
    border-radius: var(--gx-radius);
    background: var(--gx-paper);
  }
  .notice {
    padding: 0.5rem 0.75rem;
    border-inline-start: 3px solid var(--gx-accent);
    border-radius: var(--gx-radius);
    background: var(--gx-accent-soft);
  }
  .notice.danger {
    border-color: var(--gx-danger);
    background: var(--gx-danger-soft);
  }
  .notice.warning {
    border-color: var(--gx-warning);
    background: var(--gx-warning-soft);
  }
  .notice.ok {
    border-color: var(--gx-ok);
    background: var(--gx-ok-soft);
  }
  .muted {
    color: var(--gx-muted);
  }
`;
