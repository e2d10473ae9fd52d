"""GPX tracks (topografix.com/GPX/1/1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from casemate.errors import BadInput
from casemate.track.clean import Counts
from casemate.track.clock import moment_s
from casemate.track.columns import Columns
from casemate.track.options import TrackOptions
from casemate.track.positions import Names, Positions


def read_gpx(
    path: Path, file: int, options: TrackOptions, names: Names, counts: Counts
) -> Iterator[Positions]:
    """Track points in the order of the file; a row is a point, the entity the track's name.

    GPX times are UTC by the standard. Heights are left aside: a recreational logger's say nothing
    about being an aircraft. Raises BadInput for a file that is not whole XML.
    """
    columns = Columns(file, names)
    entity, number = path.stem, 0
    try:
        walk = etree.iterparse(
            str(path),
            events=("end",),
            tag=("{*}name", "{*}trkpt"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        for _, element in walk:
            parent = element.getparent()
            if etree.QName(element).localname == "name":
                if parent is not None and etree.QName(parent).localname == "trk" and element.text:
                    entity = element.text.strip()
                continue
            number += 1
            written = element.findtext("{*}time")
            at = None if written is None else moment_s(written, options.zone or "UTC")
            try:
                if at is None:
                    raise ValueError("no time")
                columns.add(
                    number, entity, at, float(element.get("lat")), float(element.get("lon"))
                )
            except (TypeError, ValueError):
                counts.read += 1
                counts.left_out["point without place or time"] += 1
            element.clear()
            if columns.full:
                yield columns.batch()
    except etree.XMLSyntaxError as fault:
        raise BadInput(f"{path} is not whole GPX ({fault.msg})") from fault
    if len(columns):
        yield columns.batch()
