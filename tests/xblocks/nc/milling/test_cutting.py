"""The cut command: volume, time and picture of a program alone."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from xblocks.nc.__main__ import main
from xblocks.nc.engine.milling.field import Box, untouched
from xblocks.nc.exercises import FOLDER
from xblocks.nc.milling.cutting import picture, png, stock_of

SLOT = "T1 M06\nS900 M03\nG00 X-10 Y20\nZ-3\nG01 X70 F500\nM30\n"


def pixels(data: bytes) -> np.ndarray:
    """Read a picture back, checking every chunk."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, {}
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        body = data[at + 4 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(body)
        chunks[body[:4]] = body[4:]
        at += 12 + size
    width, height, depth, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colour) == (8, 2)
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    assert (rows[:, 0] == 0).all()
    return rows[:, 1:].reshape(height, width, 3)


def test_cut_prints_volume_and_time_and_writes_the_part(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    program = tmp_path / "slot.nc"
    program.write_text(SLOT)
    assert main(["cut", str(program), "--stock", "60x40x20", "--cell", "0.5"]) == 0
    printed = capsys.readouterr().out
    assert "removed 1800.000 mm3" in printed
    assert "cycle time 14.7" in printed
    seen = pixels(program.with_suffix(".png").read_bytes())
    assert seen.shape == (80, 120, 3)
    assert (seen[40, 60] != seen[5, 60]).any()
    assert (seen[5, 60] == seen[75, 60]).all()


def test_cut_takes_machine_and_tools_from_an_exercise(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    stock = ["--stock=-50:50x-40:40x-20:0", "--picture", str(tmp_path / "p.png")]
    exercise = ["--exercise", str(FOLDER / "first-pocket.yaml")]
    assert main(["cut", str(FOLDER / "first-pocket.nc"), *exercise, *stock]) == 0
    assert "removed 14" in capsys.readouterr().out


@pytest.mark.parametrize("size", ["60x40", "60x40x0", "5:1x40x20", "axbxc"])
def test_a_stock_that_is_none_is_one_sentence(
    size: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    program = tmp_path / "slot.nc"
    program.write_text(SLOT)
    assert main(["cut", str(program), f"--stock={size}"]) == 2
    assert capsys.readouterr().err
    assert main(["cut", str(program), "--stock=900x900x9", "--cell", "0.05"]) == 2
    assert "too fine" in capsys.readouterr().err
    assert main(["cut", str(program), "--stock=60x40x20", "--cell", "0"]) == 2


def test_a_stock_is_given_by_its_size_or_its_bounds() -> None:
    assert stock_of("60x40x20") == Box((0.0, 0.0, -20.0), (60.0, 40.0, 0.0))
    assert stock_of("-5:5x-4:4x-20:1") == Box((-5.0, -4.0, -20.0), (5.0, 4.0, 1.0))


def test_a_picture_has_a_pixel_a_cell_and_is_white_where_it_is_cut_through() -> None:
    field = untouched(Box((0.0, 0.0, -2.0), (3.0, 2.0, 0.0)), 1.0)
    field.heights[1, 2] = -2.0
    seen = pixels(picture(field))
    assert seen.shape == (2, 3, 3)
    assert (seen[0, 2] == 255).all()
    assert (seen[1, 0] != 255).any()
    single = np.array([[[1, 2, 3]]], np.uint8)
    assert (pixels(png(single)) == single).all()
