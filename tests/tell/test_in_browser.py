"""Without these the dossier could fail where people meet it: in a browser, from a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: install Debian's package chromium")
    with api.sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
        )
        yield chromium
        chromium.close()


class Watched:
    """A page with all that it complained of and asked for."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._console)
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, path: Path, query: str = "") -> Any:
        self.page.goto(path.as_uri() + query)
        return self.page

    def assert_calm(self) -> None:
        """Nothing complained, nothing asked for off this machine."""
        assert self.complaints == []
        assert all(url.startswith(("file://", "data:")) for url in self.requests), self.requests


@pytest.fixture
def watched(browser: Any) -> Iterator[Watched]:
    """A page at the width of a laptop."""
    page = Watched(browser, viewport={"width": 1440, "height": 900})
    yield page
    page.context.close()


def lit(page: Any) -> str:
    """The words that stand highlighted in the archived text."""
    script = """() => [...document.querySelectorAll('.text .m')].filter(e =>
        getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)').map(e => e.textContent).join('')
    """
    return str(page.evaluate(script))


def test_from_a_key_point_to_its_words_in_one_click(watched: Watched, little: Path) -> None:
    page = watched.open(little / "dossier" / "quay.html")
    page.click("#key-points .point >> nth=0 >> a.cite")
    assert lit(page) == "The quay was empty on Tuesday"
    assert page.locator(".text").is_visible()
    watched.assert_calm()


def test_from_the_first_page_to_the_words_in_two(watched: Watched, little: Path) -> None:
    page = watched.open(little / "dossier" / "index.html")
    page.click("text=Open the dossier of Grey Quay")
    page.click("#against a.cite >> nth=1")
    assert lit(page) == "the ships had left for good"
    watched.assert_calm()


def test_without_scripts_everything_is_still_there(browser: Any, little: Path) -> None:
    plain = Watched(browser, java_script_enabled=False)
    page = plain.open(little / "dossier" / "quay.html")
    assert page.locator(".point").count() == 3
    page.click("#key-points .point >> nth=0 >> a.cite")
    # The highlight is CSS alone; without scripts it can only be seen, not computed here.
    assert "#s-" in page.url
    assert not page.locator("#q").is_visible()
    plain.context.close()


def test_a_chosen_day_hides_all_that_became_known_later(watched: Watched, little: Path) -> None:
    page = watched.open(little / "dossier" / "quay.html")
    assert "3 separate origins" in page.inner_text("#key-points")
    page.focus("#when")
    page.keyboard.press("Home")
    assert "Nothing was known by then" in page.inner_text("#key-points")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert page.inner_text(".knob") == "11 Dec 2024"
    seen = page.inner_text("main")
    assert "The quay was empty on Tuesday" in seen
    assert "1 origin, repeated by 1" in page.inner_text("#key-points")
    for later in (
        "Nobody was at the quay",
        "still at the quay",
        "3 separate origins",
        "a guard",
        "last word",
    ):
        assert later not in seen
    page.keyboard.press("End")
    assert "3 separate origins" in page.inner_text("#key-points")
    watched.assert_calm()


def test_the_day_can_be_dragged_and_linked_to(watched: Watched, little: Path) -> None:
    page = watched.open(little / "dossier" / "quay.html", "?date=2024-12-10")
    assert page.inner_text(".knob") == "10 Dec 2024"
    box = page.locator("#when").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.99, box["y"] + 20, steps=4)
    page.mouse.up()
    assert page.inner_text(".knob") == "13 Dec 2024"
    watched.assert_calm()


def test_search_finds_words_and_speakers_and_respects_the_day(
    watched: Watched, little: Path
) -> None:
    page = watched.open(little / "dossier" / "quay.html")
    page.keyboard.press("/")
    page.keyboard.type("fisherman nobody")
    page.wait_for_selector("#hits a")
    assert "Nobody was at the quay" in page.inner_text("#hits")
    page.fill("#q", "")
    page.focus("#when")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.fill("#q", "fisherman")
    assert "Nothing found that was known by then" in page.inner_text("#hits")
    page.fill("#q", "lights")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/docs/dpost.html#*")
    assert "without lights" in lit(page)
    watched.assert_calm()


