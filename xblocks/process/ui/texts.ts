/** What the process screen says. */

import type { Text } from "../../ui/text";

export const texts = {
  plant: { "zh-Hans": "流程图", en: "Plant" },
  control: { "zh-Hans": "操作", en: "Control" },
  trend: { "zh-Hans": "趋势", en: "Trend" },
  procedure: { "zh-Hans": "步骤", en: "Procedure" },
  alarms: { "zh-Hans": "报警", en: "Alarms" },
  result: { "zh-Hans": "成绩", en: "Result" },
  panels: { "zh-Hans": "画面", en: "Panels" },
  brief: { "zh-Hans": "任务书", en: "Brief" },
  start: { "zh-Hans": "开始操作", en: "Start the run" },
  goOn: { "zh-Hans": "接着上次操作", en: "Go on with the run" },
  again: { "zh-Hans": "重新开始", en: "Start again" },
  starting: { "zh-Hans": "正在准备装置…", en: "Getting the plant ready…" },
  openRun: {
    "zh-Hans": "您有一次没做完的操作，停在 {time}。",
    en: "You have a run that is not finished; it stands at {time}.",
  },
  points: { "zh-Hans": "{points} 分", en: "{points} points" },
  minus: { "zh-Hans": "−{points} 分", en: "−{points} points" },
  qualityHeading: { "zh-Hans": "质量指标", en: "Quality" },
  safetyHeading: { "zh-Hans": "安全扣分", en: "Safety deductions" },
  limit: { "zh-Hans": "时限 {time}（仿真时间）", en: "Time limit {time} (simulated)" },
  clock: { "zh-Hans": "仿真时间", en: "Simulated time" },
  speed: { "zh-Hans": "倍速", en: "Speed" },
  freeze: { "zh-Hans": "冻结", en: "Freeze" },
  resume: { "zh-Hans": "运行", en: "Run" },
  submit: { "zh-Hans": "交卷", en: "Submit" },
  submitting: { "zh-Hans": "正在评分…", en: "Grading…" },
  confirm: { "zh-Hans": "现在交卷？", en: "Submit now?" },
  confirmEarly: {
    "zh-Hans": "任务还没有完成：现在交卷，没做完的步骤不得分。交卷后这次操作不能再继续。",
    en: "The task is not finished: steps that are not done earn nothing. The run can't go on after that.",
  },
  confirmAttempts: { "zh-Hans": "还可以交 {left} 次。", en: "{left} attempts are left." },
  cancel: { "zh-Hans": "取消", en: "Cancel" },
  offline: {
    "zh-Hans": "网络断开，装置停在这里等待；恢复后自动继续，操作不会丢失。",
    en: "The network is away. The plant waits here and goes on by itself; nothing you did is lost.",
  },
  waiting: { "zh-Hans": "等待服务器…", en: "Waiting for the server…" },
  reload: { "zh-Hans": "刷新页面", en: "Reload" },
  frozen: { "zh-Hans": "已冻结", en: "Frozen" },
  closed: { "zh-Hans": "已交卷", en: "Submitted" },
  ended_success: {
    "zh-Hans": "任务完成，请交卷。",
    en: "The task is finished. Please submit.",
  },
  ended_fail: { "zh-Hans": "操作失败，请交卷。", en: "The run has failed. Please submit." },
  ended_timeout: { "zh-Hans": "时间到，请交卷。", en: "Time is up. Please submit." },
  noResult: { "zh-Hans": "还没有成绩。", en: "There is no result yet." },
  best: { "zh-Hans": "最好成绩 {percent}%", en: "Best {percent}%" },
  left: { "zh-Hans": "还可交 {left} 次", en: "{left} attempts left" },
  noneLeft: { "zh-Hans": "作答次数已用完。", en: "No attempts are left." },
  broken: {
    "zh-Hans": "这个练习的内容有错误，不能运行。请告诉老师。",
    en: "The exercise itself has an error and can't be run. Please tell your instructor.",
  },
} satisfies Record<string, Text>;

