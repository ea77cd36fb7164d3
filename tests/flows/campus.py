"""The words by which a flow finds its way through the screens, in both languages, and its steps."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml
from playwright.sync_api import FrameLocator, Page, expect

import content_packages

ARRIVAL_TIMEOUT_MS = 40_000


@dataclass(frozen=True)
class Words:
    """What a learner reads and presses."""

    language: str
    locale: str
    learner: str
    teacher: str
    cnc_course: str
    pocket: str
    safety: str
    reactor: str
    file: str
    simulate: str
    submit: str
    read: re.Pattern[str]
    check: str
    next_question: re.Pattern[str]
    passed: re.Pattern[str]
    class_attempts: str
    open_replay: str
    identical: str
    proof: str
    line_three: re.Pattern[str]
    of_hundred: str
    start_run: str
    start_pump: str
    automatic: str
    hand_in: str


CHINESE = Words(
    language="zh-Hans",
    locale="zh-CN",
    learner="以王芳的身份进入",
    teacher="以李工的身份进入",
    cnc_course="数控编程入门",
    pocket="铣方槽",
    safety="数控安全与坐标系",
    reactor="反应釜冷态开车",
    file="终身学习档案",
    simulate="仿真",
    submit="提交",
    read=re.compile("^读完了"),
    check="确定",
    next_question=re.compile("下一题|看结果"),
    passed=re.compile("全部学完，成绩 .* 分，通过"),
    class_attempts="全班作答",
    open_replay="打开并回放",
    identical="刚刚重新评分：与原成绩逐位一致。",
    proof="铣方槽",
    line_three=re.compile("第 3 行，第 10 列"),
    of_hundred="满分 100 分",
    start_run="开始操作",
    start_pump="启动.*{0}",
    automatic="自动",
    hand_in="交卷",
)
ENGLISH = Words(
    language="en",
    locale="en-GB",
    learner="Enter as Chen Wei",
    teacher="Enter as Engineer Li",
    cnc_course="CNC Programming",
    pocket="Milling: your first pocket",
    safety="CNC safety and coordinate systems",
    reactor="Cold start-up of a reactor",
    file="My lifelong-learning file",
    simulate="Simulate",
    submit="Submit",
    read=re.compile("^Read it"),
    check="Check",
    next_question=re.compile("Next question|See the result"),
    passed=re.compile("All done, with .* points: passed"),
    class_attempts="Class attempts",
    open_replay="Open and replay",
    identical="Replayed just now: the same marks, to the last bit.",
    proof="First pocket",
    line_three=re.compile("Line 3, column 10"),
    of_hundred="of 100 points",
    start_run="Start the run",
    start_pump="[Ss]tart.*{0}",
    automatic="AUTO",
    hand_in="Submit",
)


def enter(page: Page, lms_url: str, words: Words, who: str) -> None:
    """Be somebody in the LMS, in the language of the words."""
    page.goto(f"{lms_url}/?language={words.language}")
    page.get_by_role("button", name=who).click()
    page.wait_for_url("**/courses")


def open_activity(page: Page, lms_url: str, course: str, activity: str) -> FrameLocator:
    """The tool's page of an activity, in the LMS's frame."""
    page.goto(f"{lms_url}/course/{course}/{activity}")
    return page.frame_locator("iframe[name=activity]")


def write_program(page: Page, frame: FrameLocator, program: str) -> None:
    """Put a program into the editor in place of what is there."""
    editor = frame.locator(".cm-content").first
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(program)
    page.keyboard.press("Control+Home")  # an editor holds the lines that are near the screen
    expect(editor).to_contain_text(program.strip().splitlines()[0])


def read_course(frame: FrameLocator, words: Words) -> None:
    """Read every lesson of the safety course and answer its quiz as the source says."""
    lesson = frame.frame_locator("iframe").frame_locator("iframe")
    for _ in range(3):
        lesson.get_by_role("button", name=words.read).click()
    for question in quiz():
        answer = question["options"][question["answer"] - 1][words.language]
        lesson.get_by_role("radio", name=answer, exact=True).check()
        lesson.get_by_role("button", name=words.check, exact=True).click()
        lesson.get_by_role("button", name=words.next_question).click()
    expect(lesson.get_by_text(words.passed).first).to_be_visible()


def quiz() -> list[dict[str, Any]]:
    """The questions of the safety course's quiz."""
    source = files(content_packages) / "courses" / "nc-safety" / "self-check" / "quiz.yaml"
    questions: list[dict[str, Any]] = yaml.safe_load(source.read_text("utf-8"))
    return questions


def eventually(check: Callable[[], bool], timeout_ms: int = ARRIVAL_TIMEOUT_MS) -> bool:
    """Whether it comes true in time."""
    deadline = time.monotonic() + timeout_ms / 1000
    while time.monotonic() < deadline:
        if check():
            return True
        time.sleep(0.3)
    return False
