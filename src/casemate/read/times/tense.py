"""Whether a time lies ahead of the telling or behind it, by the verbs around it."""

from __future__ import annotations

import re

# Words and phrases that look ahead; the nearest cue before the time decides.
_AHEAD = (
    r"to\sbe\s\w+|will|won't|shall|'ll|may|might|should|must|would",
    r"(?:is|are|am|be|being|been|was|were)\s(?:due|going|about|set|scheduled|slated|expected|planned"
    r"|supposed|bound|likely|poised)(?:\sto)?",
    r"(?:is|are|was|were)\sto|due|scheduled|slated|expected\sto|expects?\s(?:to|that)",
    r"plans?\s(?:to|for|on)|planned|planning|intends?|hopes?\sto|aims?\sto",
    r"agreed\sto|set\s(?:to|for)|wants?\sto|payable|effective|expires?|deadline|redeemable|maturing",
    r"matures?|upcoming|forthcoming|postponed|rescheduled|pending|eligible|as\ssoon\sas",
    r"no\slater\sthan",
)
# Those that look back: past participles and the irregular pasts of reporting.
_BEHIND = (
    r"had\s(?:previously\s|also\s)?been\s\w+(?:\sto)?(?:\s\w+)?|was|were|had|did|has|have|been|ago",
    r"since|said|says|told|reports|read|began|came|went|took|made|got|gave|found|left|met",
    r"(?!united|hundred|indeed|armed|wounded|sacred|exceed|succeed|proceed|\w?[fnrsdw]eed\b)\w{2,}ed",
    r"fell|rose|saw|sent|held|kept|brought|bought|sold|paid|lost|won|led|built|became|broke|chose",
    r"drew|drove|felt|fought|flew|grew|hit|knew|laid|lay|ran|sank|shot|shut|spent|spoke|stood|stole",
    r"tore|rode|rang|sought|spread|spun|swept|woke|bit|blew|bore|bound|burst|dug|ate|forgot|froze|hid",
    r"meant|shook|shrank|slept|slid|sped|split|sprang|strode|won|wound|bent|lent|leapt|lit|proved",
    r"struck|swore|taught|thought|threw|wore|wrote|hurt|set\soff|heard|hung|fled|dealt|caught|quit",
)
# "Will not be released": the participle belongs to the verb that looks ahead.
_BETWEEN = r"(?:\s(?:not|also|be|have|likely|probably|then|soon|again|still|been|to|never|only))*"
_CUE = re.compile(
    rf"(?<![\w-])(?:(?P<ahead>(?:{'|'.join(_AHEAD)})(?![\w-]){_BETWEEN}(?:\s\w+)?)"
    rf"|(?P<behind>{'|'.join(_BEHIND)}))(?![\w-])"
)
_CLAUSE_END = re.compile(
    r"(?<![ .][a-z])(?<!\bmr)(?<!\bms)(?<!\bdr)(?<!\bst)(?<!\blt)(?<!\bmrs)(?<!\bgen)(?<!\bcol)"
    r"(?<!\bsen)(?<!\brep)(?<!\bgov)[.!?;]\s|\n\s*\n|``|\'\'"
)
_LOOK = 120
_TOWARDS = re.compile(
    r"\b(?:by|until|till|through|before|starting|beginning|as\searly\sas|as\ssoon\sas)\s"
    r"(?:the\s|mid-?\s?|early\s|late\s)?(?:end\sof\s)?$"
)
# "They were given until 9 a.m. Tuesday": the verb is past, the end is not.
_EXTENDED = re.compile(
    r"\w\s(?:until|till|as\ssoon\sas|as\searly\sas|no\slater\sthan)\s(?:[\w.:]+\s){0,3}$"
)
_STATE = frozenset(["was", "were", "had", "did"])


# "Ahead of Tuesday's vote": it is to come, whatever the verb.
_AWAITED = re.compile(
    r"\b(?:ahead\sof|(?:days|hours|weeks)\sbefore|on\sthe\seve\sof|run-up\sto|leading\sup\sto)\s(?:the\s)?$"
)


def direction(low: str, begin: int, end: int) -> int:
    """+1 ahead, -1 behind, 0 not told; `low` is the text in lower case."""
    left = low[max(0, begin - _LOOK) : begin]
    cut = 0
    for stop in _CLAUSE_END.finditer(left):
        cut = stop.end()
    if _AWAITED.search(left):
        return 1
    last = None
    for cue in _CUE.finditer(left, cut):
        last = cue
    if last is not None:
        if last.lastgroup == "behind" and _EXTENDED.search(left) and last.group() not in _STATE:
            return 1
        return 1 if last.lastgroup == "ahead" else -1
    right = low[end : end + _LOOK]
    stop_right = _CLAUSE_END.search(right)
    first = _CUE.search(right, 0, stop_right.start() if stop_right else len(right))
    if first is not None:
        return 1 if first.lastgroup == "ahead" else -1
    return 1 if _TOWARDS.search(left) else 0
