/** The base of every custom element of ours. */

import { LitElement } from "lit";

import { type Language, type Text, fill, languageAround } from "./text";

export class GongxueElement extends LitElement {
  /** The language of the page around the element. */
  get language(): Language {
    return languageAround(this);
  }

  /** A text in the page's language, with values in its `{name}` places. */
  protected say(text: Text, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(text[this.language], values);
  }
}

/** Defines a custom element, unless another script of ours on the page already did: two kinds of
 * exercise in one unit share elements, and a name can be taken only once. */
export function element(name: string): (kind: CustomElementConstructor) => void {
  return (kind) => {
    if (customElements.get(name) === undefined) customElements.define(name, kind);
  };
}
