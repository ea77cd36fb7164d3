/** What the launch's pages do with the platform's storage. */

import { get, placeOf, put } from "./storage";

/** Keep the browser's secret with the platform, then go on to its login, whether it was kept or not:
 * the secret is in a cookie too, and the launch sees which of the two came through. */
export async function storeThenGoOn(page: HTMLElement, here: Window): Promise<void> {
  const { target = "", origin = "", key = "", secret = "", next = "" } = page.dataset;
  const place = placeOf(target, origin, here);
  if (place !== null) await put(place, key, secret, here);
  here.location.replace(next);
}

/** Send the launch again with the secret that the platform kept; without one, the page's button for a
 * new window stays. */
export async function proveFrom(form: HTMLFormElement, here: Window): Promise<void> {
  const { target = "", origin = "", key = "" } = form.dataset;
  const another = here.document.querySelector<HTMLElement>("[data-new-window]");
  show(form, another);
  const place = placeOf(target, origin, here);
  const secret = place === null ? null : await get(place, key, here);
  const field = form.elements.namedItem("browser_secret");
  if (secret === null || !(field instanceof HTMLInputElement)) {
    show(another, form);
    return;
  }
  field.value = secret;
  form.submit();
}

function show(shown: HTMLElement | null, hidden: HTMLElement | null): void {
  if (shown !== null) shown.hidden = false;
  if (hidden !== null) hidden.hidden = true;
}
