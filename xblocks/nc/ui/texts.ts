/** The sentences of the NC exercise's screen. */

import type { Text } from "../../ui/text";

const t = (zh: string, en: string): Text => ({ "zh-Hans": zh, en });

export const partTexts = {
  label: t(
    "零件的三维视图。方向键旋转，加减键缩放，T 俯视，F 主视，I 轴测。",
    "The part. Arrow keys turn it, plus and minus zoom; T top, F front, I isometric view.",
  ),
  flatLabel: t("零件俯视图，颜色越深切得越深。", "The part from above: the darker, the deeper."),
  flat: t(
    "此浏览器不支持三维显示，改用俯视图：颜色越深，切得越深。",
    "This browser can't draw in 3D. Here is the part from above: the darker, the deeper.",
  ),
  view: t("视角", "View"),
  top: t("俯视", "Top"),
  front: t("主视", "Front"),
  iso: t("轴测", "Iso"),
  surface: t("显示", "Show"),
  part: t("加工结果", "Your part"),
  target: t("目标零件", "Target"),
  deviation: t("偏差", "Deviation"),
  path: t("刀路", "Tool path"),
  measure: t("测量", "Measure"),
  rightShare: t("合格（±{tolerance} mm）：{percent}%", "Right (±{tolerance} mm): {percent} %"),
  leftMost: t("残留（少切），最多 {left} mm", "Left over, {left} mm at most"),
  cutMost: t("过切，最深 {cut} mm", "Cut away, {cut} mm at most"),
  leftOver: t("残留（少切）", "Left over"),
  cutAway: t("过切", "Cut away"),
  stale: t("程序已修改，图形是上次仿真的结果。", "The program has changed since this simulation."),
  empty: t("仿真后，这里显示加工结果。", "Simulate to see what your program makes."),
  thinned: t("程序很长，刀路显示已简化。", "The program is long: its path is shown simplified."),
};

export const measureTexts = {
  part: t("零件", "Part"),
  target: t("目标", "target"),
  off: t("偏差", "off by"),
  right: t("合格", "right"),
  beside: t("此处不在零件上。", "This is beside the part."),
  cut: t("剖切方向", "Cut along"),
  x: t("沿 X 剖切", "Along X"),
  y: t("沿 Y 剖切", "Along Y"),
  section: t(
    "沿 {axis} 的剖面：灰色为零件，绿色虚线为目标，红线为测量点。",
    "Section along {axis}: the part grey, the target dashed green, the measured place red.",
  ),
};

export const sectionTexts = {
  label: t(
    "零件的半剖面：轴线在下方，Z 向右；虚线为毛坯，绿线为图样，棕色为卡盘。",
    "The part's half section, its axis below and Z to the right: the stock dashed, the drawing " +
      "green, the chuck brown.",
  ),
};

export const playerTexts = {
  label: t("播放", "Play-back"),
  play: t("播放", "Play"),
  pause: t("暂停", "Pause"),
  back: t("上一程序段", "Previous block"),
  forward: t("下一程序段（单段）", "Next block (single block)"),
  time: t("加工时间", "Machining time"),
  speed: t("播放速度", "Speed"),
  panel: t("操作面板：单段、倍率、断点", "Panel: single block, overrides, breakpoints"),
  keys: t(
    "左右方向键逐段，空格播放或暂停，C 运行到光标行，S 单段。",
    "Arrow keys step by block, space plays and pauses, C runs to the cursor, S is single block.",
  ),
  none: t("尚无刀路", "No path yet"),
  line: t("第 {line} 行", "Line {line}"),
  feed: t("进给 {feed}", "F {feed}"),
  rapid: t("快速", "Rapid"),
  dwell: t("暂停", "Dwell"),
  change: t("换刀", "Tool change"),
  stop: t("停止", "Stop"),
};

