"""How fast pages come out of one WARC, beside trafilatura alone, and in what memory.

    python bench/collect/measure.py [SHARED] [--pages 5000]

Needs no corpora: the pages are made here, with menus, teasers and scripts about them as pages have.
Blocks of pages are read by Casemate (archive, decompression, encoding, text, captions, date) and by
trafilatura in turn, so that both meet the same noise; CPU time of one process counts.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from fastwarc.warc import WarcRecord, WarcRecordType
from trafilatura import bare_extraction

from casemate.collect.record import Record
from casemate.collect.records import records
from casemate.nouns import Capture
from casemate.read.documents import read_capture

PAGES = 1_000
_BLOCK = 100
_WORDS = (
    "the quay port ships harbour left on Monday official said that troops base aircraft were "
    "seen by two residents of the town near the coast while others denied it "
    "and a ministry gave no answer"
).split()
_OPTIONS = {
    "include_comments": False,
    "include_tables": True,
    "with_metadata": True,
    "date_extraction_params": {"extensive_search": False, "original_date": True},
}


def make_page(number: int) -> str:
    """A news page of about 30 kB, of which 8 kB are the article."""
    chance = random.Random(number)

    def sentence() -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(18)).capitalize() + ". "

    menu = "".join(
        f'<li class="menu-item"><a href="/s/{n}"><span>Section {n}</span></a></li>'
        for n in range(60)
    )
    article = "".join(f"<p>{''.join(sentence() for _ in range(4))}</p>" for _ in range(14))
    teasers = "".join(
        f'<div class="card"><div><a href="/t/{n}"><img src="/i/{n}.jpg" alt="">'
        f"<h3>{sentence()}</h3></a></div></div>"
        for n in range(30)
    )
    script = "<script>var a={" + ",".join(f'"k{n}":"v{n}"' for n in range(400)) + "};</script>"
    return (
        f'<!doctype html><html lang="en"><head><title>Quay {number}</title>'
        '<meta property="article:published_time" content="2024-12-10T08:00:00+02:00">'
        f"{script}</head><body><nav><ul>{menu}</ul></nav><main><article><h1>Quay {number}</h1>"
        f'{article}<figure><img src="a.jpg"><figcaption>A ship at the quay, {number}.</figcaption>'
        f"</figure></article></main><aside>{teasers}</aside>{script}<footer>All rights</footer>"
        "</body></html>"
    )


def write_warc(path: Path, count: int) -> None:
    """A WARC of `count` pages, compressed by record as crawlers do."""
    with path.open("wb") as file:
        for number in range(count):
            record = WarcRecord()
            record.init_headers(WarcRecordType.response)
            record.headers["WARC-Target-URI"] = f"https://harbourpost.example/{number}"
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                + make_page(number).encode()
            )
            out = io.BytesIO()
            record.write(out)
            file.write(gzip.compress(out.getvalue(), 3))


def pages_of(path: Path) -> Iterator[Record]:
    """The pages of the archive."""
    capture = Capture(
        "0" * 64, path.stat().st_size, "application/warc", path.name, datetime.now(UTC)
    )
    with path.open("rb") as stream:
        yield from (r for r in records(capture, stream) if isinstance(r, Record))


def ours(block: list[Record]) -> list[str]:
    """Texts as Casemate reads them."""
    return [read_capture(record.capture, record.content).text for record in block]


def theirs(block: list[Record]) -> list[str]:
    """Texts as trafilatura gives them by itself."""
    return [bare_extraction(record.content.decode(), **_OPTIONS).text for record in block]


def timed(step: Callable[[], list[Any]]) -> tuple[float, list[Any]]:
    """CPU seconds and result."""
    begin = time.process_time()
    result = step()
    return time.process_time() - begin, result


def resident_mb() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measures and prints the figures."""
    count = int(sys.argv[sys.argv.index("--pages") + 1]) if "--pages" in sys.argv else PAGES
    ours_s = theirs_s = 0.0
    read = same = 0
    early_mb = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        write_warc(path, count)
        pages = pages_of(path)
        while True:
            taken_s, block = timed(lambda: list(islice(pages, _BLOCK)))
            if not block:
                break
            # Who comes second finds warm caches: they take turns.
            if (read // _BLOCK) % 2:
                them_s, plain = timed(partial(theirs, block))
                us_s, texts = timed(partial(ours, block))
            else:
                us_s, texts = timed(partial(ours, block))
                them_s, plain = timed(partial(theirs, block))
            ours_s += taken_s + us_s
            theirs_s += them_s
            read += len(block)
            same += sum(b.split("\n")[0] in a for a, b in zip(texts, plain, strict=True))
            if read <= max(count // 5, _BLOCK):
                early_mb = resident_mb()
    print(f"{read} pages, {ours_s:.1f} s against {theirs_s:.1f} s of CPU", file=sys.stderr)
    figures = {
        "warc_pages_read_share": round(read / count, 4),
        "warc_pages_same_beginning_share": round(same / count, 4),
        "warc_speed_beside_trafilatura": round(theirs_s / ours_s, 3),
        "warc_pages_per_cpu_s": round(read / ours_s, 1),
        "warc_memory_growth_mb": round(resident_mb() - early_mb, 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
