"""An exothermic stirred-tank reactor, A -> B, to start up from cold.

The reactor is example 2.5 of Seborg, Edgar, Mellichamp and Doyle, *Process Dynamics and Control*:
its kinetics (E/R = 8750 K), heat of reaction, liquid and feed condition. Two things are scaled,
neither of which moves a steady state: every extensive size by 10 (1 m3 of hold-up instead of 100
l), and the pace by 1/4 (a quarter of the catalyst, of the feed and of the heat transfer for each
m3), so that a minute of the book is four minutes here and an operator has time to think. The same
equations with the book's numbers give the book's values; a test pins them.

Added for training, each from its own balance:

- level: feed valve FV101 (linear) behind pump P101, outlet valve LV101 with the square-root law,
and an
  overflow; a heel of liquid stays below the outlet nozzle;
- jacket: chilled water at 7 C through valve TV101 behind pump P102, perfectly mixed; the heated
wall grows
  with the level;
- valves that travel with a first-order lag, and a thermometer in a well;
- a stirrer whose blending time bounds the reaction in a full runaway, far above the trip.

Why a cold start ignites: the feed comes from a preheater at 350 K (the book's feed temperature),
so it warms the cold heel while the vessel fills; above about 330 K the reaction's own heat takes
over. The operating point, 350 K, is the book's unstable middle steady state: left in manual, the
reactor goes out or runs away. Temperatures are K in the equations and C on the screen.

Extensive states (mol, kJ) keep the balances exact: Runge-Kutta conserves linear sums.
"""

from __future__ import annotations

from xblocks.process.engine.alarms import Alarm
from xblocks.process.engine.controllers import Controller
from xblocks.process.engine.interlocks import Cause, Interlock
from xblocks.process.engine.plant import (
    Constant,
    Input,
    Measurement,
    Plant,
    Quantity,
    Snapshot,
    State,
    Switch,
)

SEBORG = "Seborg et al., Process Dynamics and Control, example 2.5"
SCALED = f"{SEBORG}; size x 10, pace x 1/4"
VESSEL = "the training unit's design"
WATER = "water at 20 C"


def _both(zh: str, en: str) -> dict[str, str]:
    return {"zh-Hans": zh, "en": en}


CONSTANTS = (
    Constant("rate_per_s", 7.2e10 / 60.0 / 4.0, "1/s", SCALED),
    Constant("activation_K", 8750.0, "K", SEBORG),
    Constant("mixing_per_s", 1.0, "1/s", f"{VESSEL}: blending time 1 s; matters above 170 C"),
    Constant("heat_kJ_per_mol", 50.0, "kJ/mol", SEBORG),
    Constant("liquid_kJ_per_m3_K", 239.0, "kJ/(m3 K)", f"{SEBORG}: 1000 g/l, 0.239 J/(g K)"),
    Constant("wall_kW_per_K", 50.0 / 60.0 * 10.0 / 4.0, "kW/K", f"{SCALED}, at 50 % level"),
    Constant("area_m2", 0.75, "m2", VESSEL),
    Constant("heel_m3", 0.0625, "m3", VESSEL),
    Constant("height_m", 2.5, "m", f"{VESSEL}: 100 % level; 1 m3 of liquid at 50 %"),
    Constant("feed_m3_per_s", 25.0 / 3600.0, "m3/s", f"{VESSEL}: FV101 wide open"),
    Constant("outlet_m3_per_s", 0.0075, "m3/s at 1 m", f"{VESSEL}: LV101 wide open"),
    Constant("overflow_m3_per_s_m", 0.1, "m3/(s m)", VESSEL),
    Constant("water_m3_per_s", 15.0 / 3600.0, "m3/s", f"{VESSEL}: TV101 wide open"),
    Constant("water_kJ_per_m3_K", 4180.0, "kJ/(m3 K)", WATER),
    Constant("jacket_kJ_per_K", 0.04 * 4180.0, "kJ/K", f"{VESSEL}: 40 l of water"),
    Constant("travel_s", 4.0, "s", VESSEL),
    Constant("well_s", 6.0, "s", VESSEL),
)

