/** What the shell says, above the package. */

import type { Text } from "../../../../xblocks/ui/text";

export const TEXTS = {
  offline: {
    "zh-Hans": "网络已断开。进度暂存在这台设备上，联网后会自动保存。",
    en: "The network is away. Your progress is kept on this device and saved when it is back.",
  },
  keepOpen: {
    "zh-Hans": "网络已断开。请不要关闭这个窗口，联网后会自动保存。",
    en: "The network is away. Keep this window open: your progress is saved when it is back.",
  },
  ended: {
    "zh-Hans": "这个窗口已失效：课件已在别处打开，或打开时间太长。请从课程中重新打开，已完成的内容都在。",
    en: "This window is out of use: the course was opened elsewhere, or is open too long. Open it again from your course; what you did is kept.",
  },
  refused: {
    "zh-Hans": "课件发送的数据无法保存，之后的进度不会被记录。请告诉老师。",
    en: "The course sent data that can't be saved; progress is no longer recorded. Please tell your teacher.",
  },
} as const satisfies Record<string, Text>;