def test_a_pair_of_pictures_can_be_swiped(watched: Watched, little: Path) -> None:
    page = watched.open(little / "dossier" / "quay.html")
    page.focus(".swipe input")
    page.keyboard.press("End")
    clip = page.evaluate("getComputedStyle(document.querySelector('.swipe .after')).clipPath")
    assert clip == "inset(0px 0px 0px 100%)"
    assert page.evaluate("document.querySelector('.swipe img').naturalWidth") == 64
    watched.assert_calm()


def test_a_quote_is_put_on_the_clipboard_with_its_citation(browser: Any, little: Path) -> None:
    watched = Watched(browser, permissions=["clipboard-read", "clipboard-write"])
    page = watched.open(little / "dossier" / "quay.html")
    page.click("#key-points .point >> nth=0 >> summary")
    page.click("#key-points .point >> nth=0 >> button.copy")
    assert page.inner_text("#key-points .point >> nth=0 >> button.copy") == "On the clipboard"
    page.focus("#q")
    page.keyboard.press("Control+V")
    pasted = page.input_value("#q")
    assert pasted.startswith("“The quay was empty on Tuesday”; a crane driver; Harbour Post")
    assert "sha256 0000" in pasted
    watched.context.close()


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_its_window(
    browser: Any, little: Path, width: int, scheme: str
) -> None:
    watched = Watched(browser, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path in sorted((little / "dossier").rglob("*.html")):
        page = watched.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    watched.assert_calm()
    watched.context.close()


def test_hostile_text_runs_nothing(watched: Watched, hostile: Path) -> None:
    for path in sorted((hostile / "dossier").rglob("*.html")):
        page = watched.open(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        if page.locator("#q").count():
            page.fill("#q", "quay")
        page.wait_for_timeout(50)
        assert page.evaluate("window.owned") is None, path
    watched.assert_calm()


def test_on_paper_the_words_stay_and_the_controls_go(watched: Watched, little: Path) -> None:
    page = watched.open(little / "dossier" / "quay.html")
    page.emulate_media(media="print")
    assert page.locator(".point").first.is_visible()
    assert page.locator(".doc").first.is_visible()
    for control in (".bar", "#asof", "button.copy"):
        assert not page.locator(control).first.is_visible()
    watched.assert_calm()


def test_everything_can_be_reached_by_keyboard(watched: Watched, little: Path) -> None:
    page = watched.open(little / "dossier" / "quay.html")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("(e => e.id || e.className || e.tagName)(document.activeElement)")
        )
    assert {"skip", "word", "q", "when", "cite", "SUMMARY"} <= reached
    watched.assert_calm()


def test_each_control_has_a_name_and_colours_are_apart(watched: Watched, little: Path) -> None:
    """The checks that people without sight or with little of it would miss first (WCAG 2.2)."""
    page = watched.open(little / "dossier" / "quay.html")
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, summary, img, svg')]
            .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.alt))
            .map(e => e.outerHTML)"""
    )
    assert nameless == []
    contrast = page.evaluate(
        """() => { const lum = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => {
            x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; });
            return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
          const ratio = (a, b) => { const [x, y] = [lum(a), lum(b)].sort((m, n) => n - m);
            return (x + .05) / (y + .05); };
          const of = s => getComputedStyle(document.querySelector(s)).color;
          const card = getComputedStyle(document.querySelector('.card')).backgroundColor;
          return ['.meta', '.cite', '.tag', '.tag.bad', '.clocks', '.small', '.sub', '.words']
            .map(s => [s, ratio(of(s), card)]); }"""
    )
    assert [pair for pair in contrast if pair[1] < 4.5] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, little: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not here")
    # The policy of the pages would refuse axe's own script, as it refuses every other.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    found = []
    for path in sorted((little / "dossier").rglob("*.html")):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found += [
            (path.name, fault["id"], fault["nodes"][0]["html"][:200])
            for fault in axe.Axe().run(page).response["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
    context.close()
    assert found == []