INPUTS = (
    Input("FV101_signal", "%", 0.0, 0.0, 100.0, "signal to the feed valve"),
    Input("LV101_signal", "%", 0.0, 0.0, 100.0, "signal to the outlet valve"),
    Input("TV101_signal", "%", 0.0, 0.0, 100.0, "signal to the chilled-water valve"),
    Input("P101", "-", 0.0, 0.0, 1.0, "feed pump runs"),
    Input("P102", "-", 0.0, 0.0, 1.0, "chilled-water pump runs"),
    Input("feed_mol_per_m3", "mol/m3", 1000.0, 0.0, 2000.0, f"A in the feed ({SEBORG})"),
    Input("feed_K", "K", 350.0, 273.15, 373.15, f"feed after the preheater ({SEBORG})"),
    Input("water_K", "K", 280.15, 273.15, 313.15, "chilled water supplied"),
)

QUANTITIES = (
    Quantity("volume_m3", "heel_m3 + area_m2 * level_m", "m3", "liquid"),
    Quantity("a_mol_per_m3", "a_mol / volume_m3", "mol/m3", "A in the reactor"),
    Quantity("reactor_K", "energy_kJ / (liquid_kJ_per_m3_K * volume_m3)", "K", "reactor"),
    Quantity(
        "reaction_mol_per_s",
        "min(rate_per_s * exp(-activation_K / reactor_K), mixing_per_s) * a_mol",
        "mol/s",
        "first-order reaction (Arrhenius), no faster than the liquid mixes",
    ),
    Quantity("feed_flow", "P101 * feed_m3_per_s * feed_opening / 100.0", "m3/s", "feed"),
    Quantity(
        "out_flow",
        "outlet_m3_per_s * outlet_opening / 100.0 * sqrt(level_m)"
        " + overflow_m3_per_s_m * max(level_m - height_m, 0.0)",
        "m3/s",
        "outlet, by gravity; and the overflow",
    ),
    Quantity("water_flow", "P102 * water_m3_per_s * water_opening / 100.0", "m3/s", "water"),
    Quantity(
        "wall_kW",
        "wall_kW_per_K * (level_m / (0.5 * height_m)) * (reactor_K - jacket_K)",
        "kW",
        "heat through the wetted wall, reactor to jacket",
    ),
)

STATES = (
    State("level_m", "(feed_flow - out_flow) / area_m2", "m", 0.0, 3.0, "above the outlet"),
    State(
        "a_mol",
        "feed_flow * feed_mol_per_m3 - out_flow * a_mol_per_m3 - reaction_mol_per_s",
        "mol",
        0.0,
        1.0e4,
        "A in the reactor",
    ),
    State(
        "energy_kJ",
        "liquid_kJ_per_m3_K * (feed_flow * feed_K - out_flow * reactor_K)"
        " + heat_kJ_per_mol * reaction_mol_per_s - wall_kW",
        "kJ",
        0.0,
        1.0e6,
        "heat content of the liquid, from 0 K",
    ),
    State(
        "jacket_K",
        "(water_kJ_per_m3_K * water_flow * (water_K - jacket_K) + wall_kW) / jacket_kJ_per_K",
        "K",
        273.15,
        600.0,
        "water in the jacket",
    ),
    State("feed_opening", "(FV101_signal - feed_opening) / travel_s", "%", 0.0, 100.0, "FV101"),
    State("outlet_opening", "(LV101_signal - outlet_opening) / travel_s", "%", 0.0, 100.0, "LV101"),
    State("water_opening", "(TV101_signal - water_opening) / travel_s", "%", 0.0, 100.0, "TV101"),
    State("well_K", "(reactor_K - well_K) / well_s", "K", 250.0, 700.0, "thermometer well"),
)

