"""Every sentence of the LMS's own pages, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["zh-Hans", "en"]
Text = Mapping[str, str]

LOCALES: Mapping[Language, str] = {"zh-Hans": "zh-CN", "en": "en"}
"""The locale that a launch states, by the language of the LMS."""


def text(zh: str, en: str) -> dict[str, str]:
    """The same sentence in both languages."""
    return {"zh-Hans": zh, "en": en}


TEXTS: Mapping[str, Text] = {
    # Everywhere
    "lms": text("行业学院网络学堂", "Industry Schools Online"),
    "demo": text("演示站", "Demo"),
    "other-language": text("English", "中文"),
    "skip": text("跳到正文", "Skip to the content"),
    "main-navigation": text("主导航", "Main"),
    "courses": text("我的课程", "My courses"),
    "switch-person": text("切换身份", "Switch person"),
    "learner": text("学员", "Learner"),
    "instructor": text("教师", "Instructor"),
    "foot": text(
        "演示用学习平台：人物均为虚构，成绩、学分与签名走的都是真实流程。时间均为北京时间。",
        "A learning platform for demonstration. The people are invented; marks, credit and "
        "signatures go the real way. All times are Beijing time.",
    ),
    # The front page
    "welcome": text("白天在岗，晚上上学", "Work by day, learn by night"),
    "welcome-lead": text(
        "打开浏览器就能编程铣零件、在仿真 DCS 上开车；成绩进成绩册，成果存入学分银行。",
        "Program and mill a part, start up a reactor on a simulated DCS, all in the browser. Marks "
        "reach the gradebook, achievements the credit bank.",
    ),
    "who": text("请选择身份进入", "Choose who you are"),
    "who-hint": text(
        "这是演示站，不需要密码：点一位人物即可进入，随时可以切换。",
        "This is a demonstration, so there is no password: pick a person to enter, and switch "
        "whenever you like.",
    ),
    "enter-as": text("以{name}的身份进入", "Enter as {name}"),
    "nobody": text(
        "还没有任何人物和课程。请先写入演示数据。",
        "There are no people and no courses yet. Seed the demonstration data first.",
    ),
    "way": text("从练习到学分，只需三步", "From exercise to credit in three steps"),
    "way-1": text("做练习", "Practise"),
    "way-1-about": text(
        "铣削编程、反应釜开车、图文课件，提交后立即评分。",
        "A milling program, a reactor start-up, a lesson: marked as soon as you submit.",
    ),
    "way-2": text("看成绩", "See the mark"),
    "way-2-about": text(
        "成绩自动回到本平台的成绩册，教师同时看到。",
        "It comes back to this platform's gradebook by itself; the instructor sees it too.",
    ),
    "way-3": text("存学分", "Bank the credit"),
    "way-3-about": text(
        "达标的成果经认定存入学分银行，在终身学习档案里可查证据。",
        "What meets the standard is certified and deposited; the lifelong-learning file holds the "
        "evidence.",
    ),
    # Courses
    "courses-lead": text("{name}，欢迎回来。", "Welcome back, {name}."),
    "no-courses": text("您还没有课程。", "You have no courses yet."),
    "open-course": text("进入课程", "Open the course"),
    "marked-of": text("已有成绩 {done} / {all}", "{done} of {all} marked"),
    "activities": text("学习活动", "Activities"),
    "kind-package": text("图文课件", "Lesson"),
    "kind-exercise": text("数控练习", "CNC exercise"),
    "kind-process": text("操作练习", "Process exercise"),
    "kind-file": text("档案", "File"),
    "not-begun": text("未开始", "Not begun"),
    "begun": text("已打开，尚无成绩", "Opened, no mark yet"),
    "mark": text("成绩", "Mark"),
    "mark-of": text("{given} / {maximum}", "{given} / {maximum}"),
    "class-state": text("{done} / {all} 名学员已有成绩", "{done} of {all} learners have a mark"),
    "back-to-course": text("返回课程", "Back to the course"),
    # Gradebook
    "gradebook": text("成绩册", "Gradebook"),
    "my-marks": text("我的成绩", "My marks"),
    "class-marks": text("全班成绩", "The class's marks"),
    "activity": text("活动", "Activity"),
    "no-mark": text("暂无", "None yet"),
    "comment": text("评语：{comment}", "Comment: {comment}"),
    "no-learners": text("这门课还没有学员。", "This course has no learners yet."),
    "nothing-marked": text("这门课没有计分的活动。", "Nothing is marked in this course."),
    # The launch
    "opening": text("正在打开……", "Opening …"),
    "continue": text("继续", "Continue"),
    # Trouble
    "not-found": text("没有这个页面", "There is no such page"),
    "not-found-about": text(
        "地址可能写错了，或者您不是这门课的成员。",
        "The address may be wrong, or you are not a member of this course.",
    ),
    "broken": text("出错了", "Something went wrong"),
    "broken-about": text(
        "平台内部出错，已记录在日志中。请稍后重试。",
        "The platform failed and has logged it. Please try again later.",
    ),
    "launch-refused": text("无法打开这个活动", "This activity can't be opened"),
    "home": text("回到首页", "Go to the front page"),
}


def say(key: str, language: Language, **values: object) -> str:
    """The sentence with this key, with values in its ``{name}`` places.

    Raises KeyError for a key or a place that does not exist.
    """
    return TEXTS[key][language].format(**values)
