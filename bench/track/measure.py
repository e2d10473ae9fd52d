"""Measures the track room: one JSON object of figures to standard output, notes to standard error.

    python bench/track/measure.py [SHARED]

Needs the movement benchmark (SHARED/bench/movement). Everything is timed by processor time of one
thread, ours and what it is compared with in the same run. MovingPandas is compared with where it
is installed.
"""

from __future__ import annotations

import os

os.environ["POLARS_MAX_THREADS"] = "1"
os.environ.setdefault("OMP_NUM_THREADS", "1")

import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import numpy as np

from casemate.nouns import Failure
from casemate.track.clean import Counts, in_order
from casemate.track.detect import detect
from casemate.track.event import Event, event_as_json
from casemate.track.fences import Fence, fences_from_geojson
from casemate.track.follow import follow
from casemate.track.options import TrackOptions
from casemate.track.positions import Names, Positions
from casemate.track.rules import Rules
from casemate.track.still import still

T = TypeVar("T")
SEEDS = ((1, ()), (2, ("--positions", "300000")), (11, ("--positions", "500000", "--ships", "400")))
NMEA_TIMES = 40


def main() -> None:
    """Prints the figures."""
    folder = _shared() / "bench" / "movement"
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        _truth(folder, Path(scratch), figures)
        _real(folder, Path(scratch), figures)
        _speed(folder, Path(scratch), figures)
    print(json.dumps({k: round(v, 4) for k, v in figures.items()}))


def _truth(folder: Path, scratch: Path, figures: dict[str, float]) -> None:
    score = _module(folder / "score.py")
    for seed, more in SEEDS:
        made = scratch / f"seed{seed}"
        command = [sys.executable, str(folder / "make_tracks.py"), "--out", str(made)]
        subprocess.run([*command, "--seed", str(seed), *more], check=True, capture_output=True)
        truth = score.load(str(made / "truth.jsonl"))
        found = _run(made / "positions.csv", made / "sites.geojson")
        shared = {str(e["entity"]) for e in truth if e.get("case") == "shared_id"}
        everything = score.score(truth, found)
        without = score.score(
            [e for e in truth if str(e["entity"]) not in shared],
            [e for e in found if str(e["entity"]) not in shared],
        )
        figures[f"event_f1_seed{seed}"] = everything["all"]["f1"]
        figures[f"event_f1_without_shared_seed{seed}"] = without["all"]["f1"]
        figures[f"confidence_agrees_seed{seed}"] = everything["confidence_agrees"]
        _note(f"seed {seed}: {everything['all']}")


def _real(folder: Path, scratch: Path, figures: dict[str, float]) -> None:
    score = _module(folder / "score.py")
    trace = _run(folder / "readsb/trace_full_ac671b.json", folder / "readsb/sites.geojson")
    told = score.score(score.load(str(folder / "readsb/truth.jsonl")), trace)["all"]
    figures["readsb_recall"], figures["readsb_precision"] = told["recall"], told["precision"]
    sites = _suez(scratch)
    for name, expected in (("338013000", 39), ("416000000", 134)):
        jumps = _run(folder / f"gpsdio/{name}.json", sites)
        steps = sum(e.get("steps", 0) for e in jumps if e["kind"] == "jump")
        figures[f"steps_found_of_{expected}"] = steps
    boats = folder / "movingpandas/boat-positions.csv"
    found = _run(boats, sites, zone="UTC", stops_anywhere=True)
    figures["false_jumps_suez"] = sum(e["kind"] == "jump" for e in found)
    stops = _module(folder / "stops.py")
    ours = [
        (e["entity"], stops.iso(e["begin"]), stops.iso(e["end"]))
        for e in found
        if e["kind"] == "stop"
    ]
    theirs = stops.load(str(folder / "movingpandas/stops_mpd_latlon.jsonl"))
    figures["stops_iou_with_movingpandas"] = stops.iou(stops.rows(), ours, theirs)["iou"]


