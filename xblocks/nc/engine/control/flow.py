"""Which block comes next: subprograms, macros, loops, and the bounds that keep them finite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xblocks.nc.engine.alarms import Place, Rejected, reject
from xblocks.nc.engine.bounds import BLOCK_CHARACTERS
from xblocks.nc.engine.control.bulk_motion import codes_said, execute_plain, is_plain
from xblocks.nc.engine.control.calls import (
    Call,
    Frame,
    Level,
    macro_call,
    macro_words,
    subprogram_call,
)
from xblocks.nc.engine.control.clock import Clock
from xblocks.nc.engine.control.compensation import Path
from xblocks.nc.engine.control.machine_control import Control
from xblocks.nc.engine.control.modal import State, offsets_of, power_on
from xblocks.nc.engine.control.motion import pause, straight
from xblocks.nc.engine.control.processes import PROCESSES
from xblocks.nc.engine.control.step import Contour, Run, Step
from xblocks.nc.engine.control.variables import (
    ALARM,
    CLOCK_H,
    CLOCK_MS,
    LOCAL,
    STOP,
    SWITCHES,
    is_common,
)
from xblocks.nc.engine.findings import Finding, finding
from xblocks.nc.engine.language.command import Command, read_command
from xblocks.nc.engine.language.dialect import MILLING
from xblocks.nc.engine.language.evaluation import evaluated
from xblocks.nc.engine.language.expressions import (
    Expression,
    Value,
    evaluate,
    is_true,
    variable_number,
)
from xblocks.nc.engine.language.program import Block, Program, Section
from xblocks.nc.engine.language.statements import Assign, Do, End, Goto, If, Several, Statement
from xblocks.nc.engine.language.words import Word
from xblocks.nc.engine.lathe_control.lathe_shape import (
    block_after,
    check_first_block,
    find_shape,
    not_in_shape,
    shape_command,
    shape_elements,
)
from xblocks.nc.engine.moves import RAPID
from xblocks.nc.engine.moves import STOP as STOP_MOVE
from xblocks.nc.engine.turning.lathe_moves import Element

MAX_CAREFUL = 1_000_000
"""How many blocks may be executed, and how many moves made, other than in bulk."""

FEWEST_IN_BULK, MOST_IN_BULK = 12, 1 << 14
"""How many plain blocks pay to be executed together, and fit into a processor's cache."""

_BACK_OFF = 64
"""How many blocks are executed with care before another attempt in bulk where one was in vain."""

_LARGEST_ALARM = 200

Watch = Callable[[Block, State], None]
"""Is told each block that was executed, in that order, and the state after it."""


