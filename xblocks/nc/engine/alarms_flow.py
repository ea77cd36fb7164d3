"""The alarms of programs that call, jump and compute."""

from __future__ import annotations

FLOW: dict[str, tuple[str, str, str]] = {
    "program-twice": (
        "PS0073",
        "程序号 O{number:04d} 用了不止一次。请给其中一个程序换号。",
        "The program number O{number:04d} is in use more than once. Give one of them another.",
    ),
    "call-no-program": (
        "PS0076",
        "调用程序没有写 P。请写出程序号，例如 M98 P1000 或 G65 P9010。",
        "A call without P. Name the program, as in M98 P1000 or G65 P9010.",
    ),
    "call-nesting": (
        "PS0077",
        "子程序嵌套太深：最多 4 层。请减少嵌套，并检查子程序是否调用了自己。",
        "Subprograms are nested too deep: 4 levels at most. Nest less, and check whether a "
        "subprogram calls itself.",
    ),
    "call-repeats": (
        "PS0077",
        "{word} 的调用次数超出 0～9999。请改小。",
        "{word} calls more than 9999 times. Call less often.",
    ),
    "program-missing": (
        "PS0078",
        "程序里没有 O{number:04d}。请检查 P 后面的程序号，或补上子程序。",
        "There is no program O{number:04d}. Check the number behind P, or add the subprogram.",
    ),
    "return-sequence": (
        "PS0078",
        "M99 P 指定的顺序号 N{number} 不存在。请补上 N{number}。",
        "There is no sequence number N{number} that M99 P returns to. Add N{number}.",
    ),
    "subprogram-end": (
        "PS5010",
        "子程序没有以 M99 结束。请在子程序最后写 M99。",
        "The subprogram does not end with M99. Write M99 last.",
    ),
    "run-away": (
        "RUNAWAY",
        "程序一直循环，不会结束，模拟到此停止。请检查循环条件、GOTO 和主程序中的 M99。",
        "The program goes round and round and was stopped here. Check the loop's condition, GOTO, "
        "and an M99 in the main program.",
    ),
    "line-too-long": (
        "TOOBIG",
        "这一行超过 {limit} 个字符，不像一个程序段。请检查是否缺少换行。",
        "This line has more than {limit} characters, which is no block. Check whether line ends "
        "are missing.",
    ),
    "program-too-long": (
        "TOOBIG",
        "程序太长：最多 {blocks} 个程序段，从这里起没有再读。请把程序分成几个。",
        "The program is too long: {blocks} blocks at most, and nothing was read from here on. "
        "Split it.",
    ),
    "program-too-intricate": (
        "TOOBIG",
        "除直线和圆弧移动以外的程序段太多：最多 {blocks} 段、{megabytes} MB，从这里起没有再读。"
        "请把程序分成几个。",
        "There are too many blocks other than straight moves and arcs: {blocks} blocks and "
        "{megabytes} MB at most, and nothing was read from here on. Split the program.",
    ),
    "program-too-laborious": (
        "TOOBIG",
        "除普通直线和圆弧移动以外的程序段或动作太多：最多 {limit} 个，模拟到此停止。"
        "请把程序分成几个。",
        "There are too many blocks or moves other than plain straight moves and arcs: {limit} at "
        "most, and the program was stopped here. Split it.",
    ),
    "reading-stopped": (
        "TOOBIG",
        "前面的错误太多，从这里起没有再读。请先改正前面的错误。",
        "There are so many errors before this line that nothing was read from here on. Mend those "
        "first.",
    ),
    "macro-overflow": (
        "PS0111",
        "宏程序的计算结果太大。请检查算式。",
        "The result of the expression is too large. Check the expression.",
    ),
    "macro-zero": (
        "PS0112",
        "算式里除数为零。请检查除号后面的变量。",
        "The expression divides by zero. Check the variable behind the division sign.",
    ),
    "macro-format": (
        "PS0114",
        "宏程序格式不对，这里应该是 {expected}。",
        "The macro statement is not written correctly: {expected} is expected here.",
    ),
    "macro-function": (
        "PS0114",
        "没有函数 {name}。可用 SIN、COS、TAN、ASIN、ACOS、ATAN、SQRT、ABS、ROUND、FIX、FUP、LN、"
        "EXP、POW、BIN、BCD。",
        "There is no function {name}. Use SIN, COS, TAN, ASIN, ACOS, ATAN, SQRT, ABS, ROUND, FIX, "
        "FUP, LN, EXP, POW, BIN or BCD.",
    ),
    "macro-end": (
        "PS0114",
        "宏程序语句后面多了“{rest}”。复合算式请用方括号 [ ]，例如 X[#1+2]。",
        "“{rest}” does not belong behind the macro statement. Put expressions in brackets, as in "
        "X[#1+2].",
    ),
    "macro-variable": (
        "PS0115",
        "没有变量 #{number}。可用 #1～#33、#100～#199、#500～#999 和系统变量。",
        "There is no variable #{number}. Use #1 to #33, #100 to #199, #500 to #999, or a system "
        "variable.",
    ),
    "macro-variable-null": (
        "PS0115",
        "变量号没有值，或不是 0 到 999999 的数。请先给它赋值，例如 #1=100，再用 #[#1]。",
        "The number of the variable has no value, or is not 0 to 999999. Set it first, as in "
        "#1=100, then use #[#1].",
    ),
    "macro-protected": (
        "PS0116",
        "变量 #{number} 只能读，不能赋值。",
        "The variable #{number} can be read but not set.",
    ),
    "macro-brackets": (
        "PS0118",
        "方括号嵌套超过 5 层。请把算式分成几步。",
        "Brackets are nested more than 5 deep. Compute in several steps.",
    ),
    "macro-domain": (
        "PS0119",
        "函数的自变量超出范围，例如 SQRT 的负数、ASIN 的大于 1 的数。请检查算式。",
        "The function has no value there, such as SQRT of a negative number or ASIN above 1. Check "
        "the expression.",
    ),
    "macro-nesting": (
        "PS0122",
        "宏程序调用嵌套太深：最多 4 层。请减少嵌套，并检查宏程序是否调用了自己。",
        "Macro calls are nested too deep: 4 levels at most. Nest less, and check whether a macro "
        "calls itself.",
    ),
    "modal-call-twice": (
        "PS0122",
        "宏程序模态调用已经有效。请先写 G67。",
        "A modal macro call is already in force. Write G67 first.",
    ),
    "loop-open": (
        "PS0124",
        "DO 与 END 不成对、交叉，或从循环外跳了进来。请检查循环号 1～3。",
        "DO and END do not form a pair, cross, or were jumped into. Check the loop numbers 1 to 3.",
    ),
    "macro-loop-number": (
        "PS0126",
        "循环号只能是 1、2、3，例如 DO1 … END1。",
        "A loop number is 1, 2 or 3, as in DO1 … END1.",
    ),
    "macro-mixed": (
        "PS0127",
        "宏程序语句和“{rest}”不能写在同一程序段。请分成两段。",
        "A macro statement and “{rest}” can't share a block. Use two blocks.",
    ),
    "sequence-missing": (
        "PS0128",
        "GOTO 的顺序号 N{number} 在本程序中不存在。请补上 N{number}。",
        "GOTO N{number}: there is no such sequence number in this program. Add N{number}.",
    ),
    "macro-argument": (
        "PS0129",
        "{word} 不能用在宏程序调用里：G65 写在最前，自变量不能用 G、L、N、O、P。",
        "{word} can't stand in a macro call: G65 comes first, and G, L, N, O, P are no arguments.",
    ),
    "macro-alarm-number": (
        "PS0131",
        "#3000 的报警号 {number} 超出 0～200。",
        "The alarm number {number} of #3000 is not 0 to 200.",
    ),
    "macro-alarm": (
        "MC3000",
        "宏程序报警：{message}",
        "Alarm of the macro: {message}",
    ),
}