def _speed(folder: Path, scratch: Path, figures: dict[str, float]) -> None:
    loop = _module(folder / "loop_events.py")
    made = scratch / "seed1"
    sites = json.loads((made / "sites.geojson").read_text())
    csv = made / "positions.csv"
    every = _one_thread()
    same = TrackOptions(
        jobs=1, kinds=("arrival", "departure", "visit", "transit", "stop", "gap", "jump")
    )
    fences = _fences(made / "sites.geojson")
    ours = min(_cpu(lambda: list(follow([csv], fences, every))) for _ in "1234")
    alike = min(_cpu(lambda: list(follow([csv], fences, same))) for _ in "1234")
    theirs = _cpu(lambda: loop.events(loop.load(str(csv)), sites))
    figures["twelve_sites_times_loop"] = theirs / ours
    figures["twelve_sites_loops_kinds_times_loop"] = theirs / alike
    _note(
        f"twelve sites with reading: {ours:.2f} s for every kind, {alike:.2f} s for the loop's, "
        f"loop {theirs:.2f} s of one processor"
    )

    stops = _module(folder / "stops.py")
    rows = stops.rows()
    positions = _boats(rows, 45)
    fences, options = _fences(_suez(scratch)), _one_thread()
    names = _names(45)
    ours = min(_cpu(lambda: detect(positions, fences, options, names, Counts())) for _ in "123")
    # The loop counts entries, exits, gaps and jumps and nothing else.
    same = TrackOptions(jobs=1, kinds=("arrival", "departure", "gap", "jump"))
    alike = min(_cpu(lambda: detect(positions, fences, same, names, Counts())) for _ in "123")
    entries = [(int(i) + 1000 * q, t, la, lo) for q in range(45) for i, t, lo, la in rows]
    theirs = min(_cpu(lambda: _loop_one_site(loop, entries)) for _ in "12")
    figures["one_site_times_loop"] = theirs / alike
    figures["one_site_every_kind_times_loop"] = theirs / ours
    _note(
        f"one site, {len(positions)} positions: {alike:.3f} s for the loop's kinds, {ours:.3f} s "
        f"for every kind, loop {theirs:.3f} s"
    )

    single = in_order(_boats(rows, 1), Counts())
    first = np.diff(single.entity, prepend=-1) != 0
    call = (single.time_s, single.lat_deg, single.lon_deg, first, 7200.0, 1000.0)
    ours = min(_cpu(lambda: [still(*call) for _ in range(20)]) / 20 for _ in "123")
    figures["stops_positions_per_s"] = len(single) / ours
    if importlib.util.find_spec("movingpandas"):
        theirs = _movingpandas(rows)
        figures["stops_times_movingpandas"] = theirs / ours
        _note(f"stops: {ours * 1000:.2f} ms, MovingPandas {theirs:.2f} s")
    _nmea(folder, scratch, figures)


def _nmea(folder: Path, scratch: Path, figures: dict[str, float]) -> None:
    from pyais.exceptions import AISBaseException
    from pyais.stream import IterMessages

    plain = (folder / "nmea/nmea_data_sample.txt").read_bytes().splitlines() * NMEA_TIMES
    # Both read the same lines, each with a tag block that dates it.
    lines = [b"\\s:a,c:%d*00\\%b" % (1_700_000_000 + n, x) for n, x in enumerate(plain)]
    path = scratch / "timed.nmea"
    path.write_bytes(b"\n".join(lines) + b"\n")

    def alone() -> None:
        for sentence in IterMessages(lines):
            try:
                sentence.decode()
            except AISBaseException:
                continue

    fences, options = _fences(_suez(scratch)), _one_thread()
    pairs = [(_cpu(alone), _cpu(lambda: list(follow([path], fences, options)))) for _ in "1234"]
    theirs, ours = (min(pair[side] for pair in pairs) for side in (0, 1))
    figures["nmea_time_over_pyais"] = ours / theirs
    _note(f"NMEA, {len(lines)} lines: {ours:.2f} s with events, pyais alone {theirs:.2f} s")


