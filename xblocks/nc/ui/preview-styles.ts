import { css } from "lit";

export const previewStyles = css`
  :host,
  section {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  header,
  header label {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
  }
  h3 {
    font-size: 0.875rem;
  }
  header input {
    width: 8rem;
    min-height: 2rem;
    padding: 0 0.375rem;
    border: 1px solid #8794a1;
    border-radius: var(--gx-radius);
    font: inherit;
  }
  .notice-line {
    color: var(--gx-danger);
  }
  [role="tabpanel"] {
    flex: 1;
    min-height: 0;
    padding: 0.5rem 0;
    overflow: auto;
  }
  .part,
  .program {
    display: flex;
    flex-direction: column;
    height: 26rem;
  }
  .part > *,
  .program > * {
    flex: 1;
    min-height: 0;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption,
  th,
  td {
    padding: 0.25rem 0.5rem 0.25rem 0;
    text-align: start;
    vertical-align: top;
  }
  th,
  td {
    border-bottom: 1px solid var(--gx-line);
  }
  .faulty {
    color: var(--gx-danger);
  }
`;
