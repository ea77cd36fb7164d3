/** The variants of an exercise side by side, for its author. */

import { type TemplateResult, html } from "lit";

import { shortNumber } from "../../ui/number";
import type { Problem } from "../../ui/studio";
import { type Language, type Text, fill } from "../../ui/text";
import { previewTexts as texts } from "./texts";

/** A variant as the handler `studio_variants` tells it. */
export interface Variant {
  readonly seed: number;
  readonly values: Readonly<Record<string, number | string>>;
  readonly title: Text | null;
  readonly out_of: number | null;
  readonly problems: readonly Problem[];
}

/** A row for each variant; its seed is a button that calls `choose`. */
export function variantTable(
  variants: readonly Variant[],
  language: Language,
  choose: (seed: number) => void,
): TemplateResult {
  const names = Object.keys(variants[0]?.values ?? {});
  const head = [texts.seed, texts.points, texts.state, texts.title].map((one) => one[language]);
  return html`<table>
    <caption>
      ${fill((names.length === 0 ? texts.noVariants : texts.firstVariants)[language], {
        count: variants.length,
      })}
    </caption>
    <thead>
      <tr>
        ${head.slice(0, 3).map((one) => html`<th scope="col">${one}</th>`)}
        ${names.map((name) => html`<th scope="col"><code>${name}</code></th>`)}
        <th scope="col">${head[3]}</th>
      </tr>
    </thead>
    <tbody>
      ${variants.map((variant) => row(variant, names, language, choose))}
    </tbody>
  </table>`;
}

function row(
  variant: Variant,
  names: readonly string[],
  language: Language,
  choose: (seed: number) => void,
): TemplateResult {
  const { seed, out_of: points, title, problems } = variant;
  const [first] = problems;
  return html`<tr>
    <th scope="row">
      <button
        type="button"
        class="link"
        aria-label=${fill(texts.show[language], { seed })}
        @click=${() => choose(seed)}
      >
        ${seed}
      </button>
    </th>
    <td>${points === null ? "–" : shortNumber(points)}</td>
    <td class=${first === undefined ? "" : "faulty"}>
      ${
        first === undefined
          ? texts.faultless[language]
          : fill(texts.faulty[language], { line: first.line, message: first.message[language] })
      }
    </td>
    ${names.map((name) => html`<td>${valueOf(variant.values[name])}</td>`)}
    <td>${title?.[language] ?? "–"}</td>
  </tr>`;
}

function valueOf(value: number | string | undefined): string {
  return typeof value === "number" ? shortNumber(value, 4) : (value ?? "–");
}
