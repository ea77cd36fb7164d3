"""Turn one element: what its insert takes off the part, and what its shank runs into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xblocks.nc.engine.turning.contour import Edge, Point, left_of, minus
from xblocks.nc.engine.turning.insert import Insert, LatheTool
from xblocks.nc.engine.turning.lathe_moves import RAPID, THREAD, Element
from xblocks.nc.engine.turning.profile import (
    Profile,
    Slab,
    area_mm2,
    cut,
    extent,
    mirrored,
    touches,
    volume_mm3,
)
from xblocks.nc.engine.turning.sweeping import outward_parts, sweep
from xblocks.nc.engine.turning.threads import cut_thread

NOTICED_MM = 0.001
"""Material less deep than this is a touch, not a cut."""

LASTING_MM = 0.5
"""A depth of cut that lasts no longer along the axis is that of an allowance on a face."""


@dataclass(frozen=True, slots=True)
class Bite:
    """What was met: its volume as a solid of revolution, the area of its half section, and the
    corners of the box around that. `lasting_depth_mm` is how deep it is for more than
    `LASTING_MM` along the axis, so that the thin allowance on a shoulder does not count."""

    volume_mm3: float = 0.0
    area_mm2: float = 0.0
    low_mm: Point = (0.0, 0.0)
    high_mm: Point = (0.0, 0.0)
    lasting_depth_mm: float = 0.0

    @property
    def size_mm(self) -> Point:
        """How wide and how deep the box is."""
        return minus(self.high_mm, self.low_mm)

    @property
    def depth_mm(self) -> float:
        """The shorter side of the box: what may be called the depth without knowing more."""
        return min(self.size_mm)

    @property
    def noticed(self) -> bool:
        """Whether it is more than a touch."""
        return self.depth_mm > NOTICED_MM


@dataclass(frozen=True, slots=True)
class Cut:
    """The part after an element, what was taken off it in all, and what of that the trailing edge
    alone took while the tool fed to its cutting side."""

    part: Profile
    bite: Bite
    trailing: Bite


def turn_element(part: Profile, element: Element, way: Edge, tool: LatheTool, cut_by: int) -> Cut:
    """Take off what the insert passes over. `way` is the element's path, or for a rapid a piece of
    the way that the machine takes."""
    insert = tool.insert
    path = way.moved(insert.centre_from_tip)
    radius = insert.nose_radius_mm
    if not touches(part, *_swept_box(insert.core, radius, path)):
        return Cut(part, Bite(), Bite())
    if element.kind == THREAD:
        part, taken = _take(part, cut_thread(insert.core, radius, element, path, cut_by))
        return Cut(part, bite_of(taken), Bite())
    if element.kind == RAPID:
        radius = max(0.0, radius - NOTICED_MM)
    elif _trails(insert, path):
        part, by_main = _take(part, sweep(insert.main, radius, path, cut_by))
        part, by_trailing = _take(part, sweep(insert.core, radius, path, cut_by))
        return Cut(part, bite_of((*by_main, *by_trailing)), bite_of(by_trailing))
    part, taken = _take(part, sweep(insert.core, radius, path, cut_by))
    return Cut(part, bite_of(taken), Bite())


def met_by(outline: Sequence[Point], way: Edge, sections: Iterable[Profile]) -> list[Bite]:
    """What a convex outline would cut out of each section on its way."""
    box = _swept_box(outline, 0.0, way)
    near = [section if touches(section, *box) else () for section in sections]
    regions = tuple(_folded(sweep(outline, 0.0, way))) if any(near) else ()
    return [
        bite_of([slab for region in regions for slab in cut(section, region)[1]])
        for section in near
    ]


def bite_of(removed: Sequence[Slab]) -> Bite:
    """The measures of what was removed; of parts that overlap, volume and area count twice."""
    if not removed:
        return Bite()
    ordered = tuple(sorted(removed, key=lambda slab: slab.z0_mm))
    low, high = extent(ordered)
    return Bite(volume_mm3(ordered), area_mm2(ordered), low, high, _lasting_depth_mm(ordered))


def _lasting_depth_mm(removed: Sequence[Slab]) -> float:
    depths = sorted(
        ((slab.spans[-1].r_max_mm - slab.spans[0].r_min_mm, slab) for slab in removed),
        key=lambda one: -one[0],
    )
    length_mm = 0.0
    for depth_mm, slab in depths:
        length_mm += slab.z1_mm - slab.z0_mm
        if length_mm > LASTING_MM:
            return depth_mm
    return 0.0


def _take(part: Profile, regions: Iterable[Profile]) -> tuple[Profile, Profile]:
    removed: list[Slab] = []
    for region in _folded(regions):
        part, taken = cut(part, region)
        removed += taken
    return part, tuple(removed)


def _folded(regions: Iterable[Profile]) -> Iterator[Profile]:
    """The regions, and of what lies beyond the axis the mirror image: the part turns under it."""
    for region in regions:
        yield region
        if any(span.r_min_mm < 0 for slab in region for span in slab.spans):
            yield mirrored(region)


def _swept_box(outline: Sequence[Point], radius_mm: float, way: Edge) -> tuple[Point, Point]:
    """A box around what an outline sweeps; what lies beyond the axis counts on this side."""
    (z0, r0), (z1, r1) = way.bounds()
    low = r0 + min(r for _, r in outline) - radius_mm
    high = r1 + max(r for _, r in outline) + radius_mm
    return (
        (z0 + min(z for z, _ in outline) - radius_mm, low),
        (z1 + max(z for z, _ in outline) + radius_mm, max(high, -low)),
    )


def _trails(insert: Insert, path: Edge) -> bool:
    """Whether the trailing edge moves outward while the tool feeds to its cutting side."""
    if insert.main == insert.core or (path.end[0] - path.start[0]) * insert.feed_side <= 0:
        return False
    inner = next(point for point in insert.core if point not in insert.main)
    normal = left_of(inner)
    if normal[0] * insert.main[-1][0] + normal[1] * insert.main[-1][1] > 0:
        normal = -normal[0], -normal[1]
    return bool(outward_parts(path, normal))
