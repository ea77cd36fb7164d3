/** Calls to the block's handlers: JSON over POST, repeated while the network is away. */

import type { Text } from "./text";

/** What an LMS hands to a block's script. */
export interface BlockRuntime {
  handlerUrl(element: Element, handler: string, suffix?: string, query?: string): string;
  notify?(name: string, data: unknown): void;
}

/** The server understood, and said no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly text: Text,
  ) {
    super(text.en);
  }
}

/** The server can't be reached, or broke down. */
export class Unreachable extends Error {}

export type Call = <T>(handler: string, data: unknown) => Promise<T>;

const WAITS_MS = [500, 1500, 4000];

/** A function that calls the handlers of the block in `element`. A call that the network loses is
 * repeated with the same body, so a body that must count once carries its own id. */
export function caller(runtime: BlockRuntime, element: Element, waitsMs = WAITS_MS): Call {
  return async <T>(handler: string, data: unknown): Promise<T> => {
    const url = runtime.handlerUrl(element, handler);
    for (let attempt = 0; ; attempt++) {
      try {
        return await post<T>(url, data);
      } catch (error) {
        const wait = waitsMs[attempt];
        if (!(error instanceof Unreachable) || wait === undefined) throw error;
        await new Promise((resume) => setTimeout(resume, wait));
      }
    }
  };
}

/** Browsers let at most 64 KiB outlive the page. */
const OUTLIVES_PAGE_CHARACTERS = 20_000;

async function post<T>(url: string, data: unknown): Promise<T> {
  const body = JSON.stringify(data);
  const leaving = document.visibilityState === "hidden";
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...csrf() },
      body,
      keepalive: leaving && body.length <= OUTLIVES_PAGE_CHARACTERS,
    });
  } catch {
    throw new Unreachable("network");
  }
  if (response.ok) return (await response.json()) as T;
  if (response.status >= 500) throw new Unreachable(`HTTP ${response.status}`);
  throw new Refused(response.status, await refusalText(response));
}

async function refusalText(response: Response): Promise<Text> {
  const body: unknown = await response.json().catch(() => null);
  const error = (body as { error?: Partial<Text> } | null)?.error;
  if (typeof error?.en === "string" && typeof error["zh-Hans"] === "string") return error as Text;
  return {
    "zh-Hans": `服务器拒绝了请求（${response.status}）。`,
    en: `The server refused the request (${response.status}).`,
  };
}

/** What to tell a person about a failed call; an error of another kind is a bug, and thrown. */
export function failureText(error: unknown): Text {
  if (error instanceof Refused) return error.text;
  if (error instanceof Unreachable) return UNREACHABLE;
  throw error;
}

const UNREACHABLE: Text = {
  "zh-Hans": "暂时连不上服务器。您写的内容都在，请检查网络后再试一次。",
  en: "The server can't be reached. Nothing you wrote is lost: check the network and try again.",
};

/** Django's token, which an Open edX and the workbench ask for. */
function csrf(): Record<string, string> {
  const token = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  return token === undefined ? {} : { "X-CSRFToken": token };
}
