"""The reactor against the published example, and against its own balances."""

from __future__ import annotations

import math

import numpy as np
import pytest

from xblocks.process.engine.plant import BadPlant, Model, State, expand
from xblocks.process.engine.plants import unit_of
from xblocks.process.engine.plants.cstr import PLANT

VOLUME_M3 = 0.1
LIQUID = 239.0
# The book's numbers (100 l, 100 l/min, E/R 8750 K) for the same equations: the feed valve half open
# gives q, and the wall's coefficient is that of 50 % level.
SEBORG = {
    "rate_per_s": 7.2e10 / 60.0,
    "mixing_per_s": 1e9,
    "wall_kW_per_K": 50.0 / 60.0,
    "area_m2": 0.05,
    "heel_m3": 0.0375,
    "feed_m3_per_s": 0.2 / 60.0,
}
HELD = (
    "level_m", "jacket_K", "feed_opening", "outlet_opening", "water_opening", "well_K",
)  # fmt: skip


def seborg() -> Model:
    """The book's reactor: constant volume, constant jacket; outflow equal to the feed."""
    constants = SEBORG | {"outlet_m3_per_s": 0.2 / 60.0 / math.sqrt(1.25)}
    return expand(PLANT, constants, held=HELD)


def at(model: Model, c: float, kelvin: float, jacket_k: float) -> tuple[float, ...]:
    values = {
        "level_m": 1.25,
        "a_mol": c * 1000.0 * VOLUME_M3,
        "energy_kJ": LIQUID * VOLUME_M3 * kelvin,
        "jacket_K": jacket_k,
        "feed_opening": 50.0,
        "outlet_opening": 50.0,
        "water_opening": 0.0,
        "well_K": kelvin,
    }
    return tuple(values[name] for name in model.states)


def inputs(model: Model) -> tuple[float, ...]:
    values = {given.name: given.value for given in PLANT.inputs} | {"P101": 1.0}
    return tuple(values[name] for name in model.inputs)


def state(model: Model, x: tuple[float, ...]) -> tuple[float, float]:
    a, energy = x[model.states.index("a_mol")], x[model.states.index("energy_kJ")]
    return a / VOLUME_M3 / 1000.0, energy / (LIQUID * VOLUME_M3)


def slopes(model: Model, c: float, kelvin: float, jacket_k: float) -> tuple[float, float]:
    """(dc/dt, dT/dt) per minute."""
    rates = model.rates(at(model, c, kelvin, jacket_k), inputs(model))
    a, energy = rates[model.states.index("a_mol")], rates[model.states.index("energy_kJ")]
    return 60.0 * a / VOLUME_M3 / 1000.0, 60.0 * energy / (LIQUID * VOLUME_M3)


def jacobian(model: Model, x: tuple[float, ...], u: tuple[float, ...]) -> np.ndarray:
    columns = []
    for i, value in enumerate(x):
        step = 1e-5 * max(1.0, abs(value))
        up, down = list(x), list(x)
        up[i] += step
        down[i] -= step
        columns.append(
            (np.array(model.rates(tuple(up), u)) - np.array(model.rates(tuple(down), u)))
            / (2.0 * step)
        )
    return np.array(columns).T


STEADY = [(0.877253, 324.475), (0.499918, 350.006), (0.208761, 369.705)]


@pytest.mark.parametrize(("c", "kelvin"), STEADY)
def test_the_published_steady_states_at_300_k_are_steady(c: float, kelvin: float) -> None:
    model = seborg()
    for _ in range(30):
        dc, dt = slopes(model, c, kelvin, 300.0)
        h = 1e-5
        j = np.array(
            [
                [(slopes(model, c + h, kelvin, 300.0)[k] - (dc, dt)[k]) / h for k in (0, 1)],
                [(slopes(model, c, kelvin + h, 300.0)[k] - (dc, dt)[k]) / h for k in (0, 1)],
            ]
        ).T
        move = np.linalg.solve(j, [-dc, -dt])
        c, kelvin = c + float(move[0]), kelvin + float(move[1])
    published = min(STEADY, key=lambda s: abs(s[1] - kelvin))
    assert c == pytest.approx(published[0], abs=6e-7)
    assert kelvin == pytest.approx(published[1], abs=6e-4)


@pytest.mark.parametrize(
    ("c", "kelvin", "eigenvalues"),
    [
        (0.877253, 324.475, (-1.049 + 0.539j, -1.049 - 0.539j)),
        (0.499918, 350.006, (-0.454, 2.834)),
        (0.208761, 369.705, (1.357 + 1.540j, 1.357 - 1.540j)),
    ],
)
def test_their_eigenvalues_are_the_published_ones(
    c: float, kelvin: float, eigenvalues: tuple[complex, complex]
) -> None:
    model = seborg()
    full = jacobian(model, at(model, c, kelvin, 300.0), inputs(model))
    rows = [model.states.index(name) for name in ("a_mol", "energy_kJ")]
    found = np.linalg.eigvals(full[np.ix_(rows, rows)]) * 60.0
    assert sorted(found, key=lambda v: (v.real, v.imag)) == pytest.approx(
        sorted(eigenvalues, key=lambda v: (complex(v).real, complex(v).imag)), abs=2e-3
    )


@pytest.mark.parametrize(
    ("jacket_k", "minutes", "c", "kelvin"),
    [
        (302.0, 1.0, 0.02051101, 411.82046),
        (302.0, 3.0, 0.58800066, 331.34731),
        (302.0, 5.0, 0.83186218, 326.55603),
        (300.0, 10.0, 0.87752382, 324.46980),
    ],
)
def test_the_published_trajectories_from_the_saddle_are_met(
    jacket_k: float, minutes: float, c: float, kelvin: float
) -> None:
    model = seborg()
    x = model.advance(
        at(model, 0.5, 350.0, jacket_k), inputs(model), round(minutes * 60.0 / PLANT.step_s)
    )
    assert state(model, x) == (pytest.approx(c, abs=1e-5), pytest.approx(kelvin, abs=1e-3))


