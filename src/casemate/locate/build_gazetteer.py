"""Build the gazetteer: `python -m casemate.locate.build_gazetteer [--if-needed] [OUT]`."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from casemate.errors import BadInput, CasemateError
from casemate.locate.from_packages import ATTRIBUTION, rows_from_packages, versions
from casemate.locate.gazetteer import DEFAULT_PATH, Gazetteer
from casemate.locate.lay_out import lay_out


def build(path: Path = DEFAULT_PATH) -> int:
    """Build from the packages; the number of places. The same packages give the same bytes."""
    about = {"attribution": ATTRIBUTION, "sources": versions(), "ours": our_tables()}
    return lay_out(rows_from_packages(), path, about)


def is_current(path: Path = DEFAULT_PATH) -> bool:
    """Whether a gazetteer is there, whole, and built from our tables as they are now."""
    try:
        return Gazetteer(path).about.get("ours") == our_tables()
    except BadInput:
        return False


def our_tables() -> str:
    """SHA-256 of our sites and tables."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for file in (folder / "sites.csv", *sorted((folder / "tables").glob("*.csv"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def main() -> None:
    """Build into the package, or into the file named; exit 2 with the remedy when it cannot."""
    words = [word for word in sys.argv[1:] if word != "--if-needed"]
    path = Path(words[0]) if words else DEFAULT_PATH
    if "--if-needed" in sys.argv and is_current(path):
        return
    try:
        count = build(path)
    except CasemateError as error:
        print(f"build_gazetteer: {error}", file=sys.stderr)
        sys.exit(2)
    size = path.stat().st_size / 1e6
    print(f"{path}: {count:,} places, {size:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
