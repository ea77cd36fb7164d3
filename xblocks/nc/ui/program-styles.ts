import { css } from "lit";

export const programStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .editor {
    flex: 1;
    min-height: 0;
  }
  .state {
    /* Of one height, whatever it says: the editor must not jump while the learner writes. */
    flex: none;
    height: 2.8125rem;
    padding: 0.125rem 0.5rem;
    overflow-y: auto;
    border-top: 1px solid var(--gx-line);
    background: var(--gx-panel);
    font-size: 0.8125rem;
    line-height: 1.5;
  }
  .state span {
    margin-inline-end: 0.75rem;
    font-family: var(--gx-mono);
  }
  .state .part {
    display: inline-block;
  }
  .state .line,
  .state.stale span {
    color: var(--gx-muted);
  }
  .keys,
  .tools {
    display: flex;
    flex: none;
    gap: 2px;
    padding: 2px;
    overflow-x: auto;
    border-top: 1px solid var(--gx-line);
    background: var(--gx-panel);
  }
  .keys {
    display: none;
  }
  .keys button,
  .tools button {
    flex: none;
    min-height: 1.75rem;
    padding: 0 0.5rem;
    border: 1px solid var(--gx-line);
    border-radius: 4px;
    background: var(--gx-paper);
    font-size: 0.8125rem;
    white-space: nowrap;
  }
  .keys button {
    min-width: 2.25rem;
    font-family: var(--gx-mono);
    font-size: 0.9375rem;
  }
  @media (max-width: 40rem) {
    .state {
      height: 4.0625rem;
    }
  }
  @media (pointer: coarse), (max-width: 40rem) {
    .keys {
      display: flex;
    }
    .keys button,
    .tools button {
      min-height: 2.25rem;
    }
  }
`;