export const plateTexts = {
  pv: { "zh-Hans": "测量 PV", en: "PV" },
  manual: { "zh-Hans": "手动", en: "MAN" },
  auto: { "zh-Hans": "自动", en: "AUTO" },
  mode: { "zh-Hans": "{tag} 方式", en: "{tag} mode" },
  spOf: { "zh-Hans": "{tag} 设定值（{unit}）", en: "{tag} set point ({unit})" },
  opOf: { "zh-Hans": "{tag} 输出（%）", en: "{tag} output (%)" },
  start: { "zh-Hans": "启动", en: "Start" },
  stop: { "zh-Hans": "停止", en: "Stop" },
  startOf: { "zh-Hans": "启动 {tag} {text}", en: "Start {tag} {text}" },
  stopOf: { "zh-Hans": "停止 {tag} {text}", en: "Stop {tag} {text}" },
  running: { "zh-Hans": "运行", en: "Running" },
  stopped: { "zh-Hans": "停止", en: "Stopped" },
  healthy: { "zh-Hans": "正常", en: "Healthy" },
  tripped: { "zh-Hans": "已动作", en: "Tripped" },
  reset: { "zh-Hans": "复位", en: "Reset" },
  resetOf: { "zh-Hans": "复位联锁 {id}", en: "Reset interlock {id}" },
  range: { "zh-Hans": "须在 {low} 到 {high} 之间", en: "Must be from {low} to {high}" },
} satisfies Record<string, Text>;

export const alarmTexts = {
  list: { "zh-Hans": "当前报警", en: "Standing alarms" },
  journal: { "zh-Hans": "记录", en: "Journal" },
  none: { "zh-Hans": "没有报警。", en: "No alarms." },
  acknowledge: { "zh-Hans": "确认", en: "Ack" },
  acknowledgeOf: { "zh-Hans": "确认报警 {alarm}", en: "Acknowledge {alarm}" },
  acknowledgeAll: { "zh-Hans": "全部确认", en: "Ack all" },
  priority: { "zh-Hans": "优先级 {priority}", en: "Priority {priority}" },
  HH: { "zh-Hans": "高高", en: "high-high" },
  H: { "zh-Hans": "高", en: "high" },
  L: { "zh-Hans": "低", en: "low" },
  LL: { "zh-Hans": "低低", en: "low-low" },
  state1: { "zh-Hans": "未确认", en: "Unacknowledged" },
  state2: { "zh-Hans": "已确认", en: "Acknowledged" },
  state3: { "zh-Hans": "已恢复，未确认", en: "Returned, unacknowledged" },
  came: { "zh-Hans": "报警", en: "came" },
  returned: { "zh-Hans": "恢复", en: "returned" },
  acknowledged: { "zh-Hans": "确认", en: "acknowledged" },
  tripped: { "zh-Hans": "联锁动作，首出 {detail}", en: "tripped, first out {detail}" },
  reset: { "zh-Hans": "联锁复位", en: "reset" },
  "not-taken": { "zh-Hans": "操作未被接受", en: "not accepted" },
} satisfies Record<string, Text>;

export const trendTexts = {
  window: { "zh-Hans": "时间范围", en: "Time span" },
  minutes: { "zh-Hans": "{minutes} 分", en: "{minutes} min" },
  all: { "zh-Hans": "全部", en: "All" },
  pens: { "zh-Hans": "曲线", en: "Pens" },
  chart: {
    "zh-Hans": "趋势图：{pens}",
    en: "Trend of {pens}",
  },
} satisfies Record<string, Text>;

export const stepTexts = {
  state0: { "zh-Hans": "未到", en: "Not yet" },
  state1: { "zh-Hans": "可以做", en: "To do" },
  state2: { "zh-Hans": "完成", en: "Done" },
  state3: { "zh-Hans": "完成，但顺序不对", en: "Done, out of order" },
  count: { "zh-Hans": "{done}/{all} 步", en: "{done} of {all} steps" },
} satisfies Record<string, Text>;

export const mimicTexts = {
  mimic: { "zh-Hans": "反应釜流程图", en: "Mimic of the reactor" },
  feed: { "zh-Hans": "原料", en: "Feed" },
  preheater: { "zh-Hans": "预热器", en: "Preheater" },
  product: { "zh-Hans": "产品", en: "Product" },
  water: { "zh-Hans": "冷冻水", en: "Chilled water" },
  back: { "zh-Hans": "回水", en: "Return" },
  valve: { "zh-Hans": "{tag} {value}% 开度", en: "{tag} {value}% open" },
} satisfies Record<string, Text>;

export const replayTexts = {
  replay: { "zh-Hans": "回放", en: "Replay" },
  engine: { "zh-Hans": "由 {engine} 重新计算", en: "computed again by {engine}" },
  why: { "zh-Hans": "成绩与经过", en: "The mark, and what happened" },
  actions: { "zh-Hans": "操作与报警", en: "Actions and alarms" },
  moment: { "zh-Hans": "时刻", en: "Moment" },
} satisfies Record<string, Text>;
