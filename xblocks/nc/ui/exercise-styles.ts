import { css } from "lit";

export const exerciseStyles = css`
  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    height: var(--gx-frame-height, 40rem);
    border: 1px solid var(--gx-line);
    border-radius: var(--gx-radius);
    background: var(--gx-paper);
    overflow: hidden;
  }
  header {
    display: flex;
    align-items: center;
    gap: 0.5rem 0.75rem;
    padding: 0.5rem 0.75rem;
    border-bottom: 1px solid var(--gx-line);
    background: var(--gx-panel);
  }
  header h2 {
    flex: 1;
    min-width: 0;
    font-size: 1rem;
  }
  header .button {
    min-width: 6.5rem;
  }
  .solution {
    white-space: pre-wrap;
    font-family: ui-monospace, monospace;
  }
  .panels {
    display: flex;
    flex: 1;
    min-height: 0;
  }
  .panel-program,
  .beside {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  .wide .panel-program {
    flex: 0 0 38%;
    border-inline-end: 1px solid var(--gx-line);
  }
  nc-program {
    flex: 1;
  }
  .panel-part {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .panel-task,
  .panel-result {
    flex: 1;
    min-height: 0;
    padding: 0.75rem;
    overflow-y: auto;
  }
  .narrow .beside:not(:has(> :not([hidden]))) {
    display: none;
  }
  .narrow nc-findings {
    height: 6.5rem;
  }
  .narrow header {
    flex-wrap: wrap;
  }
  .narrow header h2 {
    flex: 1 1 100%;
  }
  .narrow .standing {
    flex: 1 1 6rem;
    font-size: 0.8125rem;
  }
  .narrow header .button {
    min-width: 5rem;
  }
  .toast {
    position: absolute;
    inset: auto 1rem 1rem;
    z-index: 2;
    pointer-events: none;
  }
  .toast .notice {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem;
    max-width: 40rem;
    pointer-events: auto;
    margin-inline: auto;
    box-shadow: 0 2px 8px #1c273340;
  }
  dialog {
    max-width: 24rem;
    padding: 1rem;
    border: 1px solid var(--gx-line);
    border-radius: var(--gx-radius);
    color: inherit;
    font: inherit;
  }
  dialog::backdrop {
    background: rgb(28 39 51 / 0.4);
  }
  .answers {
    display: flex;
    justify-content: flex-end;
    gap: 0.5rem;
    margin-top: 1rem;
  }
  .replay.wide .panels {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 4fr) minmax(0, 3fr);
  }
  .replay.wide .panels > * {
    border-inline-end: 1px solid var(--gx-line);
  }
`;
