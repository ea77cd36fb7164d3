import { css } from "lit";

export const faceplateStyles = css`
  :host {
    min-width: 0;
  }
  section {
    display: flex;
    flex-direction: column;
    gap: 0.375rem;
    height: 100%;
    padding: 0.5rem;
    border: 1px solid var(--room-line);
    border-radius: 4px;
    background: #f4f6f8;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.375rem;
  }
  h3 {
    font-size: 1em;
  }
  header p {
    width: 100%;
    overflow: hidden;
    color: var(--gx-muted);
    font-size: 0.75rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .body {
    display: flex;
    flex: 1;
    gap: 0.5rem;
    min-height: 4.25rem;
  }
  .bar {
    position: relative;
    flex: none;
    width: 1.25rem;
    border: 1px solid var(--room-line);
    background: #fff;
  }
  .bar i {
    position: absolute;
    display: block;
  }
  .bar .normal {
    inset-inline: 0;
    background: #dde4ea;
  }
  .bar .level {
    bottom: 0;
    left: 25%;
    right: 25%;
    background: #6f8296;
  }
  .bar .limit {
    inset-inline: 0;
    height: 2px;
    background: var(--p2);
  }
  .bar .l1 {
    background: var(--p1);
  }
  .bar .sp {
    left: 100%;
    width: 0;
    height: 0;
    margin-bottom: -5px;
    border: 5px solid transparent;
    border-right-color: var(--gx-accent);
    border-left-width: 0;
    border-right-width: 8px;
  }
  dl {
    display: flex;
    flex: 1;
    flex-direction: column;
    justify-content: center;
    min-width: 0;
    padding-inline-start: 0.25rem;
  }
  dt {
    color: var(--gx-muted);
    font-size: 0.75rem;
  }
  dd.unit {
    color: var(--gx-muted);
    font-size: 0.75rem;
  }
  dd.pv {
    color: var(--value);
    font-size: 1.25rem;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    line-height: 1.2;
    white-space: nowrap;
  }
  .out {
    height: 0.375rem;
    border: 1px solid var(--room-line);
    background: #fff;
  }
  .out span {
    display: block;
    height: 100%;
    background: #6f8296;
  }
  .modes {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.25rem;
  }
  .modes .button {
    padding-inline: 0;
  }
  .entry {
    display: grid;
    grid-template-columns: 1.5rem minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.25rem;
    font-size: 0.75rem;
  }
  .entry .unit {
    min-width: 1.25rem;
    color: var(--gx-muted);
  }
  input {
    width: 100%;
    min-width: 0;
    height: 1.75rem;
    padding: 0 0.25rem;
    border: 1px solid #8593a1;
    border-radius: 4px;
    background: #fff;
    color: var(--value);
    font: 600 0.875rem/1 var(--gx-font);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  input:disabled {
    border-color: var(--gx-line);
    background: transparent;
    color: var(--gx-muted);
  }
  input[aria-invalid="true"] {
    border-color: var(--gx-danger);
    outline-color: var(--gx-danger);
  }
  @media (pointer: coarse) {
    input {
      height: 2.5rem;
      font-size: 1rem;
    }
  }
`;