MEASUREMENTS = (
    Measurement(
        "TI101", "well_K - 273.15", "°C", 0.0, 150.0, 0.03, 1,
        _both("反应釜温度", "Reactor temperature"), (74.0, 80.0),
    ),
    Measurement(
        "LI101", "100.0 * level_m / height_m", "%", 0.0, 100.0, 0.1, 1,
        _both("反应釜液位", "Reactor level"), (40.0, 60.0),
    ),
    Measurement(
        "FI101", "3600.0 * feed_flow", "m³/h", 0.0, 25.0, 0.04, 2,
        _both("进料流量", "Feed flow"), (12.0, 18.0),
    ),
    Measurement(
        "AI101", "a_mol_per_m3 / 1000.0", "mol/L", 0.0, 1.0, 0.003, 3,
        _both("釜内反应物浓度", "Reactant in the reactor"), (0.4, 0.6),
    ),
    Measurement(
        "TI102", "jacket_K - 273.15", "°C", 0.0, 150.0, 0.05, 1,
        _both("夹套温度", "Jacket temperature"), (15.0, 40.0),
    ),
    Measurement(
        "FI102", "3600.0 * water_flow", "m³/h", 0.0, 15.0, 0.03, 2,
        _both("冷冻水流量", "Chilled-water flow"), (3.0, 8.0),
    ),
    Measurement(
        "TI103", "feed_K - 273.15", "°C", 0.0, 100.0, 0.05, 1,
        _both("进料温度", "Feed temperature"), (74.0, 80.0),
    ),
    Measurement(
        "FI103", "3600.0 * out_flow", "m³/h", 0.0, 30.0, 0.04, 2,
        _both("出料流量", "Outlet flow"), (12.0, 18.0),
    ),
    Measurement(
        "FV101", "feed_opening", "%", 0.0, 100.0, 0.0, 0, _both("进料阀开度", "Feed valve"),
    ),
    Measurement(
        "LV101", "outlet_opening", "%", 0.0, 100.0, 0.0, 0, _both("出料阀开度", "Outlet valve"),
    ),
    Measurement(
        "TV101", "water_opening", "%", 0.0, 100.0, 0.0, 0,
        _both("冷冻水阀开度", "Chilled-water valve"),
    ),
)  # fmt: skip

CONTROLLERS = (
    Controller(
        "FIC101", "FI101", "FV101_signal", direct=False, gain=0.5, integral_s=6.0,
        derivative_s=0.0, text=_both("进料流量控制", "Feed flow control"),
    ),
    Controller(
        "LIC101", "LI101", "LV101_signal", direct=True, gain=4.0, integral_s=200.0,
        derivative_s=0.0, text=_both("液位控制", "Level control"),
    ),
    Controller(
        "TIC101", "TI101", "TV101_signal", direct=True, gain=10.0, integral_s=100.0,
        derivative_s=40.0, weight=0.3, text=_both("温度控制", "Temperature control"),
    ),
)  # fmt: skip

ALARMS = (
    Alarm("TI101", "HH", 90.0, 1, 1.0, 0),
    Alarm("TI101", "H", 84.0, 2, 1.0, 2),
    Alarm("LI101", "HH", 85.0, 1, 1.0, 2),
    Alarm("LI101", "H", 70.0, 2, 1.0, 5),
    Alarm("LI101", "L", 10.0, 2, 1.0, 5),
    Alarm("TI103", "L", 72.0, 3, 1.0, 5),
)

INTERLOCKS = (
    Interlock(
        "I101",
        causes=(Cause("TI101", 95.0), Cause("LI101", 92.0)),
        forces={"FV101_signal": 0.0, "P101": 0.0, "TV101_signal": 100.0, "P102": 1.0},
        text=_both(
            "高高联锁：切断进料，冷冻水全开",
            "High-high trip: feed cut off, chilled water wide open",
        ),
    ),
)

_COLD_K = 293.15
_COLD_LEVEL_M = 0.5
_COLD_M3 = 0.0625 + 0.75 * _COLD_LEVEL_M

SNAPSHOTS = {
    "cold": Snapshot(
        _both("冷态：釜内有 20% 不含反应物的底料，20 °C，全部停运", "Cold: a heel of 20 % without "
              "reactant at 20 °C, everything stopped"),
        {
            "level_m": _COLD_LEVEL_M,
            "a_mol": 0.0,
            "energy_kJ": 239.0 * _COLD_M3 * _COLD_K,
            "jacket_K": _COLD_K,
            "feed_opening": 0.0,
            "outlet_opening": 0.0,
            "water_opening": 0.0,
            "well_K": _COLD_K,
        },
        {"FIC101.SP": 0.0, "LIC101.SP": 20.0, "TIC101.SP": 20.0},
    ),
}  # fmt: skip

PLANT = Plant(
    id="cstr",
    version=1,
    text=_both("放热反应釜（CSTR）", "Exothermic stirred-tank reactor"),
    step_s=0.5,
    constants=CONSTANTS,
    inputs=INPUTS,
    quantities=QUANTITIES,
    states=STATES,
    measurements=MEASUREMENTS,
    controllers=CONTROLLERS,
    switches=(
        Switch("P101", _both("进料泵", "Feed pump")),
        Switch("P102", _both("冷冻水泵", "Chilled-water pump")),
    ),
    alarms=ALARMS,
    interlocks=INTERLOCKS,
    snapshots=SNAPSHOTS,
)
