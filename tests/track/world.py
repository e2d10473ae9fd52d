"""Tiny builders of tracks: a test says what matters and leaves the rest to these."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

START = datetime(2024, 3, 1, 12, tzinfo=UTC)
HEADER = "entity,time,lat,lon,speed,altitude,on_ground"
PORT = (34.905, 35.86)
FIELD = (35.411, 35.948)


def north(origin: tuple[float, float], km: float) -> tuple[float, float]:
    """The point so many kilometres north."""
    return origin[0] + km / 111.195, origin[1]


def row(
    entity: str,
    hours: float,
    at: tuple[float, float],
    speed: float | str = "",
    altitude: float | str = "",
    ground: int | str = "",
) -> str:
    """One line of a table, `hours` after START."""
    when = (START + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{entity},{when},{at[0]:.6f},{at[1]:.6f},{speed},{altitude},{ground}"


def call(
    entity: str = "201", begin: float = 0.0, stay_h: float = 6.0, site: tuple[float, float] = PORT
) -> list[str]:
    """A ship that comes from 30 km, lies still half a kilometre off and goes again."""
    steps = range(13)
    there = [row(entity, begin + s / 6, north(site, 30 - s * 2.46), 8) for s in steps]
    slow = range(1, math.floor(stay_h * 6))
    still = [row(entity, begin + 2 + s / 6, north(site, 0.48), 0.1) for s in slow]
    leave = begin + 2 + stay_h
    away = [row(entity, leave + s / 6, north(site, 0.48 + s * 2.46), 8) for s in steps]
    return there + still + away