export const panelTexts = {
  switches: t("操作面板开关", "Switches of the panel"),
  single: t("单段", "Single block"),
  singleHint: t("每执行一个程序段就停下。", "Play stops after every block."),
  stop: t("选择停 M01", "M01 stops"),
  skip: t("跳段 /", "Skip /"),
  switchHint: t(
    "切换后重新仿真；评分时不受此开关影响。",
    "The program is simulated again. Marking does not know this switch.",
  ),
  dry: t("空运行", "Dry run"),
  dryHint: t("不切削，全程按快速走刀路。", "The tool goes its way as a rapid and does not cut."),
  feed: t("进给倍率", "Feed"),
  feedHint: t("螺纹切削不受进给倍率影响。", "Threads are cut at their own feed."),
  rapid: t("快速倍率", "Rapid"),
  toCursor: t("运行到光标行 {line}", "Run to line {line}"),
  breakpoint: t("断点", "Breakpoint"),
  breakpointHint: t(
    "在光标所在的第 {line} 行设置或取消断点（程序中按 F9，或点行号左边）。",
    "Sets or clears a breakpoint at line {line}, where the cursor is (F9 in the program, or click " +
      "left of the line number).",
  ),
  breakpoints: t("断点：{lines}", "At {lines}"),
  lasts: t("按此倍率全程 {time}", "{time} in all at these rates"),
};

export const turnedTexts = {
  note: t(
    "单位 mm。G54 原点在轴线上、Z0 处，X 为直径；Z 向右为正。",
    "In mm. The datum of G54 is on the axis at Z0; X is a diameter, Z counts to the right.",
  ),
  z: t("Z", "Z"),
  limits: t("公差", "Tolerances"),
  inside: t("内", "inside "),
  nose: t("刀尖圆弧", "Nose radius"),
  tip: t("刀尖方位", "Tip"),
  speed: t("切削速度 m/min", "Speed m/min"),
  feed: t("进给 mm/r", "Feed mm/rev"),
  bar: t(
    "棒料 φ{diameter} × {length}，夹持 {clamped}",
    "bar D{diameter} x {length}, {clamped} held",
  ),
  tube: t(
    "管料 φ{diameter}/φ{bore} × {length}，夹持 {clamped}",
    "tube D{diameter}/D{bore} x {length}, {clamped} held",
  ),
  size: t("直径", "diameter"),
  length: t("长度", "length"),
  position: t("位置", "position"),
  width: t("宽", "width"),
  angle: t("角度", "angle"),
  radius: t("半径", "radius"),
  profile: t("线轮廓度", "profile"),
  pitch: t("螺距", "pitch"),
  pitch_diameter: t("中径", "pitch diameter"),
  root: t("牙底直径", "root diameter"),
};

export const taskTexts = {
  brief: t("任务", "Task"),
  drawing: t("零件图", "Drawing"),
  note: t(
    "单位 mm。G54 原点（X0 Y0、Z0）见图。",
    "In mm. The datum of G54 (X0 Y0, Z0) is where it is drawn.",
  ),
  features: t("加工要素", "Features"),
  feature: t("要素", "Feature"),
  centre: t("中心 X, Y", "Centre X, Y"),
  open: t("开口", "open"),
  size: t("尺寸", "Size"),
  corner: t("圆角", "Corner"),
  depth: t("深度", "Depth"),
  stock: t("毛坯", "Stock"),
  tools: t("刀具", "Tools"),
  tool: t("刀号", "Tool"),
  name: t("名称", "Name"),
  diameter: t("直径", "Diameter"),
  flutes: t("刃长", "Flute length"),
  register: t("长度补偿", "Length offset"),
  machine: t("机床", "Machine"),
  limits: t(
    "快速 {rapid} mm/min，最大进给 {feed} mm/min，最高转速 {speed} r/min。",
    "Rapid {rapid} mm/min, feed up to {feed} mm/min, spindle up to {speed} r/min.",
  ),
  calculator: t(
    "不带小数点的数按毫米计（X10 即 10 mm）。",
    "Numbers without a decimal point are millimetres (X10 is 10 mm).",
  ),
  micrometre: t(
    "不带小数点的数按微米计（X10 即 0.010 mm），请写小数点。",
    "Numbers without a decimal point are micrometres (X10 is 0.010 mm): write the point.",
  ),
  rubric: t("评分", "Marks"),
  points: t("{points} 分", "{points}"),
  cycle: t(
    "加工时间不超过 {full} 秒得满分，超过 {none} 秒不得分。",
    "Full marks for a cycle of at most {full} s, none beyond {none} s.",
  ),
};

