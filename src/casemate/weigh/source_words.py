"""The words by which a source is recognised for what it is, as tables."""

from __future__ import annotations

import re

# Companies and programmes whose pictures are cited by name; a picture's origin is the firm.
FIRMS = (
    "maxar",
    "vantor",
    "planet labs",
    "planetscope",
    "planet",
    "blacksky",
    "airbus",
    "pleiades",
    "iceye",
    "umbra",
    "capella",
    "satellogic",
    "imagesat",
    "copernicus",
    "sentinel-1",
    "sentinel-2",
    "landsat",
    "kompsat",
    "jilin",
)
# Free data that anybody may analyse: there the origin is who made the analysis.
FREE_DATA = frozenset({"copernicus", "sentinel-1", "sentinel-2", "landsat"})

IMAGERY = re.compile(
    r"\b(?:satellite|imagery|images?|pictures?|photo(?:s|graphs?)?|frames?|scenes?|footage|videos?|"
    r"camera|webcam|still from|orbital|radar (?:image|picture|scene)|lens|sentinel-[12]|drone)\b"
)
TRACKING = re.compile(
    r"\b(?:marinetraffic|vesselfinder|vessel finder|marine traffic|flightradar24?|ads-?b|adsb|ais|"
    r"transponder|tracking (?:data|site|sites|service|positions|website|hobbyists)|"
    r"(?:ship|flight|vessel)[- ]track(?:ing|ers?)|(?:ship|vessel) data|flight records|icarus|"
    r"global fishing watch|lloyd's list intelligence|positions? from)\b"
)
OWN = re.compile(
    r"\b(?:(?:our|this) (?:own )?(?:\w+ )?(?:correspondents?|reporters?|journalists?|photographer|"
    r"teams?|crew|lens|camera|newspaper|paper|site|outlet|magazine|long lens|desk|analysis)|"
    r"this (?:newspaper|paper|site|outlet|news agency))\b|^we$"
)
OWN_ROLE = re.compile(r"\b(?:correspondent|reporter|journalist|team|photograph(?:er)?|desk)\b")
TALK = re.compile(
    r"\b(?:rumou?rs?|gossip|viral|social media|posts? shared|insiders|some people|"
    r"people are saying|(?:telegram|video|local|social) channels?|a website|websites|bloggers|"
    r"(?:western|local|foreign|some) media|online|word on|"
    r"the internet|netizens)\b"
)
DOCUMENT = re.compile(
    r"\b(?:log|logs|graph|chart|recorder|data ?sheet|records?|register|database|manifest|"
    r"filings?|document|memo|letter|leaked|trace|readout|load sheet|bulletin)\b"
)
# Heads of phrases for people who are not named.
PEOPLE = re.compile(
    r"\b(?:officials?|sources?|officers?|diplomats?|residents?|witness(?:es)?|eyewitness(?:es)?|"
    r"workers?|soldiers?|fighters?|people|persons?|locals?|fisherm[ae]n|employees?|aides?|guards?|"
    r"drivers?|shopkeepers?|rebels?|commanders?|analysts?|experts?|researchers?|investigators?|"
    r"pilots?|skippers?|masters?|captains?|sailors?|crew|technicians?|engineers?|divers?|"
    r"splicers?|teachers?|watchm[ae]n|porters?|traders?|merchants?|brokers?|agents?|managers?|"
    r"representatives?|figures?|insiders?|interlocutors?|functionar(?:y|ies)|informants?|"
    r"businessm[ae]n|hobbyists|amateurs?|mates?|deckhands?|hydrographers?|suppliers?|contractors?|"
    r"members?|negotiators?|sentr(?:y|ies)|corporals?|sergeants?|lieutenants?|colonels?|"
    r"spokes(?:man|woman|person|people)|m[ae]n|wom[ae]n|cousin|relatives?|neighbou?rs?|"
    r"forwarders?|passers-?by|cell|hand|handler|servicemen|troops|militants?)\b"
)
# Words that make a capitalised phrase a body and not a person.
BODY = re.compile(
    r"\b(?:ministr(?:y|ies)|minister(?:s)?|government|kremlin|pentagon|forces?|army|navy|military|"
    r"police|guard|customs|authorit(?:y|ies)|agency|bureau|service|services|intelligence|command|"
    r"commission|council|parliament|embassy|office|department|directorate|prosecut(?:or|ors|ion)|"
    r"institute|union|nato|company|corporation|group|party|movement|court|administration|academy|"
    r"university|cent(?:er|re)|board|institution|association|committee|presidency|regulator|"
    r"operator|bank|foundation|fleet|defen[cs]e|hts|un|eu|white house|state department|state)\b"
)
MEDIA = re.compile(
    r"\b(?:reuters|afp|associated press|ap|dpa|tass|interfax|ria novosti|ria|xinhua|anadolu|cnn|"
    r"bbc(?: verify)?|al jazeera|al arabiya|sky news|fox news|nbc|cbs|abc news|pbs|npr|msnbc|"
    r"voice of america|voa|radio free europe|rfe/rl|deutsche welle|dw|euronews|france 24|"
    r"financial times|ft|wall street journal|wsj|new york times|nyt|washington post|the times|"
    r"the telegraph|the guardian|bloomberg|politico|axios|der spiegel|spiegel|le monde|bild|"
    r"el pais|kyiv independent|ukrinform|unian|meduza|novaya gazeta|kommersant|izvestia|haaretz|"
    r"jerusalem post|usni news|naval news|lloyd's list|janes|the war zone|yle|svt|lrt|err|dr|stt|"
    r"nrk|tv2|iltalehti|aftonbladet|helsingin sanomat|dagens nyheter|"
    r"newspaper|news agency|broadcaster|network|the paper|the daily|the outlet|the journal|"
    r"the naval site|magazine|dispatch|news site|television)\b"
)
# "a", "another", "two": a new speaker enters; "the", "they", "one of them": an old one goes on.
NEW_SPEAKER = re.compile(
    r"^(?:an?|another|two|three|four|five|six|seven|several|some|other|a second|a third)\b(?! of)"
)
TOLD_US = re.compile(
    r"\b(?:told|tells|telling|said to|spoke to|wrote to|rang|reached by|asked by)\s+"
    r"(?:us|me|this|our|the)\b|\bwe (?:rang|reached|asked|quoted|spoke)\b|\bto us\b"
    r"|\breached by (?:tele)?phone\b"
)
# A report that is fresh on the day of publication, or says of itself that it is not.
FRESH = re.compile(
    r"\b(?:today|this (?:morning|afternoon|evening)|tonight|(?:on|late|early|earlier) "
    r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday)\b",
    re.IGNORECASE,
)
STALE = re.compile(
    r"\bhad (?:said|told|written|put|stated|announced|argued|claimed|spoken|explained)\b|"
    r"\b(?:spoke|said) then\b|"
    r"\b(?:a (?:week|month|year)|days|weeks|months) (?:ago|earlier|before)\b|"
    r"\bcontinues?\b|\bstill\b|\bearlier\b",
    re.IGNORECASE,
)
NATIONS = {
    "american": "us",
    "america": "us",
    "americans": "us",
    "u.s": "us",
    "usa": "us",
    "united states": "us",
    "washington": "us",
    "british": "uk",
    "britain": "uk",
    "london": "uk",
    "russia": "russian",
    "moscow": "russian",
    "syria": "syrian",
    "damascus": "syrian",
    "ukraine": "ukrainian",
    "kyiv": "ukrainian",
    "sweden": "swedish",
    "stockholm": "swedish",
    "finland": "finnish",
    "finns": "finnish",
    "denmark": "danish",
    "copenhagen": "danish",
    "norway": "norwegian",
    "germany": "german",
    "berlin": "german",
    "france": "french",
    "paris": "french",
    "poland": "polish",
    "estonia": "estonian",
    "latvia": "latvian",
    "lithuania": "lithuanian",
    "vilnius": "lithuanian",
    "china": "chinese",
    "beijing": "chinese",
    "turkey": "turkish",
    "ankara": "turkish",
    "israel": "israeli",
    "iran": "iranian",
    "tehran": "iranian",
    "iraq": "iraqi",
    "libya": "libyan",
    "lebanon": "lebanese",
    "egypt": "egyptian",
    "japan": "japanese",
    "taiwan": "taiwanese",
    "korea": "korean",
    "india": "indian",
    "italy": "italian",
    "spain": "spanish",
    "portugal": "portuguese",
    "greece": "greek",
    "netherlands": "dutch",
    "belgium": "belgian",
    "georgia": "georgian",
    "belarus": "belarusian",
    "moldova": "moldovan",
    "romania": "romanian",
    "europe": "european",
    "eu": "european",
}
# What institution a phrase names, once its country is taken off; the first that fits.
INSTITUTIONS = (
    (
        re.compile(r"\bdefen[cs]e (?:minist(?:er|ry)|secretary|department)|ministry of defen[cs]e"),
        "defence ministry",
    ),
    (re.compile(r"\bcoast ?guard\b"), "coast guard"),
    (re.compile(r"\bborder guard\b"), "border guard"),
    (re.compile(r"\bintelligence\b"), "intelligence"),
    (
        re.compile(r"\b(?:armed forces|defen[cs]e forces?|navy|naval|army|military|air force)\b"),
        "forces",
    ),
    (
        re.compile(r"\bforeign (?:minist(?:er|ry)|affairs|secretary|office)\b|state department"),
        "foreign ministry",
    ),
    (
        re.compile(r"\b(?:interior|home) (?:minist(?:er|ry)|secretary|office)\b"),
        "interior ministry",
    ),
    (
        re.compile(
            r"\b(?:prime minister|premier|government|cabinet|chancellor)\b|civil defen[cs]e"
        ),
        "government",
    ),
    (re.compile(r"\b(?:police|bureau of investigation|detective|inspector)\b"), "police"),
    (re.compile(r"\bprosecut\w+\b"), "prosecutors"),
    (re.compile(r"\bkremlin\b"), "kremlin"),
    (re.compile(r"\bcustoms\b"), "customs"),
)
# Institutions that are one body to an outsider.
ONE_PARTY = {"defence ministry": "defence", "forces": "defence"}
# Words for an office inside a body; without them a body and its voice are one.
OFFICE_WORDS = frozenset(
    """secretary press office spokesman spokeswoman spokesperson chief executive director head
    managing technology deputy commissioner chairman owner manager general minister""".split()
)
# Heads of anonymous phrases that many people share; "diver" or "notary" says more.
COMMON_HEADS = frozenset(
    """official source officer diplomat resident witness eyewitness worker soldier fighter people
    person local employee aide guard driver rebel commander analyst expert researcher
    representative figure insider man woman senior member troop servicem investigator""".split()
)
# Somebody who knows no more than a picture shows.
LOOKED_AT = re.compile(
    r"\b(?:after (?:studying|seeing|examining|viewing|looking at)|shown|looked at|looking at|"
    r"examined|reviewed)\s+(?:\w+\s){0,3}?(?:it|them|pictures?|photos?|photographs?|images?|frames?|"
    r"footage|videos?|stills?)\b",
    re.IGNORECASE,
)
