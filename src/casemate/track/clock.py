"""Columns of written times as seconds since 1970, UTC; a time without a zone is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from casemate.errors import BadInput

HOW_TO_SAY_THE_ZONE = (
    "say which zone they are in, for example --zone UTC or --zone Europe/Copenhagen"
)
_PLAIN_UTC = "%Y-%m-%dT%H:%M:%SZ"
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?\s*(Z|UTC|[+-]\d\d(:?\d\d)?)?\Z")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2\d{4}[ T]\d{1,2}:\d\d(:\d\d)?\Z")
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
# Seconds of any year from 1973 to 2286 have this many digits; more are milli- or microseconds.
_UNITS = ((11, 1.0), (14, 1e3), (17, 1e6), (99, 1e9))


@dataclass(frozen=True, slots=True)
class Clock:
    """How a file writes its times. pattern: strptime, None for ISO 8601, "epoch" for numbers.

    zone: of times that name none; None refuses them. per_second: units of an epoch count.
    """

    pattern: str | None
    zone: str | None
    per_second: float = 1.0

    def seconds(self) -> pl.Expr:
        """The column `time` (text) as seconds since 1970; null where it cannot be read."""
        text = pl.col("time")
        if self.pattern == "epoch":
            return text.cast(pl.Float64, strict=False) / self.per_second
        if self.pattern is not None:
            whole = text.str.to_datetime(self.pattern, time_unit="ms", strict=False)
            return _epoch(_zoned(whole, self.zone))
        plain = text.str.to_datetime(_PLAIN_UTC, time_unit="ms", strict=False, cache=False)
        return _epoch(plain)

    def seconds_of_any_iso(self) -> pl.Expr:
        """The same for ISO 8601 in all its spellings, offsets mixed; slower."""
        text = pl.col("time").str.strip_chars()
        day = text.str.slice(0, 10)
        clock = text.str.extract(r"[T ](\d\d:\d\d(?::\d\d)?)")
        clock = pl.when(clock.str.len_bytes() == 5).then(clock + ":00").otherwise(clock)
        local = (day + "T" + clock).str.to_datetime(
            "%Y-%m-%dT%H:%M:%S", time_unit="ms", strict=False, cache=False
        )
        part = text.str.extract(r"\d[.,](\d+)")
        fraction = (pl.lit("0.") + part).cast(pl.Float64, strict=False).fill_null(0.0)
        mark = text.str.extract(r"\d\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)$")
        sign = pl.when(mark.str.starts_with("-")).then(-1.0).otherwise(1.0)
        hours = mark.str.extract(r"^[+-](\d\d)").cast(pl.Float64, strict=False).fill_null(0.0)
        minutes = mark.str.extract(r"^[+-]\d\d:?(\d\d)$").cast(pl.Float64, strict=False)
        offset = sign * (hours * 3600 + minutes.fill_null(0.0) * 60)
        given = _epoch(local) + fraction - offset
        if self.zone is None:
            return pl.when(mark.is_null()).then(None).otherwise(given)
        said = _epoch(_zoned(local, self.zone)) + fraction
        return pl.when(mark.is_null()).then(said).otherwise(given)


def clock_of(sample: Sequence[str], zone: str | None, pattern: str | None, where: str) -> Clock:
    """Tells from some written times how a file writes them.

    Raises BadInput, naming the remedy: for times without a zone when `zone` is None, for an
    unknown zone, for days and months that cannot be told apart, for anything not understood.
    """
    if zone is not None:
        zone = _known(zone)
    if pattern is not None:
        if zone is None and not re.search(r"%z|%:z|%#z|%s", pattern):
            raise BadInput(f"{where}: --time-format has no zone (%z); {HOW_TO_SAY_THE_ZONE}")
        return Clock(pattern, zone)
    written = [s.strip() for s in sample if s and s.strip()]
    if not written:
        return Clock(None, zone)
    if all(_NUMBER.match(s) for s in written):
        digits = max(len(s.split(".")[0].lstrip("-")) for s in written)
        return Clock("epoch", "UTC", next(per for most, per in _UNITS if digits <= most))
    iso = [m for m in (_ISO.match(s) for s in written) if m]
    if len(iso) >= len(written) / 2:
        if zone is None and not any(m.group(3) for m in iso):
            raise BadInput(
                f"{where}: its times name no zone ('{written[0]}'); {HOW_TO_SAY_THE_ZONE}"
            )
        return Clock(None, zone)
    slashed = [m for m in (_SLASHED.match(s) for s in written) if m]
    if len(slashed) < len(written) / 2:
        raise BadInput(
            f"{where}: '{written[0]}' is not a time it understands; name the column with "
            "--columns time=... or the pattern with --time-format '%d.%m.%Y %H:%M'"
        )
    if zone is None:
        raise BadInput(f"{where}: its times name no zone ('{written[0]}'); {HOW_TO_SAY_THE_ZONE}")
    day_first = any(int(m.group(1)) > 12 for m in slashed)
    month_first = any(int(m.group(3)) > 12 for m in slashed)
    if day_first == month_first:
        raise BadInput(
            f"{where}: '{written[0]}' may be day or month first; say which with "
            "--time-format '%d/%m/%Y %H:%M' or '%m/%d/%Y %H:%M'"
        )
    first = slashed[0]
    mark = first.group(2)
    order = ("%d", "%m", "%Y") if day_first else ("%m", "%d", "%Y")
    return Clock(mark.join(order) + " %H:%M" + (":%S" if first.group(4) else ""), zone)


def moment_s(text: str, zone: str | None) -> float | None:
    """One ISO 8601 time as seconds since 1970; None without a zone or when not understood."""
    try:
        moment = datetime.fromisoformat(text.strip().replace(" UTC", "+00:00"))
    except ValueError:
        return None
    if moment.tzinfo is None:
        if zone is None:
            return None
        moment = moment.replace(tzinfo=UTC if zone == "UTC" else ZoneInfo(zone))
    return moment.timestamp()


def _known(zone: str) -> str:
    if zone.upper() in ("UTC", "Z", "+00:00", "GMT"):
        return "UTC"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise BadInput(
            f"--zone {zone} is not known; write UTC or a name like Europe/Copenhagen"
        ) from fault
    return zone


def _zoned(local: pl.Expr, zone: str | None) -> pl.Expr:
    if zone is None or zone == "UTC":
        return local
    # The hour that a clock put back passes twice is taken as the first; one that was skipped
    # is no time at all.
    aware = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return aware.dt.convert_time_zone("UTC").dt.replace_time_zone(None)


def _epoch(moment: pl.Expr) -> pl.Expr:
    return moment.dt.timestamp("ms").cast(pl.Float64) / 1000.0
