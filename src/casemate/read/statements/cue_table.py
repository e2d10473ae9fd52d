"""What the words of a cue say of its act and stance: tables, one row for each act."""

from __future__ import annotations

from casemate.nouns import Act
from casemate.read.statements.verb_forms import lemma_table

# Verbs by what their subject does with the content. The first row that has a verb decides.
VERBS: dict[Act, str] = {
    Act.SAYS: """say tell add announce argue assert assure admit acknowledge advise affirm
        allege answer accuse appeal ask assail attest blame blast boast brief broadcast call caution
        characterize characterise charge cite claim comment communicate complain concede confirm
        condemn confess confide contend contradict counter criticize criticise declare decry define
        deliver demonstrate denounce deny depict describe detail disavow disclose dismiss dispute
        disagree echo elaborate emphasize emphasise explain exclaim express forecast give hail
        highlight hint imply indicate inform insist interject invoke joke label lament laud list
        mention mock name note object observe opine outline point praise predict proclaim pronounce
        protest publish push put question quip quote raise read recall recount rebut refer reject
        refute reiterate relate relay remark remind repeat reply report respond restate reveal
        ridicule share show signal slam sound speak specify state stipulate stress submit suggest
        summarize summarise swear talk tease testify thank tout tweet post blog underline underscore
        urge utter verify vouch warn whisper write yell shout beg plead maintain float pitch retort
        rail recommend counsel encourage implore lecture muse narrate notify quibble demand request
        rumour rumor rebuke rebuff repudiate portray present paint cast count tally record register
        log document chronicle compare class classify rate treat grade certify purport bear conclude
        corroborate substantiate prove establish reflect match trace map have carry appear speculate
        estimate assess attribute pin credit link place object agree concur instruct""",
    Act.PERCEIVES: """see hear watch witness notice spot detect overhear sense sight smell track
        capture film photograph picture locate uncover catch glimpse find discover learn realize
        realise identify""",
    Act.BELIEVES: """believe think assume consider deem doubt expect figure guess hold imagine judge
        know presume reckon regard suppose suspect understand view anticipate foresee envision
        envisage wonder calculate interpret perceive misunderstand recognize recognise remember
        forget surmise infer theorize hypothesize project trust assert""",
    Act.FEELS: """fear worry love hate like dislike enjoy regret resent appreciate admire mourn
        welcome celebrate support oppose back favour favor care mind prefer dread rejoice applaud
        approve feel hope""",
    Act.DECIDES: """decide order rule decree resolve choose vote authorize authorise ban bar command
        determine grant mandate sanction adopt enact ratify opt elect overturn uphold veto endorse
        permit allow forbid prohibit award appoint""",
    Act.INTENDS: """intend plan aim want seek wish mean try attempt prepare propose contemplate mull
        weigh threaten vow promise pledge volunteer offer refuse aspire long strive undertake look
        guarantee commit""",
}  # fmt: skip
# Nouns and other words that carry an act where no verb of the table does.
NOUNS: dict[Act, str] = {
    Act.SAYS: """according statement statements report reports reported claim claims claimed
        allegation allegations word words comment comments remark remarks announcement warning
        warnings suggestion argument arguments account accounts admission denial denials assertion
        assertions accusation accusations declaration revelation question questions answer response
        criticism criticisms call calls message line description testimony assurance assurances
        acknowledgement explanation confirmation prediction threat threats rumor rumors rumour
        rumours reportedly allegedly supposedly purportedly apparently per gist quote quotes tweet
        post citing quoting reading news evidence data going via says""",
    Act.PERCEIVES: "sight sighting observation eyewitness judging",
    Act.BELIEVES: """belief beliefs view views opinion opinions thought thoughts idea ideas notion
        theory theories assumption assessment suspicion expectation expectations conclusion doubt
        doubts confident sure certain convinced aware conviction perception sense consensus
        impression judgment judgement estimate unclear skeptical sceptical speculation conventional
        unaware unsure optimistic pessimistic presumably""",
    Act.FEELS: """fear fears concern concerns concerned worry worries worried afraid anger angry
        outrage outraged happy glad proud sorry grateful disappointed frustrated upset furious
        surprised shocked support opposition excited thrilled supportive comfortable uneasy
        nervous anxious alarmed dismayed sad sympathetic relief regret frustration enthusiasm
        hope hopes""",
    Act.DECIDES: """decision decisions ruling rulings orders verdict decree resolution law
        executive mandate""",
    Act.INTENDS: """plans intention intentions aims goal goals desire wish wishes bid effort
        efforts proposal proposals ready willing willingness eager poised promise pledge vow
        ambition determined reluctant unwilling commitment committed prepared""",
}  # fmt: skip
# Speech about what the speaker will do: an intention where "to" follows.
OWN_ACTION = frozenset("threaten vow promise pledge volunteer offer refuse commit agree".split())
# Data, pictures and instruments perceive when they do these.
OF_PICTURES = frozenset(
    """show reveal indicate confirm place put have give depict capture record register demonstrate
    document suggest list detect track log trace bear match map see picture count""".split()
)
DENIES = frozenset("deny dispute reject refute rebut contradict dismiss disavow repudiate".split())
DENIAL_NOUNS = frozenset("denial denials".split())
DOUBTS = frozenset(
    """suspect allege speculate hint fear expect wonder doubt guess assume presume anticipate rumour
    rumor predict forecast project imagine float purport surmise hypothesize theorize
    suppose""".split()
)  # fmt: skip
DOUBT_WORDS = frozenset(
    """reportedly allegedly supposedly purportedly apparently presumably seemingly possibly
    perhaps rumoured rumored unclear rumor rumour rumors rumours allegation allegations alleged
    speculation suspicion suspicions unconfirmed expectation expectations""".split()
)
AUXILIARIES = frozenset(
    """be am is are was were been being have has had having do does did will would shall should can
    could may might must not to also later then already even still now n't""".split()
)

ACT_OF_VERB: dict[str, Act] = {}
for _act, _listed in VERBS.items():
    for _verb in _listed.split():
        ACT_OF_VERB.setdefault(_verb, _act)
LEMMAS = lemma_table(ACT_OF_VERB)
ACT_OF_NOUN: dict[str, Act] = {
    noun: act for act, listed in reversed(NOUNS.items()) for noun in listed.split()
}
