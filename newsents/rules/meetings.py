"""Encounter frames: the words that tell a meeting, call or visit, and where the parties stand. Data, no logic.

A frame's `id` begins with its family: `meet`, `host` (the subject is host), `guest` (the subject is guest), `call`,
`visit`. The id is what `Encounter.rule` carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Slot = Literal[
    "object",
    "with",
    "to",
    "between",
    "of",
    "by",
    "place",
    "among",
    "from",
    "alongside",
    "on",
    "for",
    "involving",
]


@dataclass(frozen=True)
class Frame:
    """One way of telling an encounter.

    `words`: lemmas of the trigger. `pos`: whether the trigger is a verb or a noun. `others`: where the other side
    stands: the object, or behind a preposition. `reciprocal`: a plural subject alone is enough ("A and B met").
    `light`: for a noun, the verbs whose subject takes part. `persons_only`: the other side must be a person or the
    people of a country. `needs`: words of which one must stand in the sentence. `precision`: share of right records
    on annotated articles (`python -m benchmarks.confidence`), measured where there were ten or more, else estimated:
    the ground of `Encounter.confidence`. `examples`: own sentences that the frame must read.
    """

    id: str
    kind: Literal["meeting", "call", "visit"]
    pos: Literal["verb", "noun"]
    words: tuple[str, ...]
    others: tuple[Slot, ...]
    reciprocal: bool = False
    persons_only: bool = False
    needs: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    precision: float = 0.7
    examples: tuple[str, ...] = ()


LIGHT_VERBS: frozenset[str] = frozenset(
    """
    hold have host chair convene attend take join begin open conduct conclude resume start finish wrap schedule plan
    launch arrange organize organise lead co-chair cochair cohost co-host participate kick complete make pay continue
    stage do enter set address expect wish want give end enjoy agree seek propose cancel postpone announce reject refuse
    decline secure skip boycott offer demand rule request receive include shelve scrap put emerge call follow
    """.split()
)
"""Verbs whose subject takes part in the meeting that is their object."""

HOSTING_VERBS: frozenset[str] = frozenset(
    "host chair convene cochair cohost lead arrange organize organise open".split()
)
"""Light verbs whose plural subject stands on one side: hosts do not meet each other by hosting."""

FRAMES: tuple[Frame, ...] = (
    Frame(
        "meet.met",
        "meeting",
        "verb",
        ("meet", "reconvene"),
        ("object", "with", "between", "among"),
        reciprocal=True,
        precision=0.94,
        examples=(
            "Chancellor Angela Merkel met French President Emmanuel Macron in Berlin.",
            "Angela Merkel and Emmanuel Macron met in Berlin.",
        ),
    ),
    Frame(
        "meet.sat-down",
        "meeting",
        "verb",
        ("sit",),
        ("with", "from"),
        follows=("down", "across", "together", "one", "same"),
        reciprocal=True,
        precision=0.85,
        examples=("Angela Merkel sat down with Emmanuel Macron in Berlin.",),
    ),
    Frame(
        "guest.sat-in",
        "meeting",
        "verb",
        ("sit",),
        (),
        follows=("in",),
        precision=0.7,
        examples=("Angela Merkel met Emmanuel Macron in Paris. Heiko Maas, who sat in, took notes.",),
    ),
    Frame(
        "meet.sat-with",
        "meeting",
        "verb",
        ("sit",),
        ("with",),
        follows=("with",),
        persons_only=True,
        precision=0.6,
        examples=("Angela Merkel sat with union leader Emmanuel Macron until midnight.",),
    ),
    Frame(
        "meet.closeted",
        "meeting",
        "verb",
        ("closet",),
        ("with",),
        reciprocal=True,
        precision=0.7,
        examples=(
            "Angela Merkel was closeted with Emmanuel Macron for an hour.",
            "Angela Merkel and Emmanuel Macron were closeted for an hour.",
        ),
    ),
    Frame(
        "meet.embraced",
        "meeting",
        "verb",
        ("embrace", "hug"),
        ("object",),
        reciprocal=True,
        persons_only=True,
        precision=0.6,
        examples=("Angela Merkel and Emmanuel Macron embraced in Berlin.",),
    ),
    Frame(
        "meet.spent",
        "meeting",
        "verb",
        ("spend",),
        ("with",),
        persons_only=True,
        needs=("hour", "hours", "minutes", "morning", "afternoon", "evening"),
        precision=0.6,
        examples=("Angela Merkel spent an hour at the chancellery with Emmanuel Macron.",),
    ),
    Frame(
        "guest.dropped-in",
        "meeting",
        "verb",
        ("drop", "look"),
        ("on",),
        follows=("in", "by"),
        persons_only=True,
        precision=0.7,
        examples=("Angela Merkel dropped in on Emmanuel Macron in Paris.",),
    ),
    Frame(
        "meet.saw",
        "meeting",
        "verb",
        ("see",),
        ("object",),
        reciprocal=True,
        persons_only=True,
        precision=0.5,
        examples=("Angela Merkel will fly to Paris to see Emmanuel Macron on Monday.",),
    ),
    Frame(
        "meet.face-to-face",
        "meeting",
        "verb",
        ("come",),
        ("with",),
        follows=("face",),
        reciprocal=True,
        precision=0.7,
        examples=("Angela Merkel and Emmanuel Macron came face to face in Berlin.",),
    ),
    Frame(
        "meet.conferred",
        "meeting",
        "verb",
        (
            "confer",
            "huddle",
            "dine",
            "lunch",
            "breakfast",
            "converse",
            "deliberate",
            "negotiate",
            "co-chair",
            "parley",
            "consult",
            "interact",
            "chat",
        ),
        ("with",),
        reciprocal=True,
        precision=0.75,
        examples=("Angela Merkel dined with Emmanuel Macron in Berlin.",),
    ),
    Frame(
        "meet.shook-hands",
        "meeting",
        "verb",
        ("shake",),
        ("with",),
        follows=("hand", "hands"),
        reciprocal=True,
        precision=0.8,
        examples=("Angela Merkel shook hands with Emmanuel Macron.",),
    ),
    Frame(
        "host.received",
        "meeting",
        "verb",
        ("receive", "host", "welcome", "greet"),
        ("object",),
        persons_only=True,
        precision=0.92,
        examples=(
            "Angela Merkel received Emmanuel Macron at the chancellery.",
            "Emmanuel Macron was greeted by Angela Merkel in Berlin.",
        ),
    ),
    Frame(
        "host.saw-off",
        "meeting",
        "verb",
        ("see",),
        ("object",),
        follows=("off",),
        persons_only=True,
        precision=0.7,
        examples=("Angela Merkel saw off Emmanuel Macron at the airport.",),
    ),
    Frame(
        "host.showed-around",
        "meeting",
        "verb",
        ("show",),
        ("object",),
        follows=("around", "round"),
        persons_only=True,
        precision=0.7,
        examples=("Emmanuel Macron was shown around the chancellery by Angela Merkel.",),
    ),
    Frame(
        "meet.compared-notes",
        "meeting",
        "verb",
        ("compare",),
        ("with",),
        reciprocal=True,
        follows=("notes",),
        precision=0.7,
        examples=("Angela Merkel and Emmanuel Macron compared notes in Berlin.",),
    ),
    Frame(
        "meet.broke-bread",
        "meeting",
        "verb",
        ("break",),
        ("with",),
        reciprocal=True,
        follows=("bread",),
        precision=0.7,
        examples=("Angela Merkel broke bread with Emmanuel Macron in Berlin.",),
    ),
    Frame(
        "host.played",
        "meeting",
        "verb",
        ("play",),
        ("to",),
        follows=("host",),
        persons_only=True,
        precision=0.7,
        examples=("Angela Merkel played host to Emmanuel Macron in Berlin.",),
    ),
    Frame(
        "guest.listed",
        "meeting",
        "noun",
        ("participant", "attendee", "representative"),
        (),
        precision=0.7,
        examples=("Angela Merkel held a meeting. Participants included Emmanuel Macron and Mark Rutte.",),
    ),
    Frame(
        "guest.accompanied",
        "meeting",
        "verb",
        ("join", "accompany", "flank"),
        ("by",),
        precision=0.7,
        examples=("Angela Merkel met Emmanuel Macron in Paris. She was accompanied by Heiko Maas.",),
    ),
    Frame(
        "guest.joined",
        "meeting",
        "verb",
        ("join", "accompany"),
        ("object",),
        persons_only=True,
        needs=(
            "meeting",
            "talks",
            "summit",
            "dinner",
            "call",
            "roundtable",
            "ceremony",
            "discussion",
            "session",
        ),
        precision=0.5,
        examples=("Angela Merkel joined Emmanuel Macron at the summit in Berlin.",),
    ),
    Frame(
        "guest.attended",
        "meeting",
        "verb",
        ("attend",),
        ("by",),
        precision=0.8,
        examples=(
            "Angela Merkel chaired a meeting on energy. It was attended by Emmanuel Macron and Mark Rutte.",
        ),
    ),
    Frame(
        "guest.present",
        "meeting",
        "noun",
        ("present", "attendance"),
        (),
        precision=0.8,
        examples=("Angela Merkel received Emmanuel Macron in Berlin. Heiko Maas was also present.",),
    ),
    Frame(
        "meet.discussed",
        "meeting",
        "verb",
        ("discuss",),
        ("with",),
        reciprocal=True,
        persons_only=True,
        precision=0.6,
        examples=(
            "Angela Merkel and Emmanuel Macron discussed the euro.",
            "Angela Merkel discussed the euro with Emmanuel Macron.",
        ),
    ),
    Frame(
        "meet.exchanged",
        "meeting",
        "verb",
        ("exchange",),
        ("with",),
        reciprocal=True,
        persons_only=True,
        follows=("views", "opinions", "ideas"),
        precision=0.6,
        examples=("Angela Merkel and Emmanuel Macron exchanged views on the euro.",),
    ),
    Frame(
        "meet.talks",
        "meeting",
        "noun",
        (
            "meeting",
            "talk",
            "summit",
            "negotiation",
            "dialogue",
            "dialog",
            "consultation",
            "gathering",
            "tete-a-tete",
            "rendezvous",
            "sit-down",
            "get-together",
            "roundtable",
            "trilateral",
            "bilateral",
            "parley",
            "confab",
            "tête",
        ),
        ("with", "between", "of", "among", "involving"),
        reciprocal=True,
        precision=0.76,
        examples=(
            "Angela Merkel held talks with Emmanuel Macron in Berlin.",
            "The meeting between Angela Merkel and Emmanuel Macron lasted an hour.",
            "Angela Merkel's meeting with Emmanuel Macron lasted an hour.",
        ),
    ),
    Frame(
        "meet.gathered",
        "meeting",
        "verb",
        ("gather", "assemble", "convene"),
        (),
        reciprocal=True,
        precision=0.7,
        examples=("Angela Merkel and Emmanuel Macron gathered in Berlin for a summit.",),
    ),
    Frame(
        "meet.debate",
        "meeting",
        "noun",
        ("debate",),
        ("with", "between"),
        reciprocal=True,
        persons_only=True,
        precision=0.7,
        examples=("The debate between Angela Merkel and Emmanuel Macron was lively.",),
    ),
    Frame(
        "guest.called-on",
        "meeting",
        "noun",
        ("call", "visit"),
        ("on", "to"),
        persons_only=True,
        precision=0.75,
        examples=("Angela Merkel paid a courtesy call on Emmanuel Macron in Paris.",),
    ),
    Frame(
        "meet.audience",
        "meeting",
        "noun",
        ("audience", "appointment"),
        ("with",),
        reciprocal=True,
        precision=0.8,
        examples=("Angela Merkel had an audience with Pope Francis.",),
    ),
    Frame(
        "meet.discussion",
        "meeting",
        "noun",
        ("discussion", "encounter", "handshake", "session"),
        ("with", "between"),
        reciprocal=True,
        precision=0.65,
        examples=("Angela Merkel had discussions with Emmanuel Macron in Berlin.",),
    ),
    Frame(
        "meet.meal",
        "meeting",
        "noun",
        ("lunch", "luncheon", "dinner", "breakfast", "banquet", "iftar"),
        ("with", "between", "for", "to"),
        reciprocal=True,
        precision=0.75,
        examples=(
            "Angela Merkel had dinner with Emmanuel Macron in Berlin.",
            "Angela Merkel hosted a dinner for Emmanuel Macron in Berlin.",
        ),
    ),
    Frame(
        "call.phoned",
        "call",
        "verb",
        ("telephone", "phone", "ring"),
        ("object", "with"),
        precision=0.85,
        examples=("Angela Merkel telephoned Emmanuel Macron on Monday.",),
    ),
    Frame(
        "call.told",
        "call",
        "verb",
        ("consult", "tell", "inform", "brief", "warn", "assure", "congratulate", "thank", "reach"),
        ("object",),
        persons_only=True,
        needs=("phone", "telephone"),
        precision=0.6,
        examples=("Angela Merkel consulted Emmanuel Macron by phone.",),
    ),
    Frame(
        "call.agreed",
        "call",
        "verb",
        ("agree",),
        ("with",),
        persons_only=True,
        needs=("phone", "telephone"),
        precision=0.6,
        examples=("Angela Merkel said she had agreed with Emmanuel Macron over the phone to wait.",),
    ),
    Frame(
        "call.spoke",
        "call",
        "verb",
        ("speak", "talk"),
        ("with", "to"),
        reciprocal=False,
        persons_only=True,
        precision=0.75,
        examples=("Angela Merkel spoke by phone with Emmanuel Macron on Monday.",),
    ),
    Frame(
        "guest.called",
        "meeting",
        "verb",
        ("call",),
        ("on",),
        persons_only=True,
        precision=0.7,
        examples=("Ambassador Heiko Maas called on Emmanuel Macron at his office.",),
    ),
    Frame(
        "call.called",
        "call",
        "verb",
        ("call",),
        ("object",),
        persons_only=True,
        precision=0.5,
        examples=("Angela Merkel called Emmanuel Macron on Monday.",),
    ),
    Frame(
        "call.conversation",
        "call",
        "noun",
        ("call", "conversation", "teleconference", "videoconference", "videocall"),
        ("with", "between", "to", "of", "from"),
        reciprocal=True,
        precision=0.91,
        examples=("Angela Merkel had a telephone conversation with Emmanuel Macron.",),
    ),
    Frame(
        "call.on-the-phone",
        "call",
        "noun",
        ("phone", "telephone", "line"),
        ("with",),
        persons_only=True,
        follows=("with",),
        precision=0.7,
        examples=("Angela Merkel was on the phone with Emmanuel Macron on Monday.",),
    ),
    Frame(
        "visit.visited",
        "visit",
        "verb",
        ("visit", "tour"),
        ("place",),
        precision=0.85,
        examples=("Angela Merkel visited Paris on Monday.",),
    ),
    Frame(
        "visit.travelled",
        "visit",
        "verb",
        (
            "arrive",
            "travel",
            "fly",
            "head",
            "journey",
            "go",
            "land",
            "return",
            "come",
            "depart",
            "leave",
            "jet",
            "drive",
            "slip",
            "touch",
        ),
        ("place",),
        precision=0.91,
        examples=("Angela Merkel arrived in Paris on Monday.", "Angela Merkel flew to Paris on Monday."),
    ),
    Frame(
        "visit.expected",
        "visit",
        "verb",
        ("expect",),
        ("place",),
        follows=("in", "at"),
        precision=0.75,
        examples=("Angela Merkel is expected in Paris on Monday.",),
    ),
    Frame(
        "visit.due",
        "visit",
        "noun",
        ("due",),
        ("place",),
        follows=("in", "at"),
        precision=0.75,
        examples=("Angela Merkel is due in Paris on Monday.",),
    ),
    Frame(
        "meet.delegations",
        "meeting",
        "verb",
        ("lead", "head"),
        ("by",),
        needs=("delegations", "teams", "team", "side", "sides"),
        precision=0.75,
        examples=(
            "The two countries resumed talks, with delegations led by Heiko Maas and Jean-Yves Le Drian.",
        ),
    ),
    Frame(
        "visit.led",
        "visit",
        "verb",
        ("lead",),
        ("place",),
        needs=("delegation", "mission", "team"),
        precision=0.7,
        examples=("Angela Merkel led a delegation to Paris on Monday.",),
    ),
    Frame(
        "visit.sent",
        "visit",
        "verb",
        ("dispatch", "send"),
        ("place",),
        precision=0.7,
        examples=("Angela Merkel dispatched Heiko Maas to Madrid on Monday.",),
    ),
    Frame(
        "visit.taken",
        "visit",
        "verb",
        ("take", "bring"),
        ("place",),
        needs=("trip", "tour", "visit", "journey"),
        precision=0.7,
        examples=("Angela Merkel left on a trip that will take her to Madrid.",),
    ),
    Frame(
        "visit.stops",
        "visit",
        "noun",
        ("stop", "stopover"),
        ("place",),
        precision=0.7,
        examples=("Angela Merkel's trip will include stops in Paris and Madrid.",),
    ),
    Frame(
        "visit.trip",
        "visit",
        "noun",
        ("visit", "trip", "tour", "journey"),
        ("place",),
        precision=0.87,
        examples=("Angela Merkel's visit to Paris ended on Monday.",),
    ),
)

CONTROL_WORDS: frozenset[str] = frozenset(
    """
    invite invites invited inviting invitation ask asks asked asking urge urges urged urging encourage encouraged
    encouraging want wants wanted expect expects expected allow allows allowed permit permitted tell told order
    ordered send sent sending dispatch dispatched persuade persuaded convince convinced force forced
    request requested call called calls calling press pressed bring brought instruct instructed
    """.split()
)
"""Words whose object does what the infinitive after it says: "urged A and B to meet", "for Modi to visit"."""

HABITUAL: frozenset[str] = frozenset(
    "regularly often frequently routinely usually always weekly monthly quarterly annually daily".split()
)
"""Adverbs of habits, which are no occasion."""

INDIRECT: frozenset[str] = frozenset(
    "indirect proximity internal regular constant frequent close routine".split()
)
"""Talks of these kinds are no direct contact of two parties."""

INVITING: frozenset[str] = frozenset("invite invites invited summoned summons".split())
"""Verbs whose object is asked to a meeting: "invited Y to talks"."""

LATER: frozenset[str] = frozenset("later then afterwards subsequently separately also".split())
"""Words between those who were met one after the other: "met X and later Y"."""

LISTING_OPENERS: frozenset[str] = frozenset(
    "taking attending present participating also participants attendees representatives".split()
)
"""Words that open a list of those who took part: "Present at the talks were"."""

SPORT_WORDS: frozenset[str] = frozenset(
    """
    match matches final finals semifinal semifinals semi-final semi-finals quarterfinal quarterfinals quarter-final
    quarter-finals league cup championship championships tournament playoff playoffs fixture fixtures goals innings
    wicket wickets kick-off kickoff derby decider stadium striker midfielder goalkeeper olympiad skipper referee
    must-win qualifier half-time halftime archrival archrivals batsman bowler playmaker
    """.split()
)
"""Words of sport: "Germany meet Brazil in the final" is no encounter."""

TELLING_VERBS: frozenset[str] = frozenset(
    """
    told tells tell thanked thanks thank assured assures assure congratulated congratulates urged urges urge
    informed informs briefed briefs warned warns asked asks invited invites reminded
    """.split()
)
"""What one does to the other in a meeting or call: "In a phone call, X told Y"."""

TOGETHER: frozenset[str] = frozenset("trilateral tripartite quadrilateral three-way four-way".split())
"""Words that say that each party met every other."""

MODIFYING_TRIGGERS: frozenset[str] = frozenset({"bilateral", "trilateral", "roundtable"})
"""Triggers that before a noun are adjectives: "bilateral ties"."""

PHONE_WORDS: frozenset[str] = frozenset(
    """
    phone telephone telephonic phoned telephoned call calls virtually virtual video videoconference teleconference
    videolink zoom online remotely
    """.split()
)
"""Words that make a meeting or talks in the same sentence a call."""

IN_PERSON: frozenset[str] = frozenset("sidelines corridor corridors margins backstage".split())
"""Where people speak face to face: "spoke on the sidelines of the summit"."""

TRAVEL_PREPOSITIONS: dict[str, tuple[str, ...]] = {
    "arrive": ("in", "at"),
    "travel": ("to",),
    "lead": ("to",),
    "fly": ("to", "into"),
    "jet": ("to", "into"),
    "drive": ("to", "into"),
    "slip": ("into",),
    "touch": ("in", "at"),
    "due": ("in", "at"),
    "expect": ("in", "at"),
    "dispatch": ("to",),
    "take": ("to",),
    "bring": ("to",),
    "send": ("to",),
    "head": ("to", "for"),
    "journey": ("to",),
    "go": ("to",),
    "land": ("in", "at"),
    "come": ("to",),
    "depart": ("for",),
    "leave": ("for",),
    "return": ("to",),
    "stop": ("in", "at"),
    "stopover": ("in", "at"),
    "visit": ("to",),
    "trip": ("to",),
    "tour": ("of",),
}
"""What stands before the place that is travelled to."""

OTHER_SENSES: frozenset[str] = frozenset(
    """
    deadline demand demands requirement requirements need needs goal goals target targets challenge challenges
    standard standards criteria criticism resistance approval success failure opposition expectations obligations
    commitment commitments condition conditions threshold quota budget end fate death halfway backlash
    scepticism skepticism applause
    """.split()
)
"""Objects of "meet" that are no parties."""

NOT_COUNTERPARTS: frozenset[str] = frozenset(
    "reporters journalists press media crowd nation audience cameras".split()
)
"""Those spoken to without meeting them."""

VERBS_ONLY: frozenset[str] = frozenset(
    "met meets meet spoke flew flies telephoned shook arrives arrived received hosted welcomed greeted".split()
)
"""Forms that are verbs whatever the tagger makes of them after a name."""

IRREGULAR_FORMS: dict[str, str] = {
    "met": "meet",
    "held": "hold",
    "spoke": "speak",
    "spoken": "speak",
    "sat": "sit",
    "sitting": "sit",
    "accompanied": "accompany",
    "accompanies": "accompany",
    "shook": "shake",
    "shaken": "shake",
    "came": "come",
    "cancelled": "cancel",
    "cancelling": "cancel",
    "rang": "ring",
    "rung": "ring",
    "shown": "show",
    "broke": "break",
    "broken": "break",
    "spent": "spend",
    "drove": "drive",
    "driven": "drive",
    "slipped": "slip",
    "dropped": "drop",
    "dropping": "drop",
    "slipping": "slip",
    "hugged": "hug",
    "hugging": "hug",
    "left": "leave",
    "flew": "fly",
    "flies": "fly",
    "conferred": "confer",
    "conferring": "confer",
    "sent": "send",
    "told": "tell",
    "saw": "see",
    "seen": "see",
    "jetted": "jet",
    "flown": "fly",
    "went": "go",
    "gone": "go",
    "travelled": "travel",
    "travelling": "travel",
    "paid": "pay",
    "made": "make",
    "had": "have",
    "has": "have",
    "began": "begin",
    "begun": "begin",
    "took": "take",
    "taken": "take",
    "led": "lead",
    "gave": "give",
    "said": "say",
}
"""Forms of trigger and light verbs that no rule of inflection gives, and the lemma of each."""

ASKING_NOUNS: frozenset[str] = frozenset({"invitation", "request", "call", "appeal", "offer"})
"""Nouns whose owner asks another to do what the infinitive says: "accepted Meloni's invitation to visit"."""

DEPARTURES: frozenset[str] = frozenset(
    "leave leaves leaving left depart departs departed departing head heads headed heading bound off out".split()
)
"""Words before "for" and a place: who stands there does nothing, as in "left for Oslo to meet"."""

AGENDAS: frozenset[str] = frozenset("schedule agenda programme program diary itinerary day".split())
"""What includes meetings: "her schedule includes talks with X"."""

ASIDE_PREPOSITIONS: frozenset[str] = frozenset("in during at after before following over".split())
"""What opens a phrase beside the clause: "in a phone call, X told Y"."""

ASIDE_NOUNS: frozenset[str] = frozenset("ahead context eve preparation".split())
"""What before "of" opens a phrase beside the clause: "ahead of talks", "in the context of the coming talks"."""

GERUND_OPENERS: frozenset[str] = frozenset(
    {"to", "by", "after", "before", "while", "upon", "since", "without"}
)
"""Words after which "welcoming Minister Otieno" is a gerund, whatever the tagger says."""

HOSTED: frozenset[str] = frozenset("hosted chaired convened headed organised organized".split())
"""Participles behind a meeting whose "by" names who held it: "a summit hosted by X"."""

PLAIN_LIGHT: frozenset[str] = frozenset(
    "hold holds held begin begins began resume resumes resumed conclude concludes".split()
)
"""Light verbs right before their noun, as in headlines: "X, Y hold talks"."""

TOOK_PLACE: frozenset[str] = frozenset(
    "were was are took takes begin began begins opened opens resumed resume ended".split()
)
"""Verbs of which the meeting itself is the subject: "Talks were held between", "The meeting took place"."""

PARTICIPLE_OPENERS: frozenset[str] = frozenset(
    {"while", "after", "before", "by", "when", "of", "from", "without", "since"}
)
"""Words after which "visiting" tells a visit, and does not qualify the visitor."""

HELP: frozenset[str] = frozenset(
    "mediation help support assistance participation blessing mediator aim".split()
)
"""With whose or what help two meet, who do not meet it: "met with the mediation of Sweden"."""

EACH_OTHER: frozenset[str] = frozenset({"other", "another", "themselves", "face"})
"""Objects that name nobody new: "met each other", "met one another", "met face to face"."""

BE_FORMS: frozenset[str] = frozenset({"is", "was", "were", "are", "be", "been", "being", "got", "gets"})
"""Helping verbs of the passive."""

RELATIVE_WORDS: frozenset[str] = frozenset({"who", "which", "that", "whom", "where", "when"})
"""Words that stand for the antecedent of a relative clause."""

CLAUSE_OPENERS: frozenset[str] = frozenset("as while when after before because once until".split())
"""Conjunctions that open a clause with a subject of its own."""

CLAUSE_STOPS: frozenset[str] = frozenset(
    {
        ";",
        ":",
        "that",
        "which",
        "who",
        "whom",
        "where",
        "when",
        "because",
        "while",
        "although",
        "but",
        "as",
        "if",
    }
)
"""Words and signs at which a clause ends for the sequence grammar."""

SKIPPED_PREPOSITIONS: frozenset[str] = frozenset(
    "in at on during over for via by near outside inside under from after before ahead following amid".split()
)
"""Prepositions over whose phrases the sequence grammar reads on: "met in Berlin on Monday with X"."""

OTHER_OCCASIONS: frozenset[str] = frozenset({"following", "after", "before", "amid", "since"})
"""What follows these after some words is told of another occasion."""

CAPTION_WORDS: frozenset[str] = frozenset(
    {",", "(", ")", "left", "right", "center", "centre", "l", "r", "c", "second", "from"}
)
"""What captions put between a name and its verb: "X, left, meets Y"."""

DAY_GOES_ON: frozenset[str] = frozenset("later afterwards afternoon evening earlier same".split())
"""Words that tell that what follows was on the day named before."""

DAYS_FROM: dict[str, int] = {
    "the same day": 0,
    "that same day": 0,
    "a day earlier": -1,
    "the day before": -1,
    "the previous day": -1,
    "the previous night": -1,
    "the night before": -1,
    "the next day": 1,
    "the following day": 1,
    "a day later": 1,
}
"""Days told from a day that was named before, and how far from it they lie."""

DEFINITE: frozenset[str] = frozenset({"the", "this", "these", "their", "'s", "’s"})
"""Words before a noun that points back: "the talks", "today's meeting"."""

POSSESSIVES: frozenset[str] = frozenset({"'s", "’s", "'", "’"})
"""Signs of the genitive, as tokens."""