def _run(path: Path, sites: Path, **options: Any) -> list[dict[str, Any]]:
    found = follow([path], _fences(sites), TrackOptions(jobs=1, **options))
    failures: list[Failure] = []
    events: list[dict[str, Any]] = []
    for one in found:
        if isinstance(one, Event):
            events.append(event_as_json(one))
        else:
            failures.append(one)
    for failure in failures:
        _note(f"failed: {failure}")
    return events


def _loop_one_site(loop: ModuleType, entries: list[tuple[int, float, float, float]]) -> int:
    """The loop of `loop_events.py --one-site`, on rows already in memory."""
    distance = loop.ds
    found, known, inside = 0, -1, False
    before = lat_0 = lon_0 = 0.0
    for entity, at, lat, lon in entries:
        km = distance(lat, lon, 29.93, 32.56)
        if entity != known:
            inside, known = km <= 3, entity
        else:
            now = True if km <= 3 else False if km >= 4 else inside
            seconds = at - before
            speed = distance(lat, lon, lat_0, lon_0) / 1.852 / max(seconds, 1) * 3600
            found += speed > 60
            found += seconds >= 14400 and inside
            found += seconds >= 43200
            found += now != inside
            inside = now
        before, lat_0, lon_0 = at, lat, lon
    return found


def _boats(rows: list[tuple[str, float, float, float]], times: int) -> Positions:
    n = len(rows)
    entity = np.unique([r[0] for r in rows], return_inverse=True)[1].astype(np.int32)
    copies = np.repeat(np.arange(times, dtype=np.int32) * (int(entity.max()) + 1), n)
    columns = [np.tile(np.array([r[c] for r in rows]), times) for c in (1, 3, 2)]
    total = n * times
    return Positions(
        np.tile(entity, times) + copies,
        *columns,
        np.full(total, np.nan, np.float32),
        np.full(total, np.nan, np.float32),
        np.full(total, -1, np.int8),
        np.arange(1, total + 1, dtype=np.uint32),
        np.zeros(total, np.uint32),
    )


def _names(times: int) -> Names:
    names = Names(files=["0" * 64])
    for code in range(1000 * times):
        names.code_of(str(code))
    return names


def _movingpandas(rows: list[tuple[str, float, float, float]]) -> float:
    import datetime
    import warnings

    warnings.filterwarnings("ignore")
    import geopandas
    import movingpandas
    import pandas

    frame = pandas.DataFrame(rows, columns=["id", "t", "lon", "lat"])
    frame["t"] = pandas.to_datetime(frame.t, unit="s")

    def theirs() -> None:
        points = geopandas.GeoDataFrame(
            frame[["id", "t"]], geometry=geopandas.points_from_xy(frame.lon, frame.lat), crs=4326
        ).set_index("t")
        detector = movingpandas.TrajectoryStopDetector(
            movingpandas.TrajectoryCollection(points, "id")
        )
        detector.get_stop_time_ranges(max_diameter=1000, min_duration=datetime.timedelta(hours=2))

    return _cpu(theirs)


def _suez(scratch: Path) -> Path:
    path = scratch / "suez.geojson"
    point = {"type": "Point", "coordinates": [32.56, 29.93]}
    said = {"id": "suez", "kind": "port"}
    feature = {"type": "Feature", "properties": said, "geometry": point}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def _fences(path: Path) -> tuple[Fence, ...]:
    return fences_from_geojson(path, Rules())


def _one_thread() -> TrackOptions:
    return TrackOptions(jobs=1)


def _cpu(work: Callable[[], T]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _shared() -> Path:
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    given = os.environ.get("CASEMATE_SHARED")
    return Path(given) if given else Path(__file__).resolve().parents[2].parent / "shared"


def _note(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
