"""Instrument noise without a generator: a hash of (seed, tag, scan).

A reading's noise depends on nothing but these three, so a run replays bit for bit from any
checkpoint, however it is cut into chunks.
"""

from __future__ import annotations

import zlib

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
# Four uniform 16-bit numbers: mean 4 * 65535 / 2, variance 4 * (65536**2 - 1) / 12.
_MEAN = 131070.0
_DEVIATION = ((65536.0**2 - 1.0) / 3.0) ** 0.5


def stream(seed: int, tag: str) -> int:
    """The number that stands for (seed, tag) in `normal`."""
    return _mix((seed * _GOLDEN + zlib.crc32(tag.encode())) & _MASK)


def normal(key: int, scan: int) -> float:
    """Noise of mean 0 and deviation 1, within +-3.47 (the sum of four uniform numbers)."""
    bits = _mix((key + scan * _GOLDEN) & _MASK)
    total = (bits & 65535) + (bits >> 16 & 65535) + (bits >> 32 & 65535) + (bits >> 48)
    return (total - _MEAN) / _DEVIATION


def _mix(bits: int) -> int:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, 2014)."""
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & _MASK
    return bits ^ (bits >> 31)
