"""Words that tell what a name names; tables, so that a reader can argue with them."""

from __future__ import annotations

from casemate.locate.names import exact_key
from casemate.locate.tables import split, table

COUNTY_WORDS = frozenset(
    "county parish borough district governorate province oblast raion township twp prefecture "
    "counties".split()
)
# "Northern Syria", "Greater London": a part of the place, or a bit more of it.
PREFIXES = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern central upper lower greater "
    "mid inner outer downtown old metro metropolitan rural near the suburban".split()
)
DEMONYMS: dict[str, str] = {
    exact_key(form): split(row["names"])[0]
    for row in table("countries")
    for form in split(row["demonyms"])
}
DEMONYMS |= {
    "european": "Europe", "asian": "Asia", "african": "Africa", "south ossetian": "South Ossetia",
    "abkhaz": "Abkhazia", "abkhazian": "Abkhazia", "chechen": "Chechnya", "crimean": "Crimea",
    "english": "England", "scottish": "Scotland", "scot": "Scotland", "welsh": "Wales",
    "texan": "Texas", "californian": "California", "catalan": "Catalonia", "gazan": "Gaza Strip",
    "middle eastern": "Middle East", "latin american": "Latin America", "siberian": "Siberia",
    "north african": "North Africa", "central asian": "Central Asia", "soviet": "",
    "londoner": "London", "parisian": "Paris", "new yorker": "New York", "southeast asian":
    "Southeast Asia", "kurdish": "Kurdistan", "tibetan": "Tibet", "bavarian": "Bavaria",
    "scandinavian": "Scandinavia", "hawaiian": "Hawaii", "floridian": "Florida",
    "quebecois": "Quebec", "west african": "West Africa", "east african": "East Africa",
}  # fmt: skip
DEMONYMS = {form: place for form, place in DEMONYMS.items() if place}
