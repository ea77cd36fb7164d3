/** A row of tabs, drawn inside the element that owns the panels (so that ids reach them). */

import { type TemplateResult, css, html, nothing } from "lit";

export interface Tab {
  readonly id: string;
  readonly label: string;
  /** How many things wait behind the tab; 0 shows nothing. */
  readonly count?: number;
}

/** Ids are `tab-<id>`; each tab controls the element with the id `panel-<id>`. */
export function tabList(
  label: string,
  tabs: readonly Tab[],
  selected: string,
  select: (id: string) => void,
): TemplateResult {
  return html`<div
    class="tabs"
    role="tablist"
    aria-label=${label}
    @keydown=${(event: KeyboardEvent) => move(event, tabs, selected, select)}
  >
    ${tabs.map(
      (tab) =>
        html`<button
          type="button"
          role="tab"
          id="tab-${tab.id}"
          aria-controls="panel-${tab.id}"
          aria-selected=${tab.id === selected}
          tabindex=${tab.id === selected ? 0 : -1}
          @click=${() => select(tab.id)}
        >
          ${tab.label}${tab.count ? html` <span class="count">${tab.count}</span>` : nothing}
        </button>`,
    )}
  </div>`;
}

function move(
  event: KeyboardEvent,
  tabs: readonly Tab[],
  selected: string,
  select: (id: string) => void,
): void {
  const at = tabs.findIndex((tab) => tab.id === selected);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = tabs[(to + tabs.length) % tabs.length];
  if (next === undefined) return;
  select(next.id);
  const list = event.currentTarget as HTMLElement;
  list.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
}

export const tabStyles = css`
  .tabs {
    display: flex;
    border-bottom: 1px solid var(--gx-line);
  }
  .tabs [role="tab"] {
    flex: 1;
    min-height: 2.5rem;
    padding: 0.25rem 0.5rem;
    border: 0;
    border-bottom: 3px solid transparent;
    background: none;
    color: var(--gx-muted);
    white-space: nowrap;
  }
  .tabs [aria-selected="true"] {
    border-bottom-color: var(--gx-accent);
    color: var(--gx-accent-strong);
    font-weight: 600;
  }
  .tabs .count {
    display: inline-block;
    min-width: 1.25rem;
    padding: 0 0.25rem;
    border-radius: 1rem;
    background: var(--gx-danger);
    color: #fff;
    font-size: 0.75rem;
    font-weight: 400;
  }
`;
