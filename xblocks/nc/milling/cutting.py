"""A part cut from a program alone, and its picture: what ``python -m xblocks.nc cut`` does."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from xblocks.attempt import text
from xblocks.nc.engine.control.interpreter import Run
from xblocks.nc.engine.machine import Machine, Tool
from xblocks.nc.engine.milling.collisions import Setup
from xblocks.nc.engine.milling.field import MAX_CELLS, Box, Field
from xblocks.nc.engine.milling.part import Machined, machine_part

_LIGHT = (-0.45, 0.55, 0.7)
_UNCUT = (176.0, 188.0, 200.0)
_FLOOR = (11.0, 92.0, 173.0)
_THROUGH = (255.0, 255.0, 255.0)
_FAR_MM = 1e4


def all_alike(machine: Machine, shape: str, diameter_mm: float) -> Machine:
    """The machine with every tool of its magazine of one shape and diameter."""
    name = text("刀具", "tool")
    tools: tuple[Tool, ...] = tuple(
        replace(tool, name=name, shape=shape, diameter_mm=diameter_mm, flute_length_mm=_FAR_MM,
                shank_diameter_mm=diameter_mm, stick_out_mm=_FAR_MM)
        for tool in machine.tools
    )  # fmt: skip
    return replace(machine, tools=tools)


def stock_of(size: str) -> Box:
    """The box of ``100x80x20`` (X0 to X100, Y0 to Y80, its top at Z0) or of all six bounds,
    ``-50:50x-40:40x-20:0``. Raises ValueError for anything else."""
    sides = size.lower().split("x")
    if len(sides) != 3:
        raise ValueError(f"a stock has three sides, as in 100x80x20, not {size}")
    bounds = []
    for axis, side in enumerate(sides):
        low, _, high = side.rpartition(":")
        length = float(high)
        if low:
            bounds.append((float(low), length))
        else:
            bounds.append((-length, 0.0) if axis == 2 else (0.0, length))
    if any(low >= high for low, high in bounds):
        raise ValueError(f"a stock's sides must be longer than nothing: {size}")
    (x0, x1), (y0, y1), (z0, z1) = bounds
    return Box((x0, y0, z0), (x1, y1, z1))


def cut_part(made: Run, machine: Machine, stock: Box, cell_mm: float) -> Machined:
    """The part that a run makes of a stock without clamps on a low table, its G54 where the run's
    is. Raises ValueError for a grid that is too fine or has no cells."""
    if not cell_mm > 0:
        raise ValueError("a cell's side must be more than 0")
    cells = 1.0
    for axis in (0, 1):
        cells *= (stock.high_mm[axis] - stock.low_mm[axis]) / cell_mm
    if cells > 4 * MAX_CELLS:
        raise ValueError(f"the grid is too fine: {4 * MAX_CELLS} cells at most")
    setup = Setup(stock, (), -_FAR_MM, machine.work_offset("G54"))
    return machine_part(made.moves, machine, setup, cell_mm=cell_mm)


def picture(field: Field) -> bytes:
    """The part from above as a PNG, a pixel a cell: lit from the left, the deeper the bluer,
    white where it is cut through."""
    depth = np.clip((field.top_mm - field.heights) / (field.top_mm - field.bottom_mm), 0.0, 1.0)
    slope_y, slope_x = (
        np.gradient(field.heights, field.cell_mm, axis=axis) if size > 1 else np.zeros(depth.shape)
        for axis, size in enumerate(depth.shape)
    )
    x, y, z = _LIGHT
    lit = (z - slope_x * x - slope_y * y) / np.sqrt(1 + slope_x**2 + slope_y**2)
    shade = np.clip(0.35 + 0.65 * lit / z, 0.2, 1.15)[..., None]
    share = np.sqrt(depth)[..., None]
    colour = shade * (np.array(_UNCUT) * (1 - share) + np.array(_FLOOR) * share)
    colour = np.where(depth[..., None] >= 1.0, np.array(_THROUGH), colour)
    return png(np.clip(colour, 0, 255).astype(np.uint8)[::-1])


def png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """A PNG of rows of red, green, blue (PNG specification, second edition: colour type 2, filter
    0)."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), np.uint8)
    rows[:, 1:] = pixels.reshape(height, 3 * width)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes())), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
