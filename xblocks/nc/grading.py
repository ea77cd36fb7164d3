"""The mark of a program: run it, cut the part, measure it, and say what every lost point was
for."""

from __future__ import annotations

from collections.abc import Mapping

from xblocks.attempt import Evidence, GradedAttempt, Refusal, Remark, digest_of
from xblocks.nc.entered_offsets import believed_machine
from xblocks.nc.exercise import Exercise, parse_exercise
from xblocks.nc.exercise_values import ENGINE
from xblocks.nc.losses import PROGRAM_FINDINGS, Outcome
from xblocks.nc.machining import machining_of
from xblocks.nc.running import MAX_FREE_REMARKS, alarm_remark, finding_remark, read
from xblocks.nc.simulating import simulate

__all__ = ["ENGINE", "KIND", "grade", "read_input", "regrade", "simulate"]

KIND = "nc"


def grade(
    exercise_text: str, program: object, seed: int, attempt_id: str, offsets: object = None
) -> GradedAttempt | Refusal:
    """The mark of a program, a pure function of the arguments.

    Refused, so that no attempt is used: a program that no control could read (not a text, too
    long, a word or code that the control does not know), with a remark at each place; and an
    exercise that has an error itself. `offsets` are those that the learner entered, where they are
    to be found (see `entered_offsets`), and then belong to the evidence. A program that stops with
    an alarm is graded on the part as cut so far.
    """
    exercise = parse_exercise(exercise_text, seed)
    if not isinstance(exercise, Exercise):
        return Refusal(
            tuple(
                Remark("exercise", problem.message, line=problem.line, column=problem.column)
                for problem in exercise
            )
        )
    readable = read(program, exercise)
    if isinstance(readable, Refusal):
        return readable
    believed = believed_machine(exercise, offsets)
    if isinstance(believed, Refusal):
        return believed
    machining = machining_of(exercise)
    outcome = machining.run(exercise, readable, believed)
    marks = machining.marks(exercise, outcome)
    evidence = Evidence(
        kind=KIND,
        exercise=exercise_text,
        digest=digest_of(exercise_text),
        engine=ENGINE,
        seed=seed,
        input={"program": program} | ({"offsets": offsets} if exercise.offsets_to_find else {}),
    )
    return GradedAttempt(
        id=attempt_id,
        evidence=evidence,
        points=round(sum(mark.points for mark in marks), 2),
        out_of=round(sum(mark.out_of for mark in marks), 2),
        marks=marks,
        remarks=_remarks_without_cost(outcome, machining.costs),
    )


def regrade(evidence: Evidence, attempt_id: str) -> GradedAttempt | Refusal:
    """The attempt that this evidence gives, computed again."""
    program, offsets = read_input(evidence.input)
    return grade(evidence.exercise, program, evidence.seed, attempt_id, offsets)


def read_input(learner_input: object) -> tuple[object, object]:
    """The program and the offsets of what a learner sent; None for what is not there."""
    sent = learner_input if isinstance(learner_input, dict) else {}
    return sent.get("program"), sent.get("offsets")


def _remarks_without_cost(outcome: Outcome, costs: Mapping[str, float]) -> tuple[Remark, ...]:
    """The alarm that stopped the program, and what no criterion charges for."""
    alarm = outcome.run.alarm
    remarks = [alarm_remark(alarm)] if alarm else []
    remarks += (
        finding_remark(found)
        for found in outcome.findings
        if found.id not in costs and found.id not in PROGRAM_FINDINGS
    )
    return tuple(remarks[:MAX_FREE_REMARKS])
