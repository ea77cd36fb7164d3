import type { Text } from "../../../../xblocks/ui/text";

export const SESSION_ENDED: Text = {
  "zh-Hans": "学习会话已结束，新的操作不会保存。请回到课程页面，重新打开这个活动。",
  en: "Your visit has ended and nothing more is saved. Go back to your course and open the activity again.",
};

export const BLOCK_FAILED: Text = {
  "zh-Hans": "页面的这一部分无法启动。请刷新页面；如果仍然如此，请告诉老师。",
  en: "This part of the page can't start. Reload the page; if that does not help, tell your instructor.",
};
