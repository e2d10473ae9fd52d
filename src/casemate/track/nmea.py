"""AIS as radio text (AIVDM and its kin), decoded with pyais.

Positions carry no full date themselves: the time is that of a tag block (`\\c:…*hh\\!AIVDM…`,
NMEA 0183 v4) or one written behind or before the sentence. Field places are those of
ITU-R M.1371-5 (2014), table 45 and following.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator

from pyais.exceptions import AISBaseException
from pyais.messages import AISSentence

from casemate.track.clean import Counts
from casemate.track.clock import moment_s
from casemate.track.columns import Columns
from casemate.track.options import TrackOptions
from casemate.track.positions import Names, Positions

# Message type: where speed, longitude and latitude begin, their widths, units per knot and degree.
_CLASS_A = (50, 61, 89, 10.0)
_CLASS_B = (46, 57, 85, 10.0)
_PLACES = {1: _CLASS_A, 2: _CLASS_A, 3: _CLASS_A, 9: (50, 61, 89, 1.0), 18: _CLASS_B, 19: _CLASS_B}
_LONG_RANGE = 27
_STATIC = (5, 24)
_PER_DEG = 600_000.0
_PER_DEG_LONG_RANGE = 600.0
_POSITIONS = frozenset(b"1239BCK")  # first characters of the types above
_START = re.compile(rb"!(?:AI|AB|BS|AD|AN|AR|AS|AT|AX|SA)VD[MO],")
_UNIX = re.compile(r"(?<![\d.])(1\d{9}|2\d{9})(\.\d+)?(?![\d.])|(?<!\d)(1\d{12})(?!\d)")
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?")
_MOST_WAITING = 64  # unfinished messages of several sentences
_WAIT_LINES = 2000
_LONGEST = 128


def looks_like_nmea(head: bytes) -> bool:
    """Whether some line of a file's first bytes is an AIS sentence."""
    return bool(_START.search(head))


def read_nmea(
    lines: Iterable[bytes], file: int, options: TrackOptions, names: Names, counts: Counts
) -> Iterator[Positions]:
    """Positions of types 1-3, 9, 18, 19 and 27, names of types 5 and 24; a row is a line.

    Left out and counted: sentences whose checksum does not hold, that cannot be decoded, that
    never became whole, and positions without a time.
    """
    columns = Columns(file, names)
    waiting: OrderedDict[tuple[bytes, bytes], tuple[int, list[bytes], float | None]] = OrderedDict()
    left_out = counts.left_out
    for number, line in enumerate(lines, 1):
        begin = line.find(b"!")
        if begin < 0:
            if line.strip():
                left_out["not a sentence"] += 1
                counts.read += 1
            continue
        star = line.find(b"*", begin)
        sentence = line[begin : star + 3]
        fields = sentence.split(b",")
        if star < 0 or len(fields) != 7 or not _checks(sentence, star - begin):
            counts.read += 1
            left_out["broken sentence"] += 1
            continue
        at = _time(line, begin, star, options.zone)
        if fields[1] != b"1":
            done = _together(waiting, number, fields, sentence, at)
            if done is None:
                continue
            parts, at = done
            _one(parts, number, at, columns, names, counts)
        else:
            payload = fields[5]
            if payload and (payload[0] in _POSITIONS or payload[0] == 0x48):
                _one((sentence,), number, at, columns, names, counts, fields)
        if columns.full:
            yield columns.batch()
    left_out["message never whole"] += len(waiting)
    counts.read += len(waiting)
    if len(columns):
        yield columns.batch()


