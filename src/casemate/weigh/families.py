"""Families of words that report the same kind of happening or thing, as tables.

Written for reporting on places, forces, ships, aircraft and infrastructure. A happening has a
family; some families oppose each other, and a negated word counts as its opposite ("has not left"
is *stay*). Entries are compared by their
stems, those with = by the form itself; two words that belong together are joined by an underscore.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from casemate.weigh.stems import stem
from casemate.words.fold import fold

# family: words. What happens, or how things stand.
HAPPENINGS: Mapping[str, str] = {
    "leave": """leave depart departure exit quit vacate abandon evacuate evacuation withdraw
        withdrawal pullout pull-out pullback pull-back retreat flee escape empty gone relinquish
        go_home going_home bring_home bringing_home pull_out pull_back move_out give_up
        put_to put_out weigh_anchor draw_down scale_back pack_up packing clear_out take_out
        come_off come_down bring_back ship_out fly_out go_out set_sail slip_its cast_off draw_in
        pull_soldiers out_of sail""",
    "stay": """stay remain keep retain maintain cling persist hold_on hang_on hold_onto still
        in_place little_change stand_by""",
    "arrive": """arrive arrival land reach enter dock berth return come_back put_in moor_up
        bring_round""",
    "absent": "empty bare vacant absent desert missing vanish disappear no_longer none_left",
    "present": "present presence alongside park moor station deploy nearby close near vicinity",
    "anchor": "=anchored anchorage at_anchor drop_anchor to_anchor ride_to",
    "sail": """steam underway cruise voyage transit cross pass head bound under_way go_north
        go_south come_through""",
    "stop": "stop halt idle drift adrift motionless",
    "slow": "slow decelerate lose_way drop_speed loss_of",
    "move": """move shift transfer redeploy redeployment send ship carry fly shuttle travel
        relocate relocation""",
    "load": """load embark pack crate dismantle disassemble ready strip cargo take_apart
        take_to make_ready""",
    "fail": """fail failure outage interrupt interruption down lose dead silent trip disrupt
        disruption disconnect fault cease out_of go_dark go_down fall_silent go_dead stop_carry
        stop_work been_out drop_to""",
    "cut": """cut sever break breakage damage hit snap part tear rip destroy rupture wreck""",
    "repair": """repair restore fix mend reconnect back_in work_again traffic_again up_again
        back_up light_return resume""",
    "pull": "pull tug stretch yank tear",
    "drag": "drag trawl plough plow furrow haul trail",
    "deliberate": """deliberate deliberately intent intentional intentionally purpose sabotage
        plot malicious hostile premeditate""",
    "accident": """accident accidental accidentally mishap inadvertent unintended unintentional
        chance coincidence innocent negligence""",
    "probe": "investigate investigation inquiry probe case examine",
    "crime": "terrorism terrorist terror crime criminal offence",
    "board": """board aboard onboard inspect inspection commando boarding""",
    "detain": "detain detention arrest custody ban keep_from may_not",
    "attack": "attack strike shell bomb raid fire missile drone",
    "capture": """capture overrun seize seizure conquer take_control fall storm loot
        overran""",
    "control": "control command hold hand power",
    "safe": "safe safety secure security guarantee assurance vouch",
    "talk": """talk negotiate negotiation discuss discussion dialogue contact consult
        the_table""",
    "deal": "deal agreement accord arrangement understanding pact treaty contract",
    "decide": "decide decision settle final finally early premature soon",
    "annul": "annul cancel cancellation scrap revoke tear_up terminate",
    "permit": "allow permit permission grant let heed approve approval",
    "refuse": "refuse refusal reject rejection turn_down bar block",
    "demand": "demand request ask approach ultimatum deadline urge",
    "cooperate": "cooperate cooperation help assist work_together work_with",
    "blame": "blame accuse accusation absurd baseless groundless unfounded",
    "find": "find discover detect discovery",
    "guard": "guard protect patrol escort watch",
    "strengthen": "strengthen reinforce reinforcement bolster more",
    "reduce": "reduce reduction shrink diminish fall drop limit lessen",
    "rise": "rise increase grow growth surge uptick",
    "exercise": "exercise drill manoeuvre maneuver training",
    "bend": "bend twist crook contort deform shape crooked",
    "off": "off disable shut dark turn_off switch_off shut_down",
    "cause": "cause responsible culprit blame",
    "regroup": "regroup redeploy reposition",
    "see": "see sight spot observe",
    "show": "show reveal depict",
    "announce": "announce declare proclaim",
}

# family: words. What it happens to, or who does it.
THINGS: Mapping[str, str] = {
    "warship": """warship warships frigate frigates squadron fleet flotilla navy naval corvette
        destroyer submarine vessel vessels ship ships hull hulls craft boat combat vessels""",
    "ship": """ship vessel carrier tanker freighter boat bulk hull ships vessels merchant
        cutter trawler""",
    "aircraft": """aircraft plane planes aeroplane aeroplanes jet jets airlifter transport
        freighter freighters antonov antonovs ilyushin an-124 an-124s il-76 helicopter helicopters
        gunship flight flights airplane lifter lifters ruslan ruslans""",
    "troops": """troop troops soldier soldiers force forces unit units contingent servicemen army
        military men personnel garrison brigade""",
    "weapons": """weapon weapons weaponry arms equipment hardware armour armor artillery missile
        missiles battery radar kit gear materiel technique machines""",
    "vehicles": "vehicle vehicles truck trucks lorry lorries convoy column tank tanks trucks",
    "base": """base bases airbase airfield facility installation compound compounds site sites
        outpost outposts garrison aerodrome field""",
    "port": "port harbour harbor pier piers quay quays berth berths dock docks breakwater mooring",
    "front": "front frontline line lines trench trenches position positions post posts",
    "cable": "cable cables line lines link wire wires connection circuit fibre fiber",
    "power": "power electricity capacity megawatt megawatts grid supply mw",
    "internet": "internet bandwidth traffic data telecom network capacity",
    "anchor": "anchor anchors fluke flukes chain hawsepipe windlass arm",
    "crew": "crew sailor sailors seaman seamen mariner",
    "captain": "captain master skipper commander shipmaster",
    "spies": """spy spies spying intelligence services espionage listening eavesdropping
        surveillance""",
    "track": "trail track furrow mark trace path trench",
    "prosecutor": "prosecutor prosecutors prosecution",
    "officers": "officer officers commander commanders general generals brass men",
    "rebels": "rebel rebels opposition insurgents jihadist jihadi jihadis militants fighters",
    "shadow": "shadow dark fleet sanctions",
    "patrol": "patrol coastguard coast guard navy naval warship",
}

# Families of which one denies the other at the same time and place.
OPPOSED: frozenset[frozenset[str]] = frozenset(
    frozenset(pair)
    for pair in (
        ("leave", "stay"),
        ("leave", "arrive"),
        ("leave", "present"),
        ("absent", "present"),
        ("absent", "stay"),
        ("deliberate", "accident"),
        ("fail", "repair"),
        ("permit", "refuse"),
        ("anchor", "sail"),
        ("strengthen", "reduce"),
        ("rise", "reduce"),
        ("safe", "capture"),
        ("slow", "sail"),
    )
)
# Those that cannot both be at one time; the others may be of different parts of a thing.
EXCLUSIVE: frozenset[frozenset[str]] = frozenset(
    frozenset(pair)
    for pair in (
        ("leave", "stay"),
        ("deliberate", "accident"),
        ("fail", "repair"),
        ("permit", "refuse"),
        ("safe", "capture"),
    )
)
# What a negated word of a family comes to.
NEGATED: Mapping[str, str] = {
    "leave": "stay",
    "stay": "leave",
    "deliberate": "accident",
    "accident": "deliberate",
    "permit": "refuse",
    "refuse": "permit",
    "present": "absent",
    "absent": "present",
    "move": "stay",
}
# What one happening brings with it: who has left is absent, what is cut has failed.
IMPLIES: Mapping[str, tuple[str, ...]] = {
    "leave": ("absent",),
    "arrive": ("present",),
    "anchor": ("stop", "stay"),
    "stop": ("stay",),
    "cut": ("fail",),
    "capture": ("control",),
    "detain": ("stay",),
    "load": ("move",),
}
# Words that negate what stands before them: "an accident most improbable".
_DOUBTS = frozenset("improbable unlikely implausible impossible unthinkable".split())
_NEGATIONS = frozenset(
    """no not never nobody none nothing neither nor without cannot n't hardly deny denied denies
    disputes rejects rules no-one""".split()
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|n't")
# A negation reaches so many words ahead.
_REACH = 5


@dataclass(frozen=True, slots=True)
class Families:
    """What a text says happens, and to what.

    happenings: families, negated ones replaced by their opposite, or "not-" and the family, with
    what they imply; stated: the same without.
    """

    happenings: frozenset[str]
    things: frozenset[str]
    negated: bool
    stated: frozenset[str]


def opposed(a: Families, b: Families) -> bool:
    """Whether what one text states cannot be while what the other states is."""
    return any(
        frozenset((x, y)) in EXCLUSIVE or x == f"not-{y}" or y == f"not-{x}"
        for x in a.stated
        for y in b.stated
    )


@functools.lru_cache(maxsize=100_000)
def families_of(text: str) -> Families:
    """The families whose words stand in a text."""
    forms = _WORD.findall(fold(text).replace("n't", " n't"))
    words = [_stem(w) for w in forms]
    negations = [k for k, word in enumerate(words) if word in _NEGATIONS]
    doubts = [k for k, word in enumerate(forms) if word in _DOUBTS]
    happenings: set[str] = set()
    stated: set[str] = set()
    things: set[str] = set()
    for k, word in enumerate(words):
        pair = f"{word} {words[k + 1]}" if k + 1 < len(words) else ""
        named = (pair, word, f"={forms[k]}")
        for family in dict.fromkeys(f for key in named for f in _index(True).get(key, ())):
            negated = any(0 < k - n <= _REACH for n in negations) != any(
                0 < d - k <= _REACH for d in doubts
            )
            found = NEGATED.get(family, f"not-{family}") if negated else family
            stated.add(found)
            happenings.update((found, *IMPLIES.get(found, ())))
        things.update(_index(False).get(word, ()))
    return Families(frozenset(happenings), frozenset(things), bool(negations), frozenset(stated))


def _stem(word: str) -> str:
    return word if word in _NEGATIONS else stem(word)


@functools.lru_cache(maxsize=2)
def _index(happenings: bool) -> Mapping[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for family, words in (HAPPENINGS if happenings else THINGS).items():
        for entry in words.split():
            key = entry if entry[0] == "=" else " ".join(_stem(part) for part in entry.split("_"))
            if family not in index.setdefault(key, []):
                index[key].append(family)
    return {key: tuple(families) for key, families in index.items()}
