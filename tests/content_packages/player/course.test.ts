import { beforeEach, describe, expect, it } from "vitest";

import { CoursePlayer } from "../../../content_packages/player/course";
import { type Progress, fresh } from "../../../content_packages/player/progress";
import { COURSE } from "./course";

let player: CoursePlayer;
let told: Progress[];

const root = (): ShadowRoot => player.shadowRoot!;
const quiz = (): ShadowRoot => root().querySelector("gongxue-quiz")!.shadowRoot!;
const textOf = (where: ShadowRoot, selector: string): string =>
  where.querySelector(selector)?.textContent?.replace(/\s+/g, " ").trim() ?? "";

async function settled(): Promise<void> {
  await player.updateComplete;
  const inner = root().querySelector("gongxue-quiz") as { updateComplete?: Promise<unknown> } | null;
  await inner?.updateComplete;
}

async function press(where: ShadowRoot, text: string): Promise<void> {
  const buttons = [...where.querySelectorAll("button")];
  const button = buttons.find((each) => each.textContent?.includes(text));
  expect(button, text).toBeDefined();
  const form = button!.closest("form");
  if (form) form.dispatchEvent(new Event("submit", { cancelable: true }));
  else button!.click();
  await settled();
}

async function choose(option: number): Promise<void> {
  const input = quiz().querySelectorAll("input")[option]!;
  input.dispatchEvent(new Event("change"));
  await settled();
}

beforeEach(async () => {
  document.body.replaceChildren();
  told = [];
  player = new CoursePlayer();
  player.course = COURSE;
  player.progress = fresh(COURSE, "en");
  player.connected = true;
  player.addEventListener("progress", () => told.push(player.progress));
  document.body.append(player);
  await settled();
});

describe("the course", () => {
  it("shows the first lesson and how much is done", () => {
    expect(textOf(root(), "h1")).toBe("a");
    expect(textOf(root(), "article")).toBe("English a");
    expect(textOf(root(), ".count")).toBe("0 of 3 done");
  });

  it("marks a lesson as read by the button at its end, goes on and tells it", async () => {
    await press(root(), "Read it");
    expect(textOf(root(), "h1")).toBe("b");
    expect(told.at(-1)?.read).toEqual([true, false, false]);
    expect(root().activeElement?.tagName).toBe("H1");
  });

  it("does not mark a lesson that is merely skipped in the contents", async () => {
    await press(root(), "quiz");
    expect(told.at(-1)).toMatchObject({ at: 2, read: [false, false, false] });
  });

  it("speaks the other language at once, and tells it", async () => {
    await press(root(), "中文");
    expect(document.documentElement.lang).toBe("zh-Hans");
    expect(textOf(root(), "article")).toBe("中文 a");
    expect(told.at(-1)?.language).toBe("zh-Hans");
  });

  it("marks the open lesson for those who can't see it", () => {
    const current = root().querySelectorAll("[aria-current=page]");
    expect([...current].map((each) => each.textContent?.trim())).toEqual([
      expect.stringContaining("a"),
    ]);
  });

  it("says that nothing is saved when no platform listens", async () => {
    player.connected = false;
    await settled();
    expect(textOf(root(), ".offline")).toContain("nothing is saved");
  });
});

describe("the quiz", () => {
  beforeEach(async () => press(root(), "quiz"));

  it("asks for a choice before it checks", async () => {
    await press(quiz(), "Check");
    expect(textOf(quiz(), ".feedback")).toBe("Choose an answer first.");
    expect(told.at(-1)?.given[2]).toEqual([]);
  });

  it("explains a wrong answer and keeps it from being changed", async () => {
    await choose(0);
    await press(quiz(), "Check");
    expect(textOf(quiz(), ".feedback")).toContain("The right answer: three.");
    expect(textOf(quiz(), ".feedback")).toContain("because 1");
    expect(quiz().querySelectorAll("input[disabled]")).toHaveLength(3);
  });

  it("is passed with all answers right after all lessons were read", async () => {
    await press(root(), "a");
    await press(root(), "Read it");
    await press(root(), "Read it");
    for (const option of [2, 0]) {
      await choose(option);
      await press(quiz(), "Check");
      await press(quiz(), option === 2 ? "Next question" : "See the result");
    }
    expect(textOf(quiz(), "h2")).toBe("2 of 2 right");
    expect(textOf(root(), ".standing")).toContain("100 points: passed");
  });

  it("begins a new round and remembers the best", async () => {
    for (const option of [2, 0]) {
      await choose(option);
      await press(quiz(), "Check");
      await press(quiz(), option === 2 ? "Next question" : "See the result");
    }
    await press(quiz(), "Try again");
    expect(textOf(quiz(), ".place")).toBe("Question 1 of 2");
    expect(told.at(-1)).toMatchObject({ given: [[], [], []], best: [null, null, 2] });
  });
});