def test_the_training_reactor_is_the_published_one_at_a_quarter_of_the_pace() -> None:
    model = expand(PLANT, {"outlet_m3_per_s": 25.0 / 3600 / math.sqrt(1.25)}, held=HELD)
    x = list(at(model, 0.5, 350.0, 302.0))
    x[model.states.index("a_mol")] *= 10.0
    x[model.states.index("energy_kJ")] *= 10.0
    x[model.states.index("feed_opening")] = 60.0
    x[model.states.index("outlet_opening")] = 60.0
    later = model.advance(tuple(x), inputs(model), round(4.0 * 3.0 * 60.0 / PLANT.step_s))
    c, kelvin = state(model, later)
    assert c / 10.0 == pytest.approx(0.58800066, abs=1e-6)
    assert kelvin / 10.0 == pytest.approx(331.34731, abs=1e-4)


TOTALS = (
    State("fed_m3", "feed_flow - out_flow", "m3", -1e9, 1e9, "liquid in less out"),
    State("fed_mol", "feed_flow * feed_mol_per_m3 - out_flow * a_mol_per_m3", "mol", -1e9, 1e9, ""),
    State("made_mol", "reaction_mol_per_s", "mol", -1e9, 1e9, "reacted"),
    State(
        "given_kJ",
        "liquid_kJ_per_m3_K * (feed_flow * feed_K - out_flow * reactor_K)",
        "kJ",
        -1e9,
        1e9,
        "heat of the liquid in less out",
    ),
    State("wall_kJ", "wall_kW", "kJ", -1e9, 1e9, "through the wall"),
    State(
        "water_kJ",
        "water_kJ_per_m3_K * water_flow * (jacket_K - water_K)",
        "kJ",
        -1e9,
        1e9,
        "carried away by the water",
    ),
)


@pytest.mark.parametrize("water", [0.0, 30.0, 100.0])
def test_mass_and_energy_are_conserved_through_an_ignition(water: float) -> None:
    model = expand(PLANT, extra=TOTALS)
    cold = PLANT.snapshots["cold"].states
    x = tuple(cold.get(name, 0.0) for name in model.states)
    signals = {given.name: given.value for given in PLANT.inputs} | {
        "FV101_signal": 60.0, "LV101_signal": 40.0, "TV101_signal": water, "P101": 1.0, "P102": 1.0,
    }  # fmt: skip
    u = tuple(signals[name] for name in model.inputs)
    for _ in range(15):
        before = dict(zip(model.states, x, strict=True))
        x = model.advance(x, u, 120)
        after = dict(zip(model.states, x, strict=True))
        d = {name: after[name] - before[name] for name in model.states}
        assert 0.75 * d["level_m"] == pytest.approx(d["fed_m3"], abs=1e-9)
        assert d["a_mol"] == pytest.approx(d["fed_mol"] - d["made_mol"], abs=1e-9 * 1e3)
        given = d["given_kJ"] + 50.0 * d["made_mol"] - d["wall_kJ"]
        assert d["energy_kJ"] == pytest.approx(given, abs=1e-8 * 1e5)
        jacket = 0.04 * 4180.0 * d["jacket_K"]
        assert jacket == pytest.approx(d["wall_kJ"] - d["water_kJ"], abs=1e-8 * 1e5)


@pytest.mark.parametrize(
    ("c", "kelvin", "jacket_k", "water"),
    [
        (0.5, 350.0, 300.0, 30.0),
        (0.7, 333.0, 320.0, 5.0),
        (0.2, 370.0, 285.0, 100.0),
        (0.9, 400.0, 340.0, 100.0),
    ],
)
def test_the_step_is_stable_at_operating_points(
    c: float, kelvin: float, jacket_k: float, water: float
) -> None:
    model = unit_of("cstr").model
    values = dict(zip(model.states, at(model, c, kelvin, jacket_k), strict=True)) | {
        "a_mol": c * 1000.0,
        "energy_kJ": LIQUID * kelvin,
        "water_opening": water,
    }
    u = inputs(model)
    found = np.linalg.eigvals(jacobian(model, tuple(values[n] for n in model.states), u))
    assert PLANT.step_s * max(abs(found)) < 1.0


def test_the_vessel_overflows_instead_of_growing_without_end() -> None:
    model = unit_of("cstr").model
    cold = PLANT.snapshots["cold"].states
    signals = {g.name: g.value for g in PLANT.inputs} | {"FV101_signal": 100.0, "P101": 1.0}
    x = tuple(cold[name] for name in model.states)
    x = model.advance(x, tuple(signals[name] for name in model.inputs), 7200)
    assert 2.5 < x[model.states.index("level_m")] < 2.6


def test_an_empty_vessel_stands_still_without_an_error() -> None:
    model = unit_of("cstr").model
    cold = PLANT.snapshots["cold"].states
    signals = {g.name: g.value for g in PLANT.inputs} | {"LV101_signal": 100.0}
    x = tuple(cold[name] for name in model.states)
    x = model.advance(x, tuple(signals[name] for name in model.inputs), 7200)
    assert x[model.states.index("level_m")] == pytest.approx(0.0, abs=1e-4)


def test_an_equation_with_an_unknown_name_is_refused() -> None:
    wrong = State("w", "no_such_thing + 1.0", "-", 0.0, 1.0, "")
    with pytest.raises(BadPlant, match="no_such_thing"):
        expand(PLANT, extra=(wrong,))
