/** The sentences of the program editor. */

import type { Text } from "../../ui/text";

const t = (zh: string, en: string): Text => ({ "zh-Hans": zh, en });

export const programTexts = {
  label: t("数控加工程序", "NC program"),
  shortcuts: t(
    "Ctrl+空格补全，F1 查看光标处的含义，F2 朗读本行的模态，F8 下一个问题，Ctrl+F 查找。",
    "Ctrl+Space completes, F1 explains the word at the cursor, F2 reads what is in force out, F8 " +
      "goes to the next problem, Ctrl+F finds.",
  ),
  keys: t("程序字符键", "Keys of the program"),
  space: t("空格", "space"),
  eob: t("换行", "new line"),
  tools: t("编辑", "Editing"),
  explain: t("含义", "Explain"),
  complete: t("补全", "Complete"),
  find: t("查找替换", "Find"),
  number: t("编段号", "Number"),
  undo: t("撤销", "Undo"),
  redo: t("重做", "Redo"),
  nothing: t("光标处没有可以说明的字。", "There is no word at the cursor to explain."),
  numbered: t("已编段号。", "The blocks are numbered."),
};

export const helpTexts = {
  group: t("第 {group} 组，模态：一直有效，直到同组的另一个代码", "Group {group}, modal: holds until another of its group"),
  once: t("00 组，只在本段有效", "Group 00: holds for this block only"),
  example: t("例", "Example"),
  unknown: t("本机床没有这个代码。", "This machine has no such code."),
};

/** Words of macros; functions and comparisons share their explanations. */
export const macroTexts: readonly { readonly words: RegExp; readonly text: Text }[] = [
  {
    words: /^IF$/,
    text: t(
      "条件成立时执行 GOTO 或 THEN 后面的语句，否则执行下一段。",
      "If the condition holds, does what GOTO or THEN says; else goes on with the next block.",
    ),
  },
  { words: /^THEN$/, text: t("条件成立时执行的赋值。", "What is assigned if the condition holds.") },
  { words: /^GOTO$/, text: t("转到这个段号 N 的程序段。", "Goes on at the block of this number N.") },
  {
    words: /^(?:WHILE|DO|END)$/,
    text: t(
      "条件成立时重复 DO 到 END 之间的程序段，编号 1 到 3 成对。",
      "Repeats the blocks from DO to END while the condition holds; numbers 1 to 3 pair them.",
    ),
  },
  {
    words: /^(?:EQ|NE|GT|GE|LT|LE)$/,
    text: t(
      "比较：EQ 等于，NE 不等于，GT 大于，GE 大于等于，LT 小于，LE 小于等于。",
      "Compares: EQ equal, NE not equal, GT greater, GE at least, LT less, LE at most.",
    ),
  },
  {
    words: /^(?:AND|OR|XOR|MOD)$/,
    text: t("运算：AND、OR、XOR 按位，MOD 求余数。", "AND, OR, XOR bit by bit; MOD is the remainder."),
  },
  {
    words: /^(?:A?SIN|A?COS|A?TAN)$/,
    text: t("三角函数，角度以度计。", "Trigonometry, with angles in degrees."),
  },
  {
    words: /^(?:SQRT|ABS|ROUND|FIX|FUP|LN|EXP|POW|BIN|BCD)$/,
    text: t(
      "函数：SQRT 平方根，ABS 绝对值，ROUND 四舍五入，FIX 舍去小数，FUP 进位。",
      "SQRT square root, ABS without sign, ROUND nearest whole, FIX towards zero, FUP away from it.",
    ),
  },
];

export const variableTexts = {
  empty: t("#0 总是空，不能赋值。", "#0 is always empty and can't be written."),
  local: t("局部变量，只在本程序或本次宏调用中有效。", "A local variable, of this program or call only."),
  common: t("公共变量，各程序共用。", "A common variable, shared by all programs."),
  system: t("系统变量：控制系统和机床的数据。", "A system variable: data of the control and the machine."),
};

export const stateTexts = {
  label: t("光标所在行执行后的状态", "In force after the line of the cursor"),
  line: t("第 {line} 行", "Line {line}"),
  none: t("第 {line} 行没有执行到", "Line {line} is not executed"),
  before: t("还没有执行程序段", "No block has been executed yet"),
  waiting: t("正在检查…", "Checking…"),
  perMinute: t("{unit}/min", "{unit}/min"),
  perTurn: t("{unit}/r", "{unit}/rev"),
  turns: t("r/min", "rpm"),
  times: t("执行 {times} 次，末次", "executed {times} times, the last shown"),
};

export const numberingTexts = {
  computed: t(
    "第 {line} 行的 GOTO 由变量决定，不能自动编号。",
    "The GOTO of line {line} depends on a variable, so numbers can't be changed.",
  ),
  doubled: t(
    "段号 N{number} 有两个，不能确定第 {line} 行指哪一个。",
    "N{number} stands twice: which one line {line} means can't be told.",
  ),
};
