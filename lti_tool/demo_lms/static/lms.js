// @ts-check
// What an activity's page does by itself: open the tool, keep data for it, refresh the mark.

import { answer, newStorage } from "./storage.js";

const REFRESH_MS = 4000;

/** Open the activity in the frame, and let its tool keep data in this page, for browsers that refuse
 * the tool's cookies. The listening comes first: a message that nobody hears is lost.
 * @param {HTMLIFrameElement} frame */
function launchIn(frame) {
  const origins = (frame.dataset["toolOrigins"] ?? "").split(" ");
  const storage = newStorage();
  window.addEventListener("message", (event) => {
    if (!origins.includes(event.origin) || event.source === null) return;
    const reply = answer(storage, event.origin, event.data);
    if (reply !== null) event.source.postMessage(reply, { targetOrigin: event.origin });
  });
  frame.src = frame.dataset["launch"] ?? "";
}

/** Show the learner's mark as it stands, every few seconds while the page is looked at.
 * @param {HTMLElement} shown */
function watchMark(shown) {
  const value = shown.querySelector("[data-mark-value]");
  const url = shown.dataset["mark"];
  if (value === null || url === undefined) return;
  const refresh = async () => {
    if (document.hidden) return;
    try {
      const answered = await fetch(url);
      if (!answered.ok) return;
      /** @type {{ mark: string | null }} */
      const { mark } = await answered.json();
      // Only a change is written, so that a screen reader hears each mark once.
      if (mark === null || mark === value.textContent) return;
      value.textContent = mark;
      value.classList.remove("none");
    } catch {
      // The network is away: the next round will tell.
    }
  };
  window.setInterval(refresh, REFRESH_MS);
  window.addEventListener("focus", refresh);
  document.addEventListener("visibilitychange", refresh);
}

const frame = document.querySelector("iframe");
if (frame !== null) launchIn(frame);
/** @type {HTMLElement | null} */
const mark = document.querySelector("[data-mark]");
if (mark !== null) watchMark(mark);
