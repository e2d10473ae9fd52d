"""Pictures of the example's dossier, for the README and the docs.

    python bench/tell/screenshots.py [OUT]        docs/pictures by default

Builds the example case in a temporary folder and looks at it in headless Chromium. Every picture
is made smaller until it is under 300 kB.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "src" / "casemate" / "workbench" / "example"
CHROMIUM = "/usr/bin/chromium"
_LARGEST = 300_000
_OPEN_FIRST = "document.querySelector('#key-points details').open = true"
# name: (page, width, height, scheme, script to run first, media)
SHOTS: dict[str, tuple[str, int, int, str, str, str]] = {
    "site": ("tartus.html", 1440, 1500, "light", "", "screen"),
    "site-dark": ("khmeimim.html", 1440, 1500, "dark", _OPEN_FIRST, "screen"),
    "site-phone": ("tartus.html", 390, 1600, "light", "", "screen"),
    "site-print": ("tartus.html", 900, 1270, "light", "", "print"),
    "words": ("WORDS", 1440, 900, "light", "", "screen"),
    "first-page": ("index.html", 1440, 1100, "light", "", "screen"),
}


def main() -> None:
    """Builds the example and takes every picture."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "example"
        shutil.copytree(EXAMPLE, case)
        subprocess.run([sys.executable, "-m", "casemate", "build", str(case)], check=True)
        with sync_playwright() as play:
            chromium = play.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
            for name, shot in SHOTS.items():
                _take(chromium, case / "dossier", out / f"{name}.png", shot)
            chromium.close()


def _take(
    chromium: Any, dossier: Path, target: Path, shot: tuple[str, int, int, str, str, str]
) -> None:
    page, width, height, scheme, script, media = shot
    for scale in (1.0, 0.85, 0.7, 0.55):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            device_scale_factor=scale,
        )
        tab = context.new_page()
        tab.emulate_media(media=media, color_scheme=scheme)
        if page == "WORDS":
            tab.goto((dossier / "tartus.html").as_uri())
            tab.click("#key-points a.cite >> nth=0")
        else:
            tab.goto((dossier / page).as_uri())
        if script:
            tab.evaluate(script)
        tab.screenshot(path=str(target))
        context.close()
        if target.stat().st_size <= _LARGEST:
            break
    print(f"{target.name}: {target.stat().st_size // 1000} kB", file=sys.stderr)


if __name__ == "__main__":
    main()
