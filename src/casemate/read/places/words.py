"""Words that tell what a name names; tables, so that a reader can argue with them."""

from __future__ import annotations

from importlib.resources import files

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


def _listed(name: str) -> frozenset[str]:
    text = (files(__package__) / "tables" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


# Words of the language that are names of places too; and given names.
COMMON = _listed("common_words")
GIVEN = _listed("given_names")
TITLES = frozenset(
    "mr mrs ms miss dr prof professor rev reverend gov sen rep lt col gen maj capt sgt cpl pvt "
    "adm cmdr officer detective deputy sheriff judge justice attorney coach president senator "
    "governor representative congressman congresswoman mayor councilman councilwoman commissioner "
    "secretary minister chancellor king queen prince princess sir lord lady pope father sister "
    "brother saint captain major colonel lieutenant sergeant general admiral private corporal "
    "chief director chairman chairwoman spokesman spokeswoman superintendent principal actor "
    "actress singer author inspector constable trooper ambassador patriarch bishop cardinal "
    "archbishop ayatollah sheikh imam emir sultan coroner prosecutor solicitor treasurer premier "
    "delegate alderman supt insp const det dep cllr hon".split()
)
# What follows the name of a place in the name of a body that belongs to it.
BODY_WORDS = frozenset(
    "police sheriff department city state mayor fire high community public district school schools "
    "board council town county attorney superior regional senior volunteer circuit court foreign "
    "coroner chamber medical detention area electric arts central health gov governor courthouse "
    "municipal middle democrat democrats republican republicans environmental fair junior water "
    "hospital memorial commissioners parks common senate sens sen rep reps house division "
    "association metropolitan film village interior clerk adult civic historical secretary lottery "
    "bureau elementary embassy ministry parliament government national army navy air force forces "
    "airport port president premier chancellor prime prosecutor commission committee center centre "
    "library museum university college church jail legislature assembly supreme federal utilities "
    "power gas fairgrounds rotary lions kiwanis ymca humane animal airlines embassies consulate "
    "general defense defence finance transport transportation intelligence security coast guard "
    "observatory chamber housing emergency ems speedway sectionals partnership liquor".split()
)
MEDIA_WORDS = frozenset(
    "times post herald tribune news press journal gazette chronicle register telegraph star sun "
    "observer examiner dispatch record citizen mercury courier sentinel inquirer globe review "
    "beacon advocate daily weekly magazine leader mail echo bulletin intelligencer ledger".split()
)
TEAM_WORDS = frozenset(
    "hotspur cowboys rangers lakers yankees mets jets giants dodgers angels cubs bears bulls "
    "tigers lions wings pistons braves falcons hawks marlins dolphins heat rays buccaneers united "
    "rovers wanderers albion athletic eagles phillies flyers celtics bruins patriots sox bengals "
    "reds browns cavaliers indians pirates steelers penguins royals chiefs cardinals blues "
    "raiders warriors kings sharks astros texans rockets spurs mavericks stars hurricanes "
    "panthers hornets titans grizzlies saints pelicans jaguars broncos nuggets avalanche rockies "
    "sounders mariners seahawks blazers timbers jazz suns diamondbacks coyotes canucks flames "
    "oilers leafs raptors canadiens senators trojans bruins wolverines buckeyes badgers gophers "
    "huskies bulldogs gamecocks volunteers razorbacks longhorns aggies sooners mountaineers "
    "gators seminoles".split()
)
# What makes a place of the words before it, and of which kind.
FEATURE_WORDS = {
    "street": "street", "st": "street", "road": "street", "rd": "street", "avenue": "street",
    "ave": "street", "drive": "street", "boulevard": "street", "blvd": "street",
    "highway": "street", "hwy": "street", "parkway": "street", "pkwy": "street", "lane": "street",
    "crescent": "street", "turnpike": "street", "expressway": "street", "freeway": "street",
    "terrace": "street", "pike": "street",
    "river": "river", "creek": "river", "lake": "lake", "reservoir": "lake", "pond": "lake",
    "bay": "sea", "sound": "sea", "inlet": "sea", "gulf": "sea", "sea": "sea", "ocean": "sea",
    "strait": "strait", "straits": "strait", "canal": "canal", "cape": "cape", "peninsula": "cape",
    "island": "island", "islands": "island", "isle": "island", "isles": "island",
    "mountain": "mountain", "mountains": "mountain", "mount": "mountain", "valley": "area",
    "canyon": "area", "desert": "area", "wilderness": "park", "forest": "park", "park": "park",
    "prairie": "area", "beach": "city", "heights": "city", "hills": "city", "springs": "city",
    "falls": "city", "township": "county", "twp": "county", "county": "county",
    "parish": "county", "province": "region", "governorate": "region", "oblast": "region",
    "peak": "mountain", "ridge": "mountain", "dam": "lake", "harbor": "port", "harbour": "port",
    "airport": "airfield", "airbase": "base", "bridge": "facility",
}  # fmt: skip
LEADING_FEATURES = {
    "lake": "lake", "mount": "mountain", "mt": "mountain", "river": "river", "cape": "cape",
    "fort": "base", "ft": "base", "camp": "base", "interstate": "street", "highway": "street",
    "route": "street", "isle": "island", "port": "port",
}  # fmt: skip
PLACE_NOUNS = frozenset(
    "area areas resident residents native natives man woman men women couple teenager teen "
    "motorist police officials official city town school schools hospital airport region suburb "
    "neighborhood neighbourhood coast border capital province district county residence home "
    "downtown campus office offices branch store plant factory mayor council councillor councilman "
    "government authorities forces troops soldiers army based bound born born-and-raised metro "
    "and where".split()
)
SPEECH = frozenset(
    "said says told added asked replied stated explained noted joked recalled insisted testified "
    "wrote thinks believes hopes wants was is has had who whose will would can could "
    "pleaded".split()
)
