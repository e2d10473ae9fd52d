"""Families of predicates that weighing compares: what happened, in some forty words.

Verbs stand as lemmas. PARTICLES are verb and particle within three words ("pulled its men out").
"""

from __future__ import annotations

FAMILIES: dict[str, str] = {
    "withdraw": """withdraw retreat disengage pullout demobilise
        demobilize""",
    "leave": "leave depart exit quit vacate abandon flee decamp disembark",
    "arrive": "arrive land dock berth moor reach come enter",
    "return": "return reappear",
    "stay": "stay remain linger persist keep retain hold maintain continue",
    "deploy": "deploy station post base mobilise mobilize dispatch redeploy position garrison",
    "move": "move relocate transfer shift transport ship ferry haul convoy cross transit pass head",
    "evacuate": "evacuate airlift rescue repatriate",
    "sail": "sail anchor steam cruise",
    "fly": "fly overfly circle",
    "take off": "takeoff",
    "load": "load unload offload pack dismantle disassemble stow",
    "build": """build construct erect rebuild repair restore expand extend renovate reinforce
        install""",
    "strike": "strike attack bomb shell bombard raid ambush target hit assault shoot fire launch",
    "destroy": "destroy demolish wreck sink raze burn scuttle obliterate level",
    "damage": "damage sever cut rupture break snap tear",
    "intercept": "intercept down repel thwart foil",
    "seize": "seize capture take occupy overrun confiscate storm retake impound conquer recapture",
    "detain": "detain arrest jail imprison apprehend",
    "board": "board search inspect",
    "kill": "kill die murder execute assassinate",
    "injure": "injure wound hurt",
    "agree": "agree sign ratify accept approve",
    "negotiate": "negotiate discuss talk meet bargain mediate confer consult",
    "lease": "lease rent",
    "grant access": "grant allow permit authorise authorize admit let open reopen",
    "deny access": "ban bar block forbid prohibit blockade seal expel evict refuse close shut deny",
    "supply": "supply deliver send provide donate sell export smuggle arm transship",
    "buy": "buy purchase acquire procure import order",
    "sanction": "sanction embargo blacklist freeze",
    "threaten": "threaten",
    "train": "train drill exercise rehearse",
    "monitor": "monitor track observe shadow watch patrol escort follow surveil",
    "investigate": "investigate probe examine",
    "cause": "cause trigger provoke",
    "drag": "drag plough plow",
    "switch off": "disable jam deactivate",
    "plan": "plan prepare intend",
    "begin": "begin start commence",
    "end": "end stop halt cease suspend cancel terminate finish",
    "increase": "increase grow rise double swell",
    "reduce": "reduce shrink decrease drop fall dwindle",
    "control": "control command run operate rule govern administer own",
    "win": "win defeat beat",
    "collapse": "collapse crash explode capsize",
    "ask": "ask request demand",
    "help": "help support assist back aid protect guard defend",
}
PARTICLES: dict[str, str] = {
    "withdraw": """pull out,pull back,move out,draw down,bring home,bring back,scale back,
        thin out,draw in,come down,give up,go home,wind down,pack up,pull off,fall back""",
    "leave": "go away,set off,clear out,put to,slip out,get out,sail away,walk away,ship out",
    "arrive": "put in,tie up,come in,pull into,turn up,touch down",
    "stay": "hang on,hold on,hold onto,dig in,lie at,cling to,stay on,ride at,stay put",
    "move": "bring in,take to,carry to,ship to,haul to",
    "take off": "take off,lift off",
    "return": "come back,go back,sail back,fly back",
    "load": "take down,strip out",
    "destroy": "blow up,burn down",
    "intercept": "shoot down,bring down",
    "seize": "take over",
    "detain": "lock up",
    "board": "go aboard,get aboard,come aboard,climb aboard",
    "supply": "hand over",
    "begin": "get under,set in",
    "end": "call off,break off,wind up",
    "switch off": "switch off,turn off,shut down,go dark,switch its",
    "deny access": "keep out,shut out,turn away,turn back",
    "agree": "sign off",
    "train": "carry out",
    "negotiate": "sound out",
    "investigate": "look into",
    "help": "prop up",
}
NOUN_FAMILIES: dict[str, str] = {
    "withdraw": "withdrawal withdrawals pull-out pullout pullback pull-back drawdown retreat",
    "leave": "departure departures exit exodus",
    "arrive": "arrival arrivals",
    "return": "return",
    "stay": "presence stay",
    "deploy": "deployment deployments redeployment",
    "move": "transfer relocation movement movements crossing transit",
    "evacuate": "evacuation airlift",
    "build": "construction repair repairs expansion",
    "strike": """strike strikes airstrike airstrikes attack attacks bombing bombardment raid raids
        shelling""",
    "damage": "damage sabotage rupture",
    "kill": "death deaths killing killings casualties fatalities",
    "detain": "arrest arrests detention",
    "seize": "seizure capture",
    "agree": "agreement agreements deal accord treaty pact",
    "negotiate": "talks negotiations negotiation discussions",
    "lease": "lease",
    "deny access": "ban blockade closure",
    "supply": "delivery deliveries shipment shipments",
    "train": "exercise exercises drill drills",
    "investigate": "investigation probe inquiry",
    "end": "ceasefire",
}
PHRASES: tuple[tuple[str, str], ...] = (
    ("investigate", r"open(?:ed|s|ing)? (?:an? |its |their )?(?:\w+ )?(?:investigation|probe|"
    r"inquiry)"),
    ("deny access", r"den(?:y|ies|ied|ying)\b[^.;]{0,40}\baccess|access\b[^.;]{0,30}\bden(?:y|"
    r"ied)"),
    ("deny access", r"(?:not|never) (?:been )?(?:allowed|permitted|let) (?:in|to enter|aboard|on "
    r"board)"),
    ("leave", r"(?:put|gone|go|goes|went|going) (?:out )?to sea|weigh(?:ed|s|ing)? anchor|"
              r"slipp?(?:ed|s|ing)? (?:its|her|their) (?:berths?|moorings?)"),
    ("stay", r"(?:is|are|was|were|lies?|lay|lying|still|be|been) (?:still |now )?(?:at anchor|"
    r"anchored|moored|"
             r"docked|alongside|tied up|berthed|parked|stationed|in place|in port)"),
    ("agree", r"reach(?:ed|es|ing)? (?:an? |the )?(?:\w+ )?(?:agreement|deal|accord|"
    r"understanding)"),
    ("negotiate", r"(?:held|hold|holds|holding|in|began|begun|resumed?) (?:\w+ )?talks"),
    ("switch off", r"transponder\b[^.;]{0,40}\b(?:off|silent|dark)|(?:went|gone|go|going) dark"),
    ("take off", r"(?:took|take|takes|taken|taking) off"),
    ("control", r"(?:took|take|takes|taken|taking|seized?) (?:full )?control"),
    ("damage", r"out of (?:action|order|service)"),
    ("train", r"(?:held|hold|holds|holding|conduct\w*|carr\w+ out) (?:\w+ ){0,3}(?:exercises?|"
    r"drills?)"),
    ("strike", r"(?:carr\w+ out|launch\w*|conduct\w*) (?:\w+ ){0,3}(?:strikes?|attacks?|raids?)"),
)  # fmt: skip