class Flow:
    """A program while it runs."""

    def __init__(self, program: Program, control: Control, watch: Watch | None = None) -> None:
        self.program, self.control, self.watch = program, control, watch
        self.process = PROCESSES[control.dialect.process]
        # What is executed in bulk has no state after each block.
        in_bulk = control.dialect.process == MILLING and watch is None
        self.plain = program.plain if in_bulk else None
        reference, offsets = control.machine.reference_mm, offsets_of(control.machine)
        self.state = power_on(control.dialect, reference, offsets)
        self.frames = [Frame(program.main, program.main.first, 1, Level())]
        self.common: dict[int, float] = {}
        self.switches: dict[int, float] = {}
        self.clock = Clock()
        self.path = Path(control.machine, control.dialect)
        self.findings: list[Finding] = []
        self.codes: dict[str, int] = {}
        self.last_line = 1
        self.steps, self.extra_steps = 0, 0
        self.shape_is_rough: bool | None = None
        self.shapes: dict[tuple[int, int], Section] = {}
        self.bulk_steps, self.bulk_from_step = 0, 0
        self.main_returns: tuple[State, dict[int, float], dict[int, float]] | None = None

    def run(self) -> Run:
        """Execute blocks until the program ends or an alarm stops it."""
        alarm = None
        try:
            while not self.state.ended:
                if self._run_in_bulk():
                    continue
                block = self._next_block()
                if block is None:
                    break
                self._check_bounds(block)
                self._take(block)
            self.path.finish()
        except Rejected as rejected:
            alarm = rejected.alarm
            self.last_line = alarm.place.line
            self.path.abandon()
        if alarm is None and not self.state.ended:
            self.findings.append(finding("no-end", self.last_line))
        moves = self.path.moves if self.plain else tuple(self.path.moves)
        findings, ended = tuple(self.findings), self.state.ended
        return Run(moves, findings, alarm, ended, self.last_line, self.codes)

    def _run_in_bulk(self) -> bool:
        """Whether plain blocks came next, enough to pay, and were executed."""
        plain, frame = self.plain, self.frames[-1]
        if plain is None or self.steps < self.bulk_from_step:
            return False
        end = min(plain.end_of_run(frame.at), frame.section.end, frame.at + MOST_IN_BULK)
        if not FEWEST_IN_BULK <= end - frame.at <= self._steps_left():
            return False
        if frame.level.modal_call or not self.path.is_idle or not is_plain(self.state):
            self.bulk_from_step = self.steps + FEWEST_IN_BULK
            return False
        done = execute_plain(plain, frame.at, end, self.state, self.control)
        if done.blocks < FEWEST_IN_BULK:
            self.bulk_from_step = self.steps + _BACK_OFF
        if not done.blocks:
            return False
        for name, line in codes_said(plain, frame.at, frame.at + done.blocks, self.codes):
            self.codes[name] = line
        frame.at += done.blocks
        self.steps += done.blocks
        self.bulk_steps += done.blocks
        self.state = done.state
        self.path.moves.add_columns(done.moves)
        self.last_line = int(plain.lines[frame.at - 1])
        return True

    def _next_block(self) -> Block | None:
        """The block to be executed, stepped over; None at the end of the main program."""
        while True:
            frame = self.frames[-1]
            if frame.at >= frame.section.end:
                if len(self.frames) == 1:
                    return None
                last = self.program.blocks[frame.section.end - 1]
                raise reject("subprogram-end", last.place)
            block = self.program.blocks[frame.at]
            frame.at += 1
            if block.skip not in self.control.machine.skip_switches:
                return block

    def _check_bounds(self, block: Block) -> None:
        if self._steps_left() <= 0:
            raise reject("run-away", block.place)
        if max(self.steps - self.bulk_steps, self.path.moves.single) >= MAX_CAREFUL:
            raise reject("program-too-laborious", block.place, limit=MAX_CAREFUL)
        self.steps += 1
        self.extra_steps += block.characters // BLOCK_CHARACTERS

    def _steps_left(self) -> int:
        """How many blocks may still be executed for certain."""
        bounds = self.control.bounds
        steps_left = bounds.steps - self.steps - self.extra_steps
        moves_left = bounds.moves + 1 - len(self.path.moves)
        return len(self.program.blocks) + min(steps_left, moves_left)

    def _take(self, block: Block) -> None:
        self.last_line = block.line
        self._execute(block)
        if self.watch is not None:
            self.watch(block, self.state)

    def _execute(self, block: Block) -> None:
        if block.words and block.words[0].letter == "O":
            self.state = replace(self.state, program=int(block.words[0].number))
        if block.statement is not None:
            self._statement(block.statement, block)
            return
        block = evaluated(block, self._read, self.state.modal["unit"], self.control.dialect)
        if not block.words:
            return
        call = macro_words(block, self.control)
        if call is not None:
            if self.shape_is_rough is not None:
                raise not_in_shape(call[0].place, call[0].text)
            self._macro(call)
            return
        command = read_command(block, self.control.dialect)
        if self.shape_is_rough is not None:
            command = shape_command(command, rough=self.shape_is_rough)
        state, called = self.state, self._checked_call(command)
        if "N" in command.values:
            state = replace(state, sequence=int(command.values["N"].number))
        step = self.process.execute(command, state, self.control)
        if step.held is not None:
            held, before = step.held
            self.path.add(before, held)
        self.path.add(step, command)
        self.findings += step.findings
        self.state = step.state
        for code, word in command.codes.values():
            self.codes.setdefault(code.name, word.place.line)
        if command.meaning("call") == "off":
            self.frames[-1].level.modal_call = None
        self._follow(command, step, called)

    def _checked_call(self, command: Command) -> Call | None:
        """The subprogram that the block calls. Raises `Rejected`, before the block does anything,
        for one that can't be called, and for a return to a block that is not there."""
        flow = command.meaning("flow")
        if flow == "call":
            call = subprogram_call(command, self.program, self.control)
            self._check_depth(call, command.place)
            return call
        target = command.values.get("P")
        if flow == "return" and target is not None:
            frame = self.frames[max(0, len(self.frames) - 2)]
            self._sequence(int(target.number), frame, target.place, "return-sequence")
        return None

    def _follow(self, command: Command, step: Step, call: Call | None) -> None:
        """What the block calls, returns from, or is followed by."""
        level = self.frames[-1].level
        if call is not None:
            self._call(call, command.place)
        elif command.meaning("flow") == "return":
            self._return(command.values.get("P"), command.codes["flow"][1].place)
        elif step.contour is not None:
            self._contour(step.contour)
        elif level.modal_call is not None:
            moved = bool(step.moves) and command.has("XYZUW")
            plain = command.has("XYZUWIJKRFSTHDPQ") or bool(command.codes)
            if moved or (level.each_block and plain):
                self._call(level.modal_call, command.place)

    # -- calls -------------------------------------------------------------------------------------

    def _macro(self, words: tuple[Word, ...]) -> None:
        code = self.control.dialect.code(words[0])
        call = macro_call(words, self.program, self.control, self.state.modal["unit"])
        if code is not None:
            self.codes.setdefault(code.name, words[0].place.line)
        if code is not None and code.meaning == "once":
            self._call(call, words[0].place)
            return
        level = self.frames[-1].level
        if level.modal_call is not None:
            raise reject("modal-call-twice", words[0].place)
        level.modal_call = call
        level.each_block = code is not None and code.meaning == "each-block"

    def _check_depth(self, call: Call, place: Place) -> None:
        is_macro = call.arguments is not None
        depth = sum((frame.arguments is not None) == is_macro for frame in self.frames[1:])
        if depth >= self.control.dialect.parameters.max_calls:
            raise reject("macro-nesting" if is_macro else "call-nesting", place)

    def _call(self, call: Call, place: Place) -> None:
        self._check_depth(call, place)
        if call.repeats == 0:
            return
        level = self.frames[-1].level if call.arguments is None else Level(dict(call.arguments))
        self.frames.append(
            Frame(call.section, call.section.first, call.repeats, level, call.arguments)
        )

    def _return(self, target: Word | None, place: Place) -> None:
        """M99: again while repeats are left, else back to the caller; in the main program back to
        its start. P names the block to go on at."""
        frame = self.frames[-1]
        if len(self.frames) == 1:
            self._check_endless(frame, place)
            frame.at = frame.section.first
        elif frame.repeats > 1 and target is None:
            frame.again()
        else:
            self.frames.pop()
        if target is not None:
            self._go_to(int(target.number), target.place, "return-sequence")

    def _check_endless(self, frame: Frame, place: Place) -> None:
        """Nothing has changed since the last time round, so nothing ever will."""
        now = (replace(self.state, sequence=0), dict(self.common), dict(frame.level.values))
        if now == self.main_returns:
            raise reject("run-away", place)
        self.main_returns = now

    # -- shapes ------------------------------------------------------------------------------------

    def _contour(self, contour: Contour) -> None:
        """Rough out or finish the shape between two blocks. What was roughed is finished by the
        same blocks, though their numbers may stand twice."""
        if self.frames[-1].level.modal_call is not None:
            raise reject("modal-call-twice", contour.command.place)
        frame, key = self.frames[-1], (int(contour.first.number), int(contour.last.number))
        shape = self.shapes.get(key) if contour.rough is None else None
        if shape is None or shape.end > frame.section.end:
            shape = find_shape(contour, self.program, frame.section, frame.at)
        hollows = check_first_block(self.program.blocks[shape.first], contour, self.control.dialect)
        if contour.rough is None:
            self._finish_shape(contour, shape)
            return
        self.shapes[key] = shape
        step = contour.rough(self._shape_elements(shape), hollows)
        self.path.add(step, contour.command)
        self.state = step.state
        frame.at = block_after(shape, self.program, self.control.dialect, frame.at)

    def _finish_shape(self, contour: Contour, shape: Section) -> None:
        start = self.state.position
        self._follow_shape(shape, rough=False)
        moves = straight(RAPID, contour.command, self.state, start, self.control.machine)
        self.state = replace(self.state, position=start)
        self.path.add(Step(self.state, moves), contour.command)

    def _shape_elements(self, shape: Section) -> tuple[Element, ...]:
        """The shape's motions from where the tool is; nothing else of its blocks stays done."""
        level = self.frames[-1].level
        kept = self.state, self.path, self.last_line, len(self.findings)
        values, common = dict(level.values), dict(self.common)
        self.path = shape_path = Path(self.control.machine, self.control.dialect)
        try:
            self._follow_shape(shape, rough=True)
            shape_path.finish()
        finally:
            self.state, self.path, self.last_line, found = kept
            del self.findings[found:]
            level.values, self.common = values, common
        return shape_elements(shape_path.moves)

    def _follow_shape(self, shape: Section, *, rough: bool) -> None:
        frame = Frame(shape, shape.first, 1, self.frames[-1].level)
        self.frames.append(frame)
        self.shape_is_rough = rough
        while frame.at < shape.end and not self.state.ended:
            block = self.program.blocks[frame.at]
            frame.at += 1
            if block.skip not in self.control.machine.skip_switches:
                self._check_bounds(block)
                self._take(block)
        self.shape_is_rough = None
        self.frames.pop()

    # -- macro statements --------------------------------------------------------------------------

    def _statement(self, statement: Statement, block: Block) -> None:
        if isinstance(statement, Several):
            if not self.control.dialect.parameters.statements_share_block:
                raise reject("macro-mixed", block.place, rest="#")
            for one in statement.statements:
                self._statement(one, block)
            return
        if isinstance(statement, If):
            self.codes.setdefault("IF", block.line)
            if not is_true(self._value(statement.condition)):
                return
            statement = statement.then
        if isinstance(statement, Assign):
            self._assign(statement, block)
        elif isinstance(statement, Goto):
            self.codes.setdefault("GOTO", block.line)
            place = statement.target.place
            number = self._value(statement.target)
            self._go_to(variable_number(number, place), place, "sequence-missing")
        elif isinstance(statement, Do):
            self._do(statement, block)
        elif isinstance(statement, End):
            self._end(block)

    def _do(self, statement: Do, block: Block) -> None:
        frame = self.frames[-1]
        here = frame.at - 1
        end = self.program.loops.get(here)
        if end is None:
            raise reject("loop-open", block.place)
        if statement.condition is not None:
            self.codes.setdefault("WHILE", block.line)
        holds = statement.condition is None or is_true(self._value(statement.condition))
        if here in frame.loops:
            frame.loops.remove(here)
        if holds:
            frame.loops.append(here)
        else:
            frame.at = end + 1

    def _end(self, block: Block) -> None:
        frame = self.frames[-1]
        do = self.program.loops.get(frame.at - 1)
        if do is None or do not in frame.loops:
            raise reject("loop-open", block.place)
        frame.at = do

    def _go_to(self, number: int, place: Place, wrong: str) -> None:
        """To a sequence number of the program: searched onward, then from the start. Loops that the
        target is outside of are left."""
        frame = self.frames[-1]
        frame.at = at = self._sequence(number, frame, place, wrong)
        frame.loops = [do for do in frame.loops if do < at <= self.program.loops[do]]

    def _sequence(self, number: int, frame: Frame, place: Place, wrong: str) -> int:
        at = self.program.find_sequence(number, frame.section, frame.at)
        if at is None:
            raise reject(wrong, place, number=number)
        return at

    def _assign(self, statement: Assign, block: Block) -> None:
        place = statement.index.place
        number = variable_number(self._value(statement.index), place)
        value = self._value(statement.value)
        if number in LOCAL or is_common(number):
            values = self.frames[-1].level.values if number in LOCAL else self.common
            if value is None:
                values.pop(number, None)
            else:
                values[number] = value
            return
        known = 0.0 if value is None else value
        if number == ALARM:
            if not 0 <= known <= _LARGEST_ALARM:
                raise reject("macro-alarm-number", block.place, number=f"{known:g}")
            raise _stated(round(known), statement.comment, block.place)
        if number == STOP:
            command = Command(block.line, block.place, {}, {})
            self.path.add(Step(self.state, (pause(STOP_MOVE, command, self.state, 0.0),)), command)
        elif number in (CLOCK_MS, CLOCK_H):
            self.clock.set(number, known, self.steps, self.path.moves)
        elif number in SWITCHES:
            self.switches[number] = known
        elif number == 0:
            raise reject("macro-protected", place, number=number)
        else:
            self.state = self.process.write(number, known, self.state, self.control, place)

    # -- values ------------------------------------------------------------------------------------

    def _read(self, number: int, place: Place) -> Value:
        if number == 0:
            return None
        if number in LOCAL:
            return self.frames[-1].level.values.get(number)
        if is_common(number):
            return self.common.get(number)
        if number in SWITCHES:
            return self.switches.get(number, 0.0)
        if number in (CLOCK_MS, CLOCK_H):
            return self.clock.read(number, self.steps, self.path.moves)
        return self.process.read(number, self.state, self.control, place)

    def _value(self, expression: Expression) -> Value:
        return evaluate(expression, self._read)


def _stated(number: int, comment: str, place: Place) -> Rejected:
    """The alarm that #3000 asks for, in the program's own words."""
    rejected = reject("macro-alarm", place, message=comment)
    return Rejected(replace(rejected.alarm, id=f"MC{ALARM + number}"))


def run_program(program: Program, control: Control, watch: Watch | None = None) -> Run:
    """Run the program from power-on."""
    return Flow(program, control, watch).run()
