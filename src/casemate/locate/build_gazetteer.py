"""Build the gazetteer: `python -m casemate.locate.build_gazetteer [OUT]`."""

from __future__ import annotations

import sys
from pathlib import Path

from casemate.errors import CasemateError
from casemate.locate.from_packages import ATTRIBUTION, rows_from_packages, versions
from casemate.locate.gazetteer import DEFAULT_PATH
from casemate.locate.lay_out import lay_out


def build(path: Path = DEFAULT_PATH) -> int:
    """Build from the packages; the number of places. The same packages give the same bytes."""
    about = {"attribution": ATTRIBUTION, "sources": versions()}
    return lay_out(rows_from_packages(), path, about)


def main() -> None:
    """Build into the package, or into the file named; exit 2 with the remedy when it cannot."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_PATH
    try:
        count = build(path)
    except CasemateError as error:
        print(f"build_gazetteer: {error}", file=sys.stderr)
        sys.exit(2)
    size = path.stat().st_size / 1e6
    print(f"{path}: {count:,} places, {size:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