export const exerciseTexts = {
  broken: t(
    "这个练习的内容有错误，暂时不能使用。请告诉您的老师。",
    "The text of this exercise has an error, so it can't be used yet. Please tell your instructor.",
  ),
  panels: t("练习面板", "Panels of the exercise"),
  program: t("程序", "Program"),
  part: t("零件", "Part"),
  task: t("任务", "Task"),
  result: t("成绩", "Result"),
  simulate: t("仿真", "Simulate"),
  simulateKeys: t("仿真（Ctrl+Enter）", "Simulate (Ctrl+Enter)"),
  simulating: t("正在仿真…", "Simulating…"),
  submit: t("提交", "Submit"),
  submitting: t("正在评分…", "Grading…"),
  left: t("还可提交 {left} 次", "Attempts left: {left}"),
  unlimited: t("提交次数不限", "Unlimited attempts"),
  best: t("最好成绩 {percent}%", "Best {percent}%"),
  confirm: t("提交评分？", "Submit for marking?"),
  confirmLeft: t(
    "这次提交会占用 1 次机会。您还可以提交 {left} 次。",
    "This uses one of your attempts. Attempts left now: {left}.",
  ),
  cancel: t("再检查一下", "Check again"),
  understood: t("知道了", "OK"),
  saved: t("草稿已保存", "Draft saved"),
  waiting: t("正在保存草稿…", "Saving the draft…"),
  failed: t("草稿未保存，联网后自动重试", "Draft not saved yet: will try again"),
  findings: t("报警与提示", "Alarms and findings"),
  notSimulated: t(
    "点“仿真”（Ctrl+Enter），检查报警和刀路。",
    "Simulate (Ctrl+Enter) to see alarms and the tool path.",
  ),
  clean: t(
    "没有报警。加工时间 {time}，切除 {volume} cm³。",
    "No alarms. Machining time {time}, {volume} cm³ removed.",
  ),
  summary: t(
    "{alarms} 个报警，{findings} 条提示。加工时间 {time}。",
    "Alarms: {alarms}. Findings: {findings}. Machining time {time}.",
  ),
  noResult: t(
    "提交后，这里显示成绩和扣分原因。",
    "After you submit, your marks and the reasons stand here.",
  ),
  replay: t("作答回放", "Replay of an attempt"),
  replayOf: t("{time} 秒加工 · 引擎 {engine}", "{time} s of machining · engine {engine}"),
};

export const offsetTexts = {
  heading: t("坐标系与刀补（由您对刀后输入）", "Offsets (touch off, then enter them)"),
  meaning: t(
    "单位 mm，车床的 X 为直径。输入的数就是数控系统相信的数：输错会加工错或撞刀。",
    "In mm; X of a lathe is a diameter. The control believes what you enter: a wrong number makes " +
      "a wrong part, or a crash.",
  ),
  work: t("工件坐标系（机床坐标）", "Work offsets (machine coordinates)"),
  tools: t("刀具补偿", "Tool offsets"),
};

export const previewTexts = {
  heading: t("预览", "Preview"),
  seed: t("种子", "Seed"),
  task: t("图样", "Drawing"),
  part: t("毛坯与目标", "Stock and target"),
  reference: t("参考程序", "Reference"),
  variants: t("变式对照", "Variants"),
  nothingYet: t("练习内容没有错误时，这里显示预览。", "Once the text has no error, it shows here."),
  noReference: t(
    "没有参考程序：写 solution（参考答案），或用 target 的 program。",
    "There is no reference program: give a solution, or a program as the target.",
  ),
  run: t("运行参考程序", "Run the reference"),
  running: t("正在运行…", "Running…"),
  seedFaulty: t("种子 {seed} 的变式有错误，预览没有更新。", "Seed {seed} has an error: not updated."),
  points: t("满分", "Points"),
  state: t("检查", "Check"),
  title: t("标题", "Title"),
  faultless: t("没有问题", "No problems"),
  faulty: t("第 {line} 行：{message}", "Line {line}: {message}"),
  show: t("预览种子 {seed}", "Preview seed {seed}"),
  noVariants: t("这个练习没有变式，所有学员的题目相同。", "No variants: all learners get the same."),
  firstVariants: t("前 {count} 个不同的变式", "The first different variants: {count}"),
};

export const solutionTexts = {
  heading: t("参考答案", "Reference solution"),
  usedUp: t("提交次数已用完", "No attempts left"),
};
