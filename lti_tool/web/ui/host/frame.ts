/** Asks the LMS for a higher frame, in the message that LMSs listen for. */

const LEAST_CHANGE_PX = 2;

/** Ask for the height that the content needs whenever it does not fit.
 *
 * It never asks for less: an exercise that fills its window would follow it down. For the same reason
 * it stops when the content was given what it lacked and lacks as much again. */
export function askForHeight(content: Element, parent: Window = window.parent): void {
  if (parent === window) return;
  let asked = 0;
  let lacked = 0;
  const ask = (): void => {
    const height = Math.ceil(content.getBoundingClientRect().height);
    const lacks = height - window.innerHeight;
    if (lacks < LEAST_CHANGE_PX || height === asked) return;
    if (window.innerHeight === asked && lacks === lacked) return;
    asked = height;
    lacked = lacks;
    // The LMS's origin is unknown here, and the height is no secret.
    parent.postMessage({ subject: "lti.frameResize", height }, "*");
  };
  new ResizeObserver(ask).observe(content);
  ask();
}
