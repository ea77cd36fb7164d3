"""From the programmed path to that of the cutter's centre: G40, G41, G42.

The path of a compensated move is known only when the next one is, so the last move in the plane
waits, with what happens after it without leaving its place, until the next one comes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from xblocks.nc.engine.alarms import Rejected, reject
from xblocks.nc.engine.control.corners import Corners
from xblocks.nc.engine.control.motion import displaced
from xblocks.nc.engine.control.offsetting import (
    Link,
    Piece,
    bent_entry,
    change_side,
    check_piece,
    corner_arc,
    in_plane,
    link,
    trimmed,
)
from xblocks.nc.engine.control.step import Compensation, Step
from xblocks.nc.engine.language.command import Command
from xblocks.nc.engine.language.dialect import Dialect
from xblocks.nc.engine.machine import Machine, Vector
from xblocks.nc.engine.move_columns import Moves
from xblocks.nc.engine.moves import ARC, FEED, PLANES, Arc, Move

_IN_PLACE_MM = 1e-9


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A move that does not leave its place in the plane, behind the piece that waits."""

    move: Move
    command: Command


class Path:
    """The moves of the machine, as far as they are known."""

    def __init__(self, machine: Machine, dialect: Dialect) -> None:
        self.machine, self.parameters = machine, dialect.parameters
        self.moves = Moves()
        self.corners = Corners(machine)
        self._piece: Piece | None = None
        self._waiting: list[_Waiting] = []
        self._at: Vector = (0.0, 0.0, 0.0)

    @property
    def is_idle(self) -> bool:
        """Whether the next move goes to the machine as it is."""
        return self._piece is None and not self.corners.waiting

    def add(self, step: Step, command: Command) -> None:
        """Take in the moves of a block. Raises `Rejected` where the cutter does not fit."""
        if step.corner is None and not self.corners.waiting:
            for move in step.moves:
                self._add(move, command, step.compensation)
            return
        for move, block, compensation in self.corners.add(step, command):
            self._add(move, block, compensation)

    def finish(self) -> None:
        """The program is at its end: nothing more comes after the last move."""
        for move, command, compensation in self.corners.finish():
            self._add(move, command, compensation)
        if self._piece is not None:
            self._end_piece(self._piece)

    def abandon(self) -> None:
        """An alarm has stopped the program: what was executed before it is kept, as far as it can
        be."""
        try:
            self.finish()
        except Rejected:
            self._piece, self._waiting = None, []

    def _add(self, move: Move, command: Command, compensation: Compensation | None) -> None:
        piece = self._piece
        if piece is None and compensation is None:
            self.moves.append(move)
            return
        plane = compensation.plane if compensation else ""
        plane = piece.compensation.plane if piece else plane
        stays = move.arc is None and (
            abs(in_plane(move.end, plane) - in_plane(move.start, plane)) < _IN_PLACE_MM
        )
        if stays:
            if piece is None:
                self.moves.append(move)
            else:
                self._waiting.append(_Waiting(move, command))
        elif compensation is None:
            self._leave(move, command)
        elif piece is None:
            self._enter(move, command, compensation)
        else:
            self._go_on(piece, move, command, compensation)

    # -- entry, corners, exit ----------------------------------------------------------------------

    def _enter(self, move: Move, command: Command, compensation: Compensation) -> None:
        if move.arc is not None and self.parameters.start_up != "tangent":
            raise reject("compensation-arc-start", command.place)
        begin = in_plane(move.start, compensation.plane)
        self._at = move.start
        piece = Piece(move, command, compensation, begin, is_entry=True)
        self._piece = bent_entry(piece) if move.arc else piece

    def _go_on(
        self, piece: Piece, move: Move, command: Command, compensation: Compensation
    ) -> None:
        after = Piece(move, command, compensation, 0j)
        check_piece(after)
        if piece.compensation.side == compensation.side:
            joint = link(piece, after, self.parameters)
        else:
            joint = change_side(piece, after)
        self._emit(piece, joint.leave)
        self._emit_link(piece, joint)
        self._emit_waiting()
        self._piece = replace(after, begin=joint.enter)

    def _leave(self, move: Move, command: Command) -> None:
        """The move that ends compensation: from beside the last end straight to its own."""
        if move.arc is not None:
            raise reject("compensation-arc-start", command.place)
        if self._piece is not None:
            self._end_piece(self._piece)
        self.moves += displaced(command, move, self._at, move.end, None, self.machine)

    def _end_piece(self, piece: Piece) -> None:
        self._emit(piece, piece.offset(piece.end))
        self._emit_waiting()
        self._piece = None

    # -- moves -------------------------------------------------------------------------------------

    def _emit(self, piece: Piece, end: complex) -> None:
        self._piece = None  # a piece that does not fit is not executed
        arc = trimmed(piece, end)
        self._go(piece, piece.move, self._placed(piece, end, piece.move.end), arc)

    def _emit_link(self, piece: Piece, joint: Link) -> None:
        move = piece.move
        plane = piece.compensation.plane
        straight = replace(move, kind=FEED if move.kind == ARC else move.kind, arc=None)
        for point in joint.way:
            self._go(piece, straight, self._placed(piece, point, move.end), None)
        end = self._placed(piece, joint.enter, move.end)
        if joint.about is not None:
            arc = corner_arc(plane, joint.about, joint.leave, joint.enter)
            self._go(piece, replace(straight, kind=ARC), end, arc)
        else:
            self._go(piece, straight, end, None)

    def _emit_waiting(self) -> None:
        """What the program did at the corner, at the cutter's own corner."""
        for waiting in self._waiting:
            shift = [at - start for at, start in zip(self._at, waiting.move.start, strict=True)]
            end = [value + by for value, by in zip(waiting.move.end, shift, strict=True)]
            there = (end[0], end[1], end[2])
            if waiting.move.start == waiting.move.end:
                self.moves.append(replace(waiting.move, start=self._at, end=there))
            else:
                move, command = waiting.move, waiting.command
                self.moves += displaced(command, move, self._at, there, None, self.machine)
            self._at = there
        self._waiting = []

    def _go(self, piece: Piece, move: Move, end: Vector, arc: Arc | None) -> None:
        by = piece.compensation.to_point
        if arc is not None and by:
            arc = replace(arc, first_mm=arc.first_mm + by.real, second_mm=arc.second_mm + by.imag)
        self.moves += displaced(piece.command, move, self._at, end, arc, self.machine)
        self._at = end

    def _placed(self, piece: Piece, point: complex, like: Vector) -> Vector:
        first, second, _ = PLANES[piece.compensation.plane]
        there, point = list(like), point + piece.compensation.to_point
        there[first], there[second] = point.real, point.imag
        return (there[0], there[1], there[2])