def _one(
    parts: tuple[bytes, ...],
    number: int,
    at: float | None,
    columns: Columns,
    names: Names,
    counts: Counts,
    fields: list[bytes] | None = None,
) -> None:
    try:
        message = AISSentence(parts[0], fields)
        if len(parts) > 1:
            message = AISSentence.assemble_from_iterable([AISSentence(p) for p in parts])
            message.ais_id = message.bv.get(0, 6)
        bits, kind = message.bv, message.ais_id
        if kind in _STATIC:
            said = message.decode()
            name = (getattr(said, "shipname", None) or "").strip(" @")
            if name:
                names.called[str(said.mmsi)] = name
            return
        places = _PLACES.get(kind)
        if places is None and kind != _LONG_RANGE:
            return
        entity = str(bits.get(8, 30))
        if at is None:
            counts.read += 1
            counts.left_out["no time"] += 1
            return
        if places is None:
            lon, lat = bits.get_signed(44, 18), bits.get_signed(62, 17)
            speed = bits.get(79, 6)
            columns.add(
                number,
                entity,
                at,
                lat / _PER_DEG_LONG_RANGE,
                lon / _PER_DEG_LONG_RANGE,
                None if speed == 63 else speed,
            )
            return
        where, east, north, per_knot = places
        speed = bits.get(where, 10)
        altitude = bits.get(38, 12) if kind == 9 else 4095
        columns.add(
            number,
            entity,
            at,
            bits.get_signed(north, 27) / _PER_DEG,
            bits.get_signed(east, 28) / _PER_DEG,
            None if speed == 1023 else speed / per_knot,
            None if altitude == 4095 else altitude,
        )
    except (AISBaseException, ValueError, IndexError, TypeError):
        counts.read += 1
        counts.left_out["cannot be decoded"] += 1


def _checks(sentence: bytes, star: int) -> bool:
    """Whether the exclusive or of all characters between ! and * is what stands behind the *.

    The sentence is folded as one number, half upon half, until one byte is left; NMEA 0183
    allows 82 characters.
    """
    if star > _LONGEST:
        return False
    try:
        said = int(sentence[star + 1 :], 16)
    except ValueError:
        return False
    folded = int.from_bytes(sentence[1:star], "big")
    folded ^= folded >> 512
    folded ^= folded >> 256
    folded ^= folded >> 128
    folded ^= folded >> 64
    folded ^= folded >> 32
    folded ^= folded >> 16
    folded ^= folded >> 8
    return folded & 255 == said


def _together(
    waiting: OrderedDict[tuple[bytes, bytes], tuple[int, list[bytes], float | None]],
    number: int,
    fields: list[bytes],
    sentence: bytes,
    at: float | None,
) -> tuple[tuple[bytes, ...], float | None] | None:
    """Puts fragments together by sequence number and channel; None until the message is whole."""
    if not fields[1].isdigit() or not fields[2].isdigit() or not 1 < int(fields[1]) < 10:
        return None
    key = (fields[3], fields[4])
    wanted = int(fields[1])
    place = int(fields[2])
    begun = waiting.get(key)
    if begun is None or place == 1 or number - begun[0] > _WAIT_LINES:
        if place != 1:
            waiting.pop(key, None)
            return None
        waiting[key] = (number, [sentence], at)
        if len(waiting) > _MOST_WAITING:
            waiting.popitem(last=False)
        return None
    _, parts, first_at = begun
    if place != len(parts) + 1:
        waiting.pop(key)
        return None
    parts.append(sentence)
    if len(parts) < wanted:
        return None
    waiting.pop(key)
    return tuple(parts), first_at if first_at is not None else at


def _time(line: bytes, begin: int, star: int, zone: str | None) -> float | None:
    """Seconds since 1970 from a tag block, or from what stands around the sentence."""
    if begin and line[0] == 0x5C:  # a backslash opens a tag block
        mark = line.find(b"c:", 0, begin)
        if mark >= 0:
            stop = mark + 2
            while stop < begin and 48 <= line[stop] <= 57:
                stop += 1
            if stop > mark + 2:
                value = int(line[mark + 2 : stop])
                return value / 1000 if value > 10**11 else float(value)
    around = line[star + 3 :] if len(line) > star + 5 else b""
    if begin and line[0] != 0x5C:
        around = line[:begin] + b" " + around
    if not around.strip():
        return None
    text = around.decode("ascii", "replace")
    if match := _UNIX.search(text):
        return float(match.group(3)) / 1000 if match.group(3) else float(match.group())
    if match := _WRITTEN.search(text):
        return moment_s(match.group().strip(), zone)
    return None
