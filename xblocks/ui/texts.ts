/** The sentences of the shared elements. */

import type { Text } from "./text";

const t = (zh: string, en: string): Text => ({ "zh-Hans": zh, en });

export const reportTexts = {
  region: t("成绩报告", "Report"),
  score: t("得分", "Score"),
  outOf: t("满分 {points} 分", "of {points} points"),
  percent: t("{percent}%", "{percent}%"),
  criterion: t("{points} / {outOf} 分", "{points} / {outOf}"),
  cost: t("扣 {points} 分", "−{points}"),
  full: t("满分，没有扣分。", "Full marks."),
  overall: t("总体说明", "About the whole"),
  place: t("第 {line} 行，第 {column} 列", "Line {line}, column {column}"),
  line: t("第 {line} 行", "Line {line}"),
  time: t("仿真时间 {time}", "At {time} (simulated)"),
  "after-last": t(
    "这次只显示得分：扣分原因和检验报告在提交次数用完后显示。",
    "Marks only for now: reasons and inspection report are shown once no attempts are left.",
  ),
  "marks-only": t("这个练习只显示得分。", "This exercise shows marks only."),
  inspection: t("检验报告", "Inspection report"),
  characteristic: t("项目", "Characteristic"),
  drawn: t("图样", "Drawing"),
  limits: t("允许范围", "Limits"),
  measured: t("实测", "Measured"),
  verdict: t("判定", "Verdict"),
  passed: t("合格", "Pass"),
  failed: t("不合格", "Fail"),
  beyond: t("{measured}（超出测量范围）", "{measured} (out of the probe’s reach)"),
  refused: t("没有评分", "Not graded"),
  refusedMeaning: t(
    "下面的问题使作答无法评分。这次提交不占用作答次数，改正后可以再次提交。",
    "The problems below kept your work from being graded. No attempt was used: mend them first.",
  ),
};

export const studioTexts = {
  heading: t("编辑练习", "Edit the exercise"),
  name: t("显示名称", "Display name"),
  weight: t("权重（成绩册中的分值）", "Weight (points in the gradebook)"),
  attempts: t("允许提交次数（留空按练习内容）", "Attempts (empty: as the exercise says)"),
  source: t("练习内容（YAML）", "Exercise (YAML)"),
  leave: t("按 Esc 再按 Tab 可离开编辑器。", "Press Esc and then Tab to leave the editor."),
  save: t("保存", "Save"),
  saving: t("正在保存…", "Saving…"),
  saved: t("已保存。", "Saved."),
  cancel: t("取消", "Cancel"),
  checking: t("正在检查…", "Checking…"),
  faultless: t("没有发现问题。", "No problems found."),
  problems: t("发现 {count} 个问题", "Problems: {count}"),
  notSaved: t(
    "没有保存：请先改正上面列出的问题。",
    "Not saved: mend the problems listed above first.",
  ),
  keys: t("Ctrl+S 保存，Ctrl+空格 补全。", "Ctrl+S saves, Ctrl+Space completes."),
};

/** What CodeMirror itself says, in Chinese. */
export const editorPhrases: Readonly<Record<string, string>> = {
  "Control character": "控制字符",
  "Folded lines": "已折叠的行",
  "Unfolded lines": "已展开的行",
  "folded code": "已折叠的代码",
  unfold: "展开",
  "Fold line": "折叠该行",
  "Unfold line": "展开该行",
  "Go to line": "转到行",
  go: "转到",
  Find: "查找",
  Replace: "替换",
  next: "下一个",
  previous: "上一个",
  all: "全部",
  "match case": "区分大小写",
  "by word": "全字匹配",
  regexp: "正则表达式",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前匹配",
  "replaced $ matches": "已替换 $ 处",
  "replaced match on line $": "已替换第 $ 行的匹配",
  "on line": "在行",
  Completions: "补全",
  Diagnostics: "问题",
  "No diagnostics": "没有问题",
};
