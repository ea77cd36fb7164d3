/** Everything that the player says. */

import type { Text } from "../../xblocks/ui/text";

export const TEXTS = {
  otherLanguage: { "zh-Hans": "English", en: "中文" },
  toLesson: { "zh-Hans": "跳到课文", en: "Skip to the lesson" },
  contents: { "zh-Hans": "目录", en: "Contents" },
  progress: { "zh-Hans": "已完成 {done} / {all}", en: "{done} of {all} done" },
  done: { "zh-Hans": "已完成", en: "done" },
  toDo: { "zh-Hans": "未完成", en: "to do" },
  back: { "zh-Hans": "上一课", en: "Back" },
  readNext: { "zh-Hans": "读完了，下一课", en: "Read it; next" },
  next: { "zh-Hans": "下一课", en: "Next" },
  readLast: { "zh-Hans": "读完了", en: "Read it" },
  offline: {
    "zh-Hans": "没有连接到学习平台：可以学习，但进度和成绩不会保存。",
    en: "No learning platform is connected: you can study, but nothing is saved.",
  },
  passed: {
    "zh-Hans": "全部学完，成绩 {score} 分，通过。已报告给学习平台。",
    en: "All done, with {score} points: passed. The platform has been told.",
  },
  completed: {
    "zh-Hans": "全部学完。已报告给学习平台。",
    en: "All done. The platform has been told.",
  },
  failed: {
    "zh-Hans": "课文都已学完，自测成绩 {score} 分；达到 {mastery} 分才算通过，请再做一次自测。",
    en: "All lessons are done; the self-check gave {score} points. {mastery} are a pass: try it again.",
  },
  unread: {
    "zh-Hans": "自测成绩 {score} 分。还有课文没有读完，读完后才算通过。",
    en: "The self-check gave {score} points. Some lessons are still unread; read them to finish.",
  },
  question: { "zh-Hans": "第 {at} 题，共 {all} 题", en: "Question {at} of {all}" },
  check: { "zh-Hans": "确定", en: "Check" },
  nextQuestion: { "zh-Hans": "下一题", en: "Next question" },
  toResult: { "zh-Hans": "看结果", en: "See the result" },
  choose: { "zh-Hans": "请先选一项。", en: "Choose an answer first." },
  right: { "zh-Hans": "答对了。", en: "Right." },
  wrong: { "zh-Hans": "不对。正确答案：{answer}。", en: "Wrong. The right answer: {answer}." },
  rightOption: { "zh-Hans": "正确", en: "right" },
  yourOption: { "zh-Hans": "你的选择", en: "your choice" },
  round: { "zh-Hans": "答对 {right} 题，共 {all} 题", en: "{right} of {all} right" },
  best: { "zh-Hans": "最好成绩：{right} / {all}", en: "Your best: {right} of {all}" },
  again: { "zh-Hans": "再做一次", en: "Try again" },
} as const satisfies Record<string, Text>;
