/** The two languages of everything a person reads, and which of them a page is in. */

export type Language = "zh-Hans" | "en";
export type Text = Readonly<Record<Language, string>>;

/** Simplified Chinese unless the page says that it is in another language. */
export function languageOf(tag: string | null | undefined): Language {
  return tag === undefined || tag === null || tag === "" || tag.toLowerCase().startsWith("zh")
    ? "zh-Hans"
    : "en";
}

/** The language of the nearest ancestor that states one, through shadow roots. */
export function languageAround(element: Element): Language {
  let at: Element | null = element;
  while (at !== null) {
    const stated: Element | null = at.closest("[lang]");
    if (stated !== null) return languageOf(stated.getAttribute("lang"));
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return languageOf(document.documentElement.lang);
}

/** Put values in a sentence's `{name}` places. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
