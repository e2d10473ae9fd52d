"""Places a reader would mark on a map: missed, an event is lost; made up, one is invented."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casemate.locate.sites import find_site
from casemate.nouns import Document, Mention, MentionKind, PlaceMention, Site, Where
from casemate.read.places import find_places


def read(
    text: str,
    *,
    sites: tuple[Site, ...] = (),
    mentions: tuple[Mention, ...] = (),
    toponyms: tuple[tuple[int, int], ...] | None = None,
    **fields: str,
) -> list[tuple[str, PlaceMention]]:
    """The words of each place found, and the place."""
    document = Document(
        "d", text, lang="en", toponyms=toponyms, published=datetime(2024, 12, 1, tzinfo=UTC),
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip
    found = find_places(document, mentions, sites)
    return [(text[p.span[0] : p.span[1]], p) for p in found]


def words(found: list[tuple[str, PlaceMention]]) -> list[str]:
    return [name for name, _ in found]


def ids(found: list[tuple[str, PlaceMention]]) -> dict[str, int | None]:
    return {name: p.geonameid for name, p in found}


def test_context_tells_namesakes_apart() -> None:
    texas = ids(read("Police in Paris said the driver was from Dallas, Texas."))
    france = ids(read("Police in Paris said the suspect had left France."))
    assert texas["Paris"] == 4717560
    assert france["Paris"] == 2988507


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("He was born in Paris, Kentucky.", 4303602),
        ("He was born in Paris, Ky., and moved on.", 4303602),
        ("He was born in Paris (Texas).", 4717560),
        ("The plant in London, Ontario, closed.", 6058560),
        ("The plant in London closed.", 2643743),
    ],
)
def test_what_the_text_writes_beside_a_name_decides(text: str, number: int) -> None:
    assert number in ids(read(text)).values()


def test_country_or_state_by_their_company() -> None:
    assert ids(read("Tbilisi said that Georgia had not moved."))["Georgia"] == 614540
    assert ids(read("The Atlanta police said that Georgia had not moved."))["Georgia"] == 4197000


def test_a_demonym_is_kept_with_its_country_and_never_mapped() -> None:
    found = read("A Russian convoy left.")
    assert words(found) == ["Russian"]
    place = found[0][1]
    assert (place.kind, place.where, place.geonameid) == ("demonym", None, 2017370)


def test_a_point_a_kind_and_a_radius_always() -> None:
    for name, place in read("Latakia, in Syria, lies on the Mediterranean Sea."):
        assert place.where is not None, name
        assert place.where.radius_m > 0
        assert place.kind
    syria = dict(read("He spoke of Syria."))["Syria"]
    assert syria.kind == "country"
    assert syria.where is not None
    assert syria.where.radius_m > 50_000


@pytest.mark.parametrize(
    "text",
    [
        "Paris Jackson told reporters that she was tired.",
        "Mr. Dallas said nothing. Dallas then left the room.",
        "John Lexington said so.",
        "It was a nice day and reading is mobile.",
        "They told us to go.",
    ],
)
def test_persons_and_words_are_no_places(text: str) -> None:
    assert read(text) == []


def test_the_possessive_is_no_part_of_the_name() -> None:
    assert words(read("Syria's army left Homs’ suburbs.")) == ["Syria", "Homs"]


def test_roads_and_creeks_are_places_without_a_point() -> None:
    found = dict(read("The truck stopped on Orchard Street near Fishing Creek."))
    assert found["Orchard Street"].kind == "street"
    assert found["Fishing Creek"].kind == "river"
    assert found["Orchard Street"].where is None


def test_a_base_is_found_beside_a_word_of_its_kind() -> None:
    found = dict(read("Jets left the Khadem airbase, and Hmeimim, in Latakia province, was busy."))
    assert found["Khadem airbase"].name == "Al Khadim Air Base"
    assert found["Hmeimim"].name == "Khmeimim Air Base"
    assert found["Hmeimim"].kind == "airfield"


def test_the_town_the_port_and_what_the_port_means() -> None:
    text = (
        "In Tartus people queued. The port of Tartus was empty. "
        "Two ships had left the port, and the base was quiet."
    )
    found = read(text)
    assert words(found) == ["Tartus", "port of Tartus", "the port", "the base"]
    assert found[0][1].geonameid == 163345
    assert {p.name for _, p in found[1:]} == {"Tartus naval facility"}


def test_the_base_without_a_base_is_nothing() -> None:
    assert read("He left the base at noon.") == []
    far = "Khmeimim Air Base is in Syria. " + "Nothing happened. " * 100 + "The base fell."
    assert "The base" not in words(read(far))


def test_the_case_comes_first() -> None:
    tartus = find_site("tartus")
    assert tartus is not None
    mine = Site("quay", "Tartous", "port", ("Tartous", "ميناء طرطوس"), Where(35.88, 34.9, 500))
    found = dict(read("Ships left Tartous. They say طرطوس and ميناء طرطوس.", sites=(mine,)))
    assert found["Tartous"].site == "quay"
    assert found["Tartous"].where == mine.where
    assert found["ميناء طرطوس"].site == "quay"
    town = dict(read("Ships left Tartus naval base for Tartus.", sites=(tartus,)))
    assert town["Tartus naval base"].site == "tartus"
    assert town["Tartus"].site is None


def test_a_site_of_the_case_without_a_point_takes_the_known_one() -> None:
    bare = Site("khmeimim", "Khmeimim", "airfield", ("Khmeimim",))
    found = dict(read("At Khmeimim, all was quiet.", sites=(bare,)))
    assert found["Khmeimim"].where is not None
    assert found["Khmeimim"].where.lat_deg == pytest.approx(35.4, abs=0.1)


def test_given_toponyms_and_only_they_are_resolved() -> None:
    text = "Paris and Dallas, Texas. Nosuchville too; Hmeimim air base."
    spans = tuple(
        (text.index(n), text.index(n) + len(n))
        for n in ("Hmeimim air base", "Paris", "Dallas", "Nosuchville")
    )
    found = read(text, toponyms=spans)
    assert [p.span for _, p in found] == sorted(spans)
    assert ids(found)["Paris"] == 4717560
    assert dict(found)["Nosuchville"].where is None
    assert dict(found)["Nosuchville"].kind == "unknown"
    assert dict(found)["Hmeimim air base"].name == "Khmeimim Air Base"
    assert read(text, toponyms=()) == []


def test_the_mention_model_is_heard() -> None:
    text = "The Moscow sank. Crews were sent to Kelleyland."
    ship = Mention((4, 10), MentionKind.EQUIPMENT, "Moscow")
    hamlet = Mention((36, 46), MentionKind.PLACE, "Kelleyland")
    assert "Moscow" not in words(read(text, mentions=(ship,)))
    assert "Kelleyland" in words(read(text, mentions=(hamlet,)))
    sure = Mention((4, 10), MentionKind.PLACE, "Moscow")
    assert "Moscow" in words(read(text, mentions=(sure,)))


def test_an_address_hints_at_a_home_and_its_absence_harms_nothing() -> None:
    text = "Council members in Lexington met on Tuesday. Paris was not named."
    assert read(text, url="http://www.parisnews.example/a", outlet="Paris News")
    assert read(text, url="not a url: [", outlet="")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\u200f" + "شوهدت الطائرات في حميميم. " * 3,
        "Paris\u202e siraP \u2066Homs\u2069 and Тартус, Homs\ud800",
        "A" * 10_000,
        "Paris " * 5_000,
        "St. " * 3_000,
        "of the and " * 2_000,
        "Paris,, ,Texas ( Texas ) -- Paris-Paris-Texas",
    ],
)
def test_odd_texts_are_read_and_offsets_hold(text: str) -> None:
    check_spans(text, read(text))


def check_spans(text: str, found: list[tuple[str, PlaceMention]]) -> None:
    reached = 0
    for name, place in found:
        assert reached <= place.span[0] < place.span[1] <= len(text)
        assert name == name.strip()
        reached = place.span[1]


_PIECES = st.sampled_from(
    ["Paris", "Tartus", "the base", "the port of", "Hmeimim", "air base", "Texas", ",", ".", " ",
     "\n", "\n\n", "said", "Mr.", "U.S.", "St.", "Orchard Street", "حميميم", "Тартус", "'s", "-",
     "in", "of", "Fort", "Lake", "County", "Russian", "(", ")", "é", "\U0001f6e9", "al-", "42nd"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=6), max_size=40), st.booleans())
def test_spans_lie_in_the_text_in_order_and_apart(pieces: list[str], with_site: bool) -> None:
    text = " ".join(pieces) if with_site else "".join(pieces)
    site = Site("tartus", "Tartus", "port", ("Tartus", "Тартус", "حميميم"), Where(35.9, 34.9, 500))
    check_spans(text, read(text, sites=(site,) if with_site else ()))
