/** LTI platform storage: a value kept for us by the platform's page, where our own cookies are blocked.
 *
 * The messages are those of 1EdTech's "LTI postMessage storage" 0.1. */

/** The frame that stores for us, and the only origin that we speak to and believe. */
export interface Place {
  readonly frame: Window;
  readonly origin: string;
}

type Answer = Readonly<Record<string, unknown>>;

const PATIENCE_MS = 2000;

/** The frame of that name beside ours, or (`_parent`) the page around ours; null if there is none. */
export function placeOf(target: string, origin: string, here: Window): Place | null {
  const around: Window | null = here.parent === here ? here.opener : here.parent;
  if (around === null) return null;
  if (target === "_parent") return { frame: around, origin };
  const frame = frameNamed(around, target);
  return frame === undefined ? null : { frame, origin };
}

/** Another site's page answers for the names of its frames, and throws at any other. */
function frameNamed(around: Window, name: string): Window | undefined {
  try {
    return (around.frames as unknown as Record<string, Window | undefined>)[name];
  } catch {
    return undefined;
  }
}

/** Whether the platform has confirmed that it keeps `value` under `key`. */
export async function put(place: Place, key: string, value: string, here: Window): Promise<boolean> {
  const answer = await ask(place, { subject: "lti.put_data", key, value }, here);
  return answer !== null;
}

/** What the platform keeps under `key`; null if nothing, or if it does not answer. */
export async function get(place: Place, key: string, here: Window): Promise<string | null> {
  const answer = await ask(place, { subject: "lti.get_data", key }, here);
  return typeof answer?.["value"] === "string" && answer["value"] !== "" ? answer["value"] : null;
}

/** The platform's answer to this message, or null after a while or an error. */
function ask(
  place: Place,
  message: { readonly subject: string; readonly key: string; readonly value?: string },
  here: Window,
): Promise<Answer | null> {
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    const finish = (answer: Answer | null): void => {
      here.removeEventListener("message", hear);
      here.clearTimeout(timer);
      resolve(answer);
    };
    const hear = (event: MessageEvent<unknown>): void => {
      if (event.origin !== place.origin || !isAnswer(event.data)) return;
      if (event.data["message_id"] !== id) return;
      if (event.data["subject"] !== `${message.subject}.response`) return;
      finish(event.data["error"] === undefined ? event.data : null);
    };
    const timer = here.setTimeout(() => finish(null), PATIENCE_MS);
    here.addEventListener("message", hear);
    place.frame.postMessage({ ...message, message_id: id }, place.origin);
  });
}

function isAnswer(data: unknown): data is Answer {
  return typeof data === "object" && data !== null;
}
