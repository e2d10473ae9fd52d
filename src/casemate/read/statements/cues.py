"""Reporting verbs and what they say of act and stance. Rules as data; the code is in by_rules."""

from __future__ import annotations

from casemate.nouns import Act, Stance

# base form: all finite forms that occur in reports.
_FORMS = {
    Act.SAYS: {
        Stance.ASSERTS: """said says say|told tells tell|reported reports|added adds|
            announced announces|claimed claims|confirmed confirms|
            warned warns|stated states|noted notes|wrote writes|
            cited cites|linked links|argued argues|insisted insists|
            acknowledged acknowledges|admitted admits|conceded concedes|
            explained explains|declared declares|testified testifies|
            stressed stresses|emphasized emphasizes|
            maintained maintains|alleged alleges|asserted asserts|
            described describes|predicted predicts|estimated estimates|
            concluded concludes|replied replies|answered answers|
            commented comments|recalled recalls|posted posts|
            tweeted tweets|quoted quotes|indicated indicates indicate|
            assessed assesses|revealed reveals|reiterated reiterates|
            repeated repeats|remarked remarks|responded responds|
            suggested suggests suggest|hinted hints""",
        Stance.DENIES: """denied denies|rejected rejects|dismissed dismisses|
            disputed disputes|refuted refutes""",
    },
    Act.PERCEIVES: {
        Stance.ASSERTS: """showed shows show|saw sees|observed observes|
            spotted spots|heard hears|found finds""",
    },
    Act.BELIEVES: {
        Stance.ASSERTS: """believed believes believe|thinks think thought|expected expects expect|
            doubted doubts|considered considers""",
    },
    Act.INTENDS: {
        Stance.ASSERTS: """plans planned|intends intended|vowed vows|
            promised promises|pledged pledges|threatened threatens|
            offered offers|wants wanted""",
    },
    Act.DECIDES: {
        Stance.ASSERTS: "decided decides|ordered orders|ruled rules|agreed agrees agree",
    },
    Act.FEELS: {
        Stance.ASSERTS: "feared fears|hoped hopes|welcomed welcomes",
    },
}

CUES: dict[str, tuple[Act, Stance]] = {
    form: (act, stance)
    for act, stances in _FORMS.items()
    for stance, forms in stances.items()
    for form in forms.replace("|", " ").split()
}
# Cues that nearly always open a content clause or quotation; the others need "that" or a quote.
PLAIN_CUES = frozenset(
    form
    for form, (act, _) in CUES.items()
    if act is Act.SAYS
    and form
    not in """reports claims posts comments quotes remarks notes links answers estimates states
    described describes dismissed rejected disputed dismisses rejects cited cites linked quoted
    writes recalls repeats repeated responds responded""".split()
)
# Cues that take a noun phrase rather than a clause as what is said.
NOUN_CUES = frozenset("linked links cited cites denied denies rejected rejects dismissed".split())
