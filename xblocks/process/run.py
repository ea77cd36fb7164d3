"""A run while a learner plays it: simulated ahead in chunks, cut where the learner acts.

The browser plays the scans that it has been given. Whatever it asks for, it says up to which scan
it has played (`from_s`): all before is settled, all from there on is simulated anew with the
actions that it sends. So one request does everything (go on, act, ask again after a lost answer),
the same request has the same answer, and the server keeps one checkpoint and the log.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from xblocks.attempt import Refusal, Text, text
from xblocks.process.engine.simulation import Action, Checkpoint, Event, Row, advance, start
from xblocks.process.exercise import Exercise
from xblocks.process.frames import Frames, frames_of
from xblocks.process.grading import Log, read_log, replay_log
from xblocks.process.scoring import Progress

CHUNK_S: Final = 60
LONGEST_CHUNK_S: Final = 300
HISTORY_FRAMES: Final = 400


@dataclass(frozen=True, slots=True)
class Run:
    """What the server keeps of a run: JSON, a few kilobytes.

    `checkpoint` and `progress` are before scan `at_s`; the scans up to, not including, `until_s`
    have been handed out. `digest` is that of the exercise's text. A `closed` run has been handed
    in.
    """

    id: str
    digest: str
    at_s: int
    until_s: int
    actions: list[list[Any]]
    checkpoint: dict[str, Any]
    progress: dict[str, Any]
    closed: bool = False

    def to_json(self) -> dict[str, Any]:
        """A JSON object `data` from which ``Run(**data)`` is the same run."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Chunk:
    """The scans from `from_s` up to, not including, `until_s`; `ended` if the run ends in them."""

    from_s: int
    until_s: int
    frames: Frames
    ended: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """The request doesn't fit the run as it stands."""

    status: int
    message: Text


def begin(exercise: Exercise, seed: int, run_id: str, digest: str) -> tuple[Run, Chunk]:
    """A new run with its first chunk."""
    first = start(exercise.unit, exercise.snapshot, exercise.settings, seed)
    blank = Run(run_id, digest, 0, 0, [], first.to_json(), Progress(exercise).to_json())
    return _extend(exercise, blank, CHUNK_S)


def resume(exercise: Exercise, seed: int, run: Run) -> tuple[Frames, Chunk]:
    """What a browser that has forgotten the run needs: the past, thinned, and the current chunk."""
    log = Log(tuple(Action(*action) for action in run.actions), run.at_s - 1)
    past = replay_log(exercise, log, seed)
    frames = frames_of(exercise.unit, past.rows, past.states, past.events, HISTORY_FRAMES)
    return frames, _extend(exercise, run, run.until_s)[1]


def go_on(
    exercise: Exercise, run: Run, from_s: int, until_s: int, actions: Any
) -> tuple[Run, Chunk] | Conflict | Refusal:
    """The run settled up to `from_s`, and the scans from there to `until_s` with `actions`.

    `actions` are all of the learner's from `from_s` on: they take the place of those that the run
    had there. A request about a time before the run's checkpoint comes from another window, or
    late.
    """
    if not run.at_s <= from_s <= run.until_s or run.closed:
        return _out_of_step(run)
    if not from_s <= until_s <= from_s + LONGEST_CHUNK_S or not isinstance(actions, list):
        return Conflict(400, text("请求的时间范围不对。", "The request's times are wrong."))
    earlier = [action for action in run.actions if action[0] < from_s]
    read = read_log(exercise, {"actions": [*earlier, *actions], "end_s": exercise.timeout_s})
    if isinstance(read, Refusal):
        return read
    if any(action.t_s < from_s for action in read.actions[len(earlier) :]):
        return Conflict(400, text("不能改动已经过去的操作。", "The past can't be changed."))
    settled = _settle(exercise, run, from_s)
    return _extend(exercise, _with_actions(settled, read), until_s)


def log_of(run: Run, end_s: int) -> dict[str, Any] | Conflict:
    """The log of a run that is handed in at scan `end_s`, the last one played."""
    if run.closed or not run.at_s - 1 <= end_s < run.until_s:
        return _out_of_step(run)
    return {"actions": [a for a in run.actions if a[0] <= end_s], "end_s": end_s}


def _out_of_step(run: Run) -> Conflict:
    if run.closed:
        return Conflict(
            409, text("这次操作已经交卷。请重新开始。", "This run was handed in. Start a new one.")
        )
    return Conflict(
        409,
        text(
            "这次操作正在另一个窗口中进行。请刷新页面接着操作。",
            "This run goes on in another window. Reload the page to follow it.",
        ),
    )


def _with_actions(run: Run, log: Log) -> Run:
    data = run.to_json() | {"actions": [list(action) for action in log.actions]}
    return Run(**data)


def _settle(exercise: Exercise, run: Run, until_s: int) -> Run:
    """The run with its checkpoint moved to `until_s`, or to its end."""
    progress = Progress(exercise, run.progress)
    at = Checkpoint.from_json(run.checkpoint)
    if progress.ended is None:
        actions = [Action(*action) for action in run.actions]
        at = advance(exercise.unit, at, actions, until_s, progress.watch)
    return Run(run.id, run.digest, at.t_s, at.t_s, run.actions, at.to_json(), progress.to_json())


def _extend(exercise: Exercise, run: Run, until_s: int) -> tuple[Run, Chunk]:
    """The scans from the run's checkpoint to `until_s`, or to its end; the checkpoint stays."""
    progress = Progress(exercise, run.progress)
    rows: list[Row] = []
    journal: list[Event] = []
    states: list[list[int]] = []

    def watch(row: Row, events: list[Event]) -> bool:
        over = progress.watch(row, events)
        rows.append(row)
        journal.extend(events)
        states.append(progress.states())
        return over

    if progress.ended is None:
        actions = [Action(*action) for action in run.actions]
        at = Checkpoint.from_json(run.checkpoint)
        advance(exercise.unit, at, actions, until_s, watch)
    reached_s = run.at_s + len(rows)
    frames = frames_of(exercise.unit, rows, states, journal)
    ended = asdict(progress.ended) if progress.ended else None
    ahead = Run(**(run.to_json() | {"until_s": reached_s}))
    return ahead, Chunk(run.at_s, reached_s, frames, ended)
