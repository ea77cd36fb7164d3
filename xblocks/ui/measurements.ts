/** The inspection report of a criterion: what was measured, and whether it is within its limits. */

import { type TemplateResult, css, html } from "lit";

import type { Measurement } from "./attempt";
import { shortNumber } from "./number";
import { type Language, fill } from "./text";
import { reportTexts as texts } from "./texts";

/** A table with a row for each measurement, folded unless something is out of its limits. */
export function measurementTable(
  measurements: readonly Measurement[],
  language: Language,
): TemplateResult {
  const columns = [texts.characteristic, texts.drawn, texts.limits, texts.measured, texts.verdict];
  return html`<details ?open=${measurements.some(({ passed }) => !passed)}>
    <summary>${texts.inspection[language]}</summary>
    <table>
      <thead>
        <tr>
          ${columns.map((text) => html`<th scope="col">${text[language]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${measurements.map((one) => row(one, language))}
      </tbody>
    </table>
  </details>`;
}

function row(one: Measurement, language: Language): TemplateResult {
  const number = (value: number): string => shortNumber(value, 3);
  const measured = `${number(one.measured)} ${one.unit}`;
  return html`<tr class=${one.passed ? "" : "failed"}>
    <th scope="row">${one.title[language]}</th>
    <td>${number(one.nominal)}</td>
    <td>${limitsOf(one)}</td>
    <td>${one.at_least ? fill(texts.beyond[language], { measured }) : measured}</td>
    <td>${(one.passed ? texts.passed : texts.failed)[language]}</td>
  </tr>`;
}

/** From the least to the greatest size that is allowed. */
function limitsOf({ lower, upper }: Measurement): string {
  if (upper === null) return "–";
  const most = shortNumber(upper, 3);
  return lower === null ? `≤ ${most}` : `${shortNumber(lower, 3)} … ${most}`;
}

export const measurementStyles = css`
  details {
    margin-top: 0.25rem;
    overflow-x: auto;
    font-size: 0.8125rem;
  }
  summary {
    color: var(--gx-muted);
    cursor: pointer;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.125rem 0.5rem 0.125rem 0;
    border-bottom: 1px solid var(--gx-line);
    text-align: start;
    font-weight: 400;
  }
  thead th {
    color: var(--gx-muted);
  }
  .failed td:last-child {
    color: var(--gx-danger);
    font-weight: 600;
  }
`;
