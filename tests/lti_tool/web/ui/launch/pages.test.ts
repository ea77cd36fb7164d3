import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { proveFrom, storeThenGoOn } from "../../../../../lti_tool/web/ui/launch/pages";

const LMS = "https://lms.example";

/** Our window inside a platform's page that answers every message with `value`, or not at all. */
function inside(value: string | null): Window & { visited: string[] } {
  const visited: string[] = [];
  const parent = {
    postMessage(message: { subject: string; message_id: string }) {
      if (value === null) return;
      const data = { ...message, subject: `${message.subject}.response`, value };
      window.dispatchEvent(new MessageEvent("message", { data, origin: LMS }));
    },
  };
  return {
    parent,
    opener: null,
    document,
    visited,
    location: { replace: (url: string) => visited.push(url) },
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
    setTimeout: window.setTimeout.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
  } as unknown as Window & { visited: string[] };
}

const WHERE = `data-target="_parent" data-origin="${LMS}" data-key="key"`;

function provePage(): { form: HTMLFormElement; another: HTMLElement; sent: () => string | null } {
  document.body.innerHTML = `<form ${WHERE} hidden><input name="browser_secret" value=""></form>
    <form data-new-window></form>`;
  const [form, another] = [...document.querySelectorAll("form")];
  if (form === undefined || another === undefined) throw new Error("the page lacks its forms");
  let sent: string | null = null;
  form.submit = () => void (sent = form.querySelector("input")?.value ?? null);
  return { form, another, sent: () => sent };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([
  ["keeps", "secret"],
  ["does not answer", null],
])("the login goes on when the platform %s", async (_, value) => {
  document.body.innerHTML = `<div ${WHERE} data-secret="secret" data-next="${LMS}/auth"></div>`;
  const page = document.querySelector("div") ?? document.createElement("div");
  const here = inside(value);
  const gone = storeThenGoOn(page, here);
  await vi.advanceTimersByTimeAsync(2001);
  await gone;
  expect(here.visited).toEqual([`${LMS}/auth`]);
});

it("the launch is sent again with the secret that the platform kept", async () => {
  const { form, another, sent } = provePage();
  await proveFrom(form, inside("secret"));
  expect(sent()).toBe("secret");
  expect([form.hidden, another.hidden]).toEqual([false, true]);
});

it("without the secret the button for a new window comes back", async () => {
  const { form, another, sent } = provePage();
  const proved = proveFrom(form, inside(null));
  expect([form.hidden, another.hidden]).toEqual([false, true]);
  await vi.advanceTimersByTimeAsync(2001);
  await proved;
  expect(sent()).toBe(null);
  expect([form.hidden, another.hidden]).toEqual([true, false]);
});
