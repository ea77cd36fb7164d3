import { css } from "lit";

export const partStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 0.75rem;
    padding: 0.375rem 0.5rem;
    border-bottom: 1px solid var(--gx-line);
  }
  .toolbar [role="group"] {
    display: flex;
  }
  .toolbar [role="group"] .button:not(:first-child) {
    margin-inline-start: -1px;
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
  .toolbar [role="group"] .button:not(:last-child) {
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }
  .stage {
    position: relative;
    flex: 1;
    min-height: 8rem;
    background: var(--gx-panel);
  }
  canvas {
    position: absolute;
    inset: 0;
    display: block;
    width: 100%;
    height: 100%;
    touch-action: none;
  }
  canvas:focus-visible {
    outline-offset: -2px;
  }
  .notes {
    position: absolute;
    inset: 0.5rem 0.5rem auto;
    pointer-events: none;
  }
  .notes p {
    display: table;
    margin-bottom: 0.25rem;
    padding: 0.125rem 0.5rem;
    border-radius: var(--gx-radius);
    background: rgb(255 255 255 / 0.9);
    color: var(--gx-muted);
    font-size: 0.8125rem;
  }
  .legend {
    position: absolute;
    inset: auto auto 0.5rem 0.5rem;
    padding: 0.25rem 0.5rem;
    border-radius: var(--gx-radius);
    background: rgb(255 255 255 / 0.9);
    font-size: 0.8125rem;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  .legend i {
    width: 0.875rem;
    height: 0.875rem;
    border: 1px solid var(--gx-line);
  }
`;
