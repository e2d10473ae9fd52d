"""Tables of positions: delimited text and Parquet, in batches of bounded size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from casemate.errors import BadInput
from casemate.track.clean import Counts
from casemate.track.clock import Clock, clock_of
from casemate.track.options import NEEDED, SYNONYMS, TrackOptions
from casemate.track.positions import Codes, Floats, Names, Positions, Small
from casemate.track.rules import FT_TO_M

BATCH_ROWS = 400_000
_ROW = "casemate_row"
_NUMBERS: dict[str, type[pl.DataType]] = {
    "lat": pl.Float64,
    "lon": pl.Float64,
    "speed": pl.Float32,
    "altitude": pl.Float32,
}
_MS_TO_KN = 1.943844
_TRUE, _FALSE = ["1", "true", "t", "yes", "ground"], ["0", "false", "f", "no", "air"]


@dataclass(frozen=True, slots=True)
class Known:
    """A published table format: columns that give it away, and what its documentation says.

    columns: ours to theirs. zone: of its times. pattern: of its times. knots, metres: what one
    unit of its speed and altitude is. kinds: column and values that are no ship or aircraft.
    """

    name: str
    signature: frozenset[str]
    columns: tuple[tuple[str, str], ...]
    zone: str = "UTC"
    pattern: str | None = None
    knots: float = 1.0
    metres: float = FT_TO_M
    kinds: tuple[str, frozenset[str]] | None = None


# Documented to be in UTC: marinecadastre.gov/AIS, the Danish Maritime Authority's AIS archive,
# opensky-network.org/data, github.com/SkyTruth/gpsdio.
KNOWN = (
    Known(
        "MarineCadastre",
        frozenset({"mmsi", "basedatetime", "lat", "lon", "sog"}),
        (
            ("entity", "mmsi"),
            ("time", "basedatetime"),
            ("lat", "lat"),
            ("lon", "lon"),
            ("speed", "sog"),
            ("name", "vesselname"),
        ),
    ),
    Known(
        "MarineCadastre 2025",
        frozenset({"mmsi", "basedatetime", "latitude", "longitude", "sog"}),
        (
            ("entity", "mmsi"),
            ("time", "basedatetime"),
            ("lat", "latitude"),
            ("lon", "longitude"),
            ("speed", "sog"),
            ("name", "vesselname"),
        ),
    ),
    Known(
        "Danish Maritime Authority",
        frozenset({"#timestamp", "typeofmobile", "mmsi", "latitude", "longitude"}),
        (
            ("entity", "mmsi"),
            ("time", "#timestamp"),
            ("lat", "latitude"),
            ("lon", "longitude"),
            ("speed", "sog"),
            ("name", "name"),
        ),
        pattern="%d/%m/%Y %H:%M:%S",
        kinds=("typeofmobile", frozenset({"Base Station", "AtoN", "Man Overboard Device"})),
    ),
    Known(
        "OpenSky state vectors",
        frozenset({"icao24", "lat", "lon", "velocity", "baroaltitude", "lastposupdate"}),
        (
            ("entity", "icao24"),
            ("time", "lastposupdate"),
            ("lat", "lat"),
            ("lon", "lon"),
            ("speed", "velocity"),
            ("altitude", "baroaltitude"),
            ("on_ground", "onground"),
        ),
        knots=_MS_TO_KN,
        metres=1.0,
    ),
    Known(
        "GFW positions",
        frozenset({"ssvid", "lat", "lon", "timestamp"}),
        (
            ("entity", "ssvid"),
            ("time", "timestamp"),
            ("lat", "lat"),
            ("lon", "lon"),
            ("speed", "speed"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Plan:
    columns: dict[str, str]
    zone: str | None
    pattern: str | None
    knots: float
    metres: float
    kinds: tuple[str, frozenset[str]] | None


def read_csv(
    path: Path, file: int, options: TrackOptions, names: Names, counts: Counts
) -> Iterator[Positions]:
    """Positions of a delimited text file; a row is a record, the header not counted."""
    separator, comma = _written_how(path)

    def scan(numbers: dict[str, type[pl.DataType]]) -> pl.LazyFrame:
        return pl.scan_csv(
            path,
            separator=separator,
            decimal_comma=comma,
            infer_schema=False,
            schema_overrides=numbers,
            ignore_errors=True,
            truncate_ragged_lines=True,
            encoding="utf8-lossy",
            row_index_name=_ROW,
            row_index_offset=1,
        )

    try:
        given = scan({}).collect_schema().names()
    except pl.exceptions.PolarsError as fault:
        raise BadInput(f"{path} cannot be read as a table: {fault}") from fault
    # Numbers parsed while reading cost a quarter less than text turned into them afterwards.
    columns = _plan(given, path, options).columns
    numbers = {columns[ours]: dtype for ours, dtype in _NUMBERS.items() if ours in columns}
    yield from _read(scan(numbers), path, file, options, names, counts)


def read_parquet(
    path: Path, file: int, options: TrackOptions, names: Names, counts: Counts
) -> Iterator[Positions]:
    """Positions of a Parquet file, times as text, numbers or timestamps."""
    lazy = pl.scan_parquet(path, row_index_name=_ROW, row_index_offset=1)
    yield from _read(lazy, path, file, options, names, counts)


def from_frame(
    frame: pl.DataFrame,
    where: str,
    file: int,
    options: TrackOptions,
    names: Names,
    counts: Counts,
) -> Positions | None:
    """Positions of one frame with a `casemate_row` column; None when it has none."""
    whole = list(_read(frame.lazy(), Path(where), file, options, names, counts))
    return whole[0] if whole else None


def _read(
    lazy: pl.LazyFrame,
    path: Path,
    file: int,
    options: TrackOptions,
    names: Names,
    counts: Counts,
) -> Iterator[Positions]:
    try:
        schema = lazy.collect_schema()
    except pl.exceptions.PolarsError as fault:
        raise BadInput(f"{path} cannot be read as a table: {fault}") from fault
    plan = _plan(schema.names(), path, options)
    picked = [
        _as(ours, theirs, schema[theirs]).alias(ours) for ours, theirs in plan.columns.items()
    ]
    wanted = [_ROW, *picked]
    if plan.kinds:
        wanted.append(pl.col(plan.kinds[0]).alias("kind_of"))
    clock: Clock | None = None
    for batch in _batches(lazy.select(wanted), path):
        if clock is None:
            clock = _clock(batch, plan, path)
        yield _positions(batch, plan, clock, file, names, counts)


def _batches(lazy: pl.LazyFrame, path: Path) -> Iterator[pl.DataFrame]:
    batches = iter(lazy.collect_batches(chunk_size=BATCH_ROWS, maintain_order=True))
    while True:
        try:
            batch = next(batches)
        except StopIteration:
            return
        except pl.exceptions.PolarsError as fault:
            raise BadInput(f"{path} breaks off or is damaged: {fault}") from fault
        if len(batch):
            yield batch


def _plan(given: list[str], path: Path, options: TrackOptions) -> _Plan:
    plain = {_plain(name): name for name in reversed(given) if name != _ROW}
    known = next((k for k in KNOWN if k.signature <= plain.keys()), None)
    columns: dict[str, str] = {}
    if known and not options.columns:
        columns = {ours: plain[theirs] for ours, theirs in known.columns if theirs in plain}
    else:
        known = None
        for ours, theirs in SYNONYMS.items():
            if hit := next((plain[t] for t in theirs if t in plain), None):
                columns[ours] = hit
    for ours, named in options.columns:
        if named not in given:
            raise BadInput(
                f"{path} has no column '{named}' for {ours}; it has {', '.join(given[1:][:20])}"
            )
        columns[ours] = named
    missing = [ours for ours in NEEDED if ours not in columns]
    if missing:
        raise BadInput(
            f"{path} has no column for {', '.join(missing)}; it has "
            f"{', '.join(n for n in given if n != 'casemate_row')[:300] or 'no columns'}. "
            f"Say which with --columns {missing[0]}=..."
        )
    kinds = None
    if known and known.kinds and known.kinds[0] in plain:
        kinds = (plain[known.kinds[0]], known.kinds[1])
    return _Plan(
        columns,
        options.zone or (known.zone if known else None),
        options.time_format or (known.pattern if known else None),
        known.knots if known else 1.0,
        known.metres if known else FT_TO_M,
        kinds,
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s_\ufeff-]", "", name).lower()


def _as(ours: str, theirs: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(theirs)
    if ours == "time":
        if isinstance(dtype, pl.Datetime):
            text = column.dt.convert_time_zone("UTC") if dtype.time_zone else column
            return text.dt.strftime("%Y-%m-%dT%H:%M:%S%.3f" + ("Z" if dtype.time_zone else ""))
        return column.cast(pl.String)
    if ours in ("lat", "lon"):
        return column.cast(pl.Float64, strict=False)
    if ours in ("speed", "altitude"):
        return column.cast(pl.Float32, strict=False)
    return column.cast(pl.String)


def _clock(batch: pl.DataFrame, plan: _Plan, path: Path) -> Clock:
    times = batch["time"].drop_nulls()
    sample = pl.concat([times.head(200), times.gather_every(max(1, len(times) // 2000))])
    return clock_of(sample.to_list(), plan.zone, plan.pattern, str(path))


def _positions(
    batch: pl.DataFrame, plan: _Plan, clock: Clock, file: int, names: Names, counts: Counts
) -> Positions:
    if plan.kinds:
        before = len(batch)
        batch = batch.filter(~pl.col("kind_of").is_in(list(plan.kinds[1])))
        counts.read += before - len(batch)
        counts.left_out["neither ship nor aircraft"] += before - len(batch)
    nameless = batch["entity"].null_count()
    if nameless:
        counts.read += nameless
        counts.left_out["no identity"] += nameless
        batch = batch.filter(pl.col("entity").is_not_null())
    seconds = batch.select(clock.seconds())["time"]
    if clock.pattern is None and seconds.null_count():
        unread = batch.select("time").with_columns(first=seconds)
        again = unread.select(clock.seconds_of_any_iso().alias("again"))["again"]
        seconds = unread.select(pl.col("first").fill_null(again))["first"]
    if "name" in batch.columns:
        said = batch.select("entity", "name").drop_nulls().unique(maintain_order=True)
        names.called.update(
            (entity.strip(), name.strip()) for entity, name in said.iter_rows() if name.strip()
        )
    n = len(batch)
    return Positions(
        _codes(batch["entity"], names),
        _numbers(seconds),
        _numbers(batch["lat"]),
        _numbers(batch["lon"]),
        _small(batch, "speed", plan.knots),
        _small(batch, "altitude", plan.metres),
        _ground(batch),
        batch[_ROW].cast(pl.UInt32).to_numpy(),
        np.full(n, file, np.uint32),
    )


def _codes(column: pl.Series, names: Names) -> Codes:
    # Codes of a category are only good for this one batch; a row of each tells its name.
    codes = column.cast(pl.Categorical).to_physical().to_numpy()
    row_of = np.full(int(codes.max(initial=0)) + 1, -1, np.int64)
    row_of[codes] = np.arange(len(codes))
    distinct = np.flatnonzero(row_of >= 0)
    ours = np.zeros(len(row_of), np.int32)
    ours[distinct] = [names.code_of(n.strip()) for n in column.gather(row_of[distinct]).to_list()]
    found: Codes = ours[codes]
    return found


def _small(batch: pl.DataFrame, name: str, unit: float) -> Small:
    if name not in batch.columns:
        return np.full(len(batch), np.nan, np.float32)
    found = batch[name].fill_null(np.nan).to_numpy(writable=True)
    return (found * np.float32(unit)) if unit != 1.0 else found


def _numbers(column: pl.Series) -> Floats:
    """Ours to change: positions are repaired in place."""
    found: Floats = column.fill_null(np.nan).to_numpy(writable=True)
    return found


def _ground(batch: pl.DataFrame) -> NDArray[np.int8]:
    if "on_ground" not in batch.columns:
        return np.full(len(batch), -1, np.int8)
    column = batch["on_ground"]
    if column.null_count() == len(column):
        return np.full(len(batch), -1, np.int8)
    written = column.unique().drop_nulls().to_list()
    if set(written) <= {"0", "1"}:
        flags: NDArray[np.int8] = (column == "1").cast(pl.Int8).fill_null(-1).to_numpy()
        return flags
    meant = {w: 1 if w.lower() in _TRUE else 0 if w.lower() in _FALSE else -1 for w in written}
    return column.replace_strict(meant, default=-1, return_dtype=pl.Int8).to_numpy()


def _written_how(path: Path) -> tuple[str, bool]:
    """What separates the columns, and whether decimals are written with a comma."""
    with path.open("rb") as stream:
        header = stream.readline(65_536).decode("utf-8-sig", "replace")
        record = stream.readline(65_536).decode("utf-8", "replace")
    if not header.strip():
        raise BadInput(f"{path} is empty; a table of positions begins with a line of column names")
    separator = max(",;\t|", key=header.count)
    cells = record.split(separator)
    return separator, separator != "," and any(re.fullmatch(r"\s*-?\d+,\d+\s*", c) for c in cells)
