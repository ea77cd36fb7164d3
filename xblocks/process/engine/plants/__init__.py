"""The plants, one file each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from xblocks.process.engine.plant import Plant
from xblocks.process.engine.plants import cstr
from xblocks.process.engine.simulation import Unit, make_ready

PLANTS: Mapping[str, Plant] = {plant.id: plant for plant in (cstr.PLANT,)}


@cache
def unit_of(plant_id: str) -> Unit:
    """The plant made ready to run, once in a process. Raises KeyError for an unknown plant."""
    return make_ready(PLANTS[plant_id])
