"""What counts as an arrival, a stop, a gap: one table of numbers, and where each comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds. Defaults follow Global Fishing Watch's port-visit, gap, encounter and loitering
    definitions where they have one; the rest is said below.

    entry_km, exit_km: inside from the first position within entry, outside from the first beyond
        exit; in between nothing changes. A site may set its own.
    stop_kn, moving_kn: a stop begins at or below the first and lasts until at or above the second.
    port_gap_h: longer silences inside a fence make a stay a visit. gap_h: silences at sea.
    ship_limit_kn, air_limit_kn: faster steps are jumps.
    noise_km: a step shorter than this is never a jump, however short its time.
    ceiling_m: an aircraft above it (over the site's elevation when known) is not there.
    """

    entry_km: float = 3.0
    exit_km: float = 4.0
    stop_kn: float = 0.2
    moving_kn: float = 0.5
    port_gap_h: float = 4.0
    gap_h: float = 12.0
    ship_limit_kn: float = 60.0
    air_limit_kn: float = 1200.0
    noise_km: float = 0.05
    ceiling_m: float = 3000.0
    # Without a reported speed a stop is a window of this length within this diameter
    # (the stop definition of the MovingPandas documentation).
    still_h: float = 2.0
    still_m: float = 1000.0
    # Encounter: two ships this near, for this long, under this speed, this far from any anchorage.
    encounter_m: float = 500.0
    encounter_h: float = 2.0
    encounter_kn: float = 2.0
    encounter_off_km: float = 10.0
    # Loitering: a ship under encounter_kn, outside every site, for this long.
    loiter_h: float = 8.0
    # A landing nobody received: lost below the first altitude and back below the second, both
    # within reach of an airfield, in a time in which nothing stays in the air unmoved.
    lost_below_m: float = 3700.0
    back_below_m: float = 4600.0
    lost_within_km: float = 60.0
    lost_minutes: float = 20.0
    lost_kn: float = 50.0
    # Ends low: the data of an aircraft stop this low and this near, and it is taken to have landed.
    ends_below_m: float = 1000.0
    ends_within_km: float = 15.0
    # Two transmitters under one identity: so many returns, each within so many hours (an aircraft
    # could be anywhere after a few), or a second track of at least so many hours.
    shared_returns: int = 3
    shared_return_h: float = 12.0
    shared_return_air_h: float = 1.0
    shared_track_h: float = 24.0
    # Alternations listed one by one for each second track; more are summed up in one event.
    jumps_listed: int = 200


FT_TO_M = 0.3048
# "Not available" as AIS says it (ITU-R M.1371-5, 2014): latitude 91, longitude 181, speed 102.3.
NO_LAT_DEG = 91.0
NO_LON_DEG = 181.0
NO_SPEED_KN = 102.3
# Nothing was tracked openly before; what claims to be older has a wrong clock.
EARLIEST_S = 631_152_000.0  # 1990-01-01
