"""Cues: the words that say whether an encounter happened, is planned, was denied or is only possible. Data,
no logic.

In the manner of ConText (Harkema et al. 2009) and medspaCy: each row is typed and has an id that the
finding carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["happened", "planned", "denied", "possible"]
Direction = Literal["forward", "backward", "either"]
Reach = Literal["near", "clause", "time"]


@dataclass(frozen=True)
class Cue:
    """Words that give an encounter a status.

    `words`: each a sequence of lower-case tokens, "/" between alternatives of one token. `direction`: the
    cue stands before the encounter (forward), after it (backward) or on either side. `reach`: how far it
    acts up the sentence: `near` within its own verb phrase, `clause` also into a finite clause ("denied
    that they met"), `time` also into an adjunct ("will sign it at a meeting"). `negated`: what it says
    behind "not". `before_verb`: it counts only before an infinitive ("set to meet", not "set to music").
    `tag`: how the Penn tag of its first word must begin ("may" is a helping verb, not a month). `examples`:
    own sentences, the encounter in brackets.
    """

    id: str
    status: Status
    words: tuple[str, ...]
    direction: Direction = "either"
    reach: Reach = "near"
    negated: Status | None = None
    before_verb: bool = False
    tag: str = ""
    examples: tuple[str, ...] = ()


TERMINATORS: frozenset[str] = frozenset(
    {";", "but", "although", "though", "however", "whereas", "yet", "instead", "."}
)
"""Words that end the scope of every cue."""

PLANNED: tuple[Cue, ...] = (
    Cue(
        "planned.will",
        "planned",
        ("will/shall/'ll/’ll/wo",),
        "either",
        "time",
        "denied",
        tag="MD",
        examples=("Merkel will [meet] Macron.",),
    ),
    Cue("planned.would", "planned", ("would/'d/’d",), "either", "time", "denied", tag="MD"),
    Cue("planned.sure", "planned", ("sure/certain to",), "forward", "near", "denied", before_verb=True),
    Cue("planned.going-to", "planned", ("going to", "gon na"), "forward", "time", "denied", before_verb=True),
    Cue("planned.about-to", "planned", ("about to",), "forward", "time", "denied", before_verb=True),
    Cue(
        "planned.due",
        "planned",
        ("due to", "set to", "poised to", "bound to"),
        "forward",
        "time",
        "denied",
        before_verb=True,
        examples=("Merkel is due to [meet] Macron.",),
    ),
    Cue(
        "planned.due-noun",
        "planned",
        (
            "due in/on/at/for/next/this/tomorrow/later",
            "due monday/tuesday/wednesday/thursday/friday/saturday/sunday",
        ),
        "either",
        "near",
        "denied",
        examples=("Merkel is due in Paris for [talks].",),
    ),
    Cue(
        "planned.be-to",
        "planned",
        ("is/are/was/were to", "is/are/was/were also/later/then/both to"),
        "forward",
        "time",
        "denied",
        before_verb=True,
        examples=("Merkel is to [meet] Macron.",),
    ),
    Cue("planned.to-be-held", "planned", ("to be held", "to take place"), "backward", "time", "denied"),
    Cue(
        "planned.expected",
        "planned",
        ("expected/anticipated", "expects/expect/anticipates/anticipate", "likely"),
        "either",
        "clause",
        "denied",
    ),
    Cue(
        "planned.scheduled",
        "planned",
        (
            "scheduled/slated/arranged/pencilled/penciled/organised",
            "set for/to",
            "fixed for",
            "rescheduled",
            "schedule/schedules/scheduling",
            "postponed/delayed/moved/deferred until/till/to",
        ),
        "either",
        "time",
        "denied",
    ),
    Cue(
        "planned.plans",
        "planned",
        (
            "plan/plans/planned/planning",
            "intend/intends/intended/intending",
            "intention/intentions",
            "preparing/prepares/prepare to/for",
            "prepared for",
            "preparations for/to",
            "steps toward/towards",
            "plans for",
            "preparation for",
            "next steps towards/toward",
            "arrangements to/for",
            "gearing up",
            "next steps",
        ),
        "either",
        "near",
        "denied",
    ),
    Cue(
        "planned.agreed",
        "planned",
        (
            "agree/agrees/agreed/agreeing to",
            "agreed on",
            "accepted/accepts/accept an/the/his/her/their/its invitation/invitations/offer",
            "accepted/accepts/accept",
            "vowed/vows/pledged/pledges/promised/promises/undertook/decided/decides",
            "committed to",
            "agreement to/on",
        ),
        "either",
        "near",
        "denied",
    ),
    Cue(
        "planned.announced",
        "planned",
        ("announce/announces/announced/announcing a/an/plans/the/talks/another/his/her/their/its",),
        "forward",
        "near",
        "denied",
    ),
    Cue(
        "planned.upcoming",
        "planned",
        ("upcoming/forthcoming/impending/approaching/looming/coming/future/eventual",),
        "forward",
        "near",
    ),
    Cue(
        "planned.ahead-of",
        "planned",
        (
            "ahead of",
            "in the run-up to",
            "on the eve of",
            "in preparation for",
            "look/looks/looking/looked forward to",
        ),
        "forward",
        "near",
    ),
    Cue(
        "planned.en-route",
        "planned",
        ("en route to/for", "on his/her/their way to", "heads/heading/headed to/for", "leaves/leaving for"),
        "forward",
        "near",
    ),
)

FUTURE_TIMES: tuple[Cue, ...] = (
    Cue(
        "planned.next-week",
        "planned",
        (
            "next week/month/year/weekend/spring/summer/autumn/fall/winter",
            "next monday/tuesday/wednesday/thursday/friday/saturday/sunday",
            "tomorrow",
            "later this week/month/year/spring/summer/autumn/fall/winter",
            "later today/tonight",
            "this coming week/weekend/month",
            "coming days/weeks/months",
            "the next few days/weeks/months",
            "the near future",
            "soon",
            "in two/three/four/five/six weeks/days/months 'time/time",
        ),
        "either",
        "time",
    ),
)
"""Times that lie ahead: they make a present tense or a bare noun planned."""

DENIED: tuple[Cue, ...] = (
    Cue(
        "denied.refused",
        "denied",
        (
            "refuse/refuses/refused/refusing",
            "refusal/refusals",
            "decline/declines/declined/declining",
            "reject/rejects/rejected/rejecting",
            "rejection",
            "snub/snubs/snubbed/snubbing",
            "spurn/spurns/spurned/spurning",
            "rebuff/rebuffs/rebuffed",
            "boycott/boycotts/boycotted/boycotting",
            "skip/skips/skipped/skipping",
            "shun/shuns/shunned/shunning",
            "avoid/avoids/avoided/avoiding",
            "turned/turns/turning down",
            "unwilling/reluctant/unable/unprepared",
            "unwillingness",
        ),
        negated="possible",
    ),
    Cue(
        "denied.yet",
        "denied",
        (
            "has/have/had yet to",
            "is/are/was/were yet to",
            "almost/nearly",
            "missed/misses/missing",
            "ducked/ducks",
        ),
        "forward",
        "near",
        examples=("Merkel has yet to [meet] Macron.", "Merkel almost [met] Macron."),
    ),
    Cue(
        "denied.cancelled",
        "denied",
        (
            "cancel/cancels/cancelled/canceled/cancelling/canceling",
            "cancellation/cancelation",
            "call/calls/called/calling off",
            "call/called/calls it/them off",
            "put/puts off",
            "drop/drops/dropped/dropping",
            "put/puts/placed on hold",
            "scrap/scraps/scrapped/scrapping",
            "postpone/postpones/postponed/postponing/suspended/shelved/deferred/abandoned/aborted/axed/nixed/ditched/vetoed",
            "postponement",
            "pull/pulls/pulled/pulling out",
            "back/backs/backed/backing out",
            "withdraw/withdraws/withdrew/withdrawn from",
            "walk/walks/walked away from",
        ),
        negated="planned",
    ),
    Cue(
        "denied.ruled-out",
        "denied",
        (
            "rule/rules/ruled/ruling out",
            "ruled/rules/rule it out",
            "exclude/excludes/excluded/excluding",
            "exclusion from",
            "out of the question",
            "off the table",
            "forbid/forbids/forbade/forbidden/forbidding",
            "ban/bans/banned/banning",
            "bar/barred/bars/barring",
            "prevent/prevents/prevented/preventing",
            "block/blocks/blocked/blocking",
            "opposed/opposes/oppose",
            "impossible",
        ),
        negated="possible",
    ),
    Cue(
        "denied.denied",
        "denied",
        (
            "deny/denies/denied/denying",
            "dismiss/dismisses/dismissed/dismissing",
            "refute/refutes/refuted",
            "laugh/laughs/laughed/shrug/shrugs/shrugged off",
            "denial",
        ),
        reach="clause",
        negated="happened",
    ),
    Cue(
        "denied.failed",
        "denied",
        ("fail/fails/failed/failing to", "failure to", "neglected to"),
        "forward",
        negated="happened",
    ),
    Cue(
        "denied.cannot",
        "denied",
        ("can not/n't/n’t", "cannot", "could not/n't/n’t", "ca n't/n’t"),
        "either",
        "near",
    ),
    Cue(
        "denied.counterfactual",
        "denied",
        (
            "would have",
            "should have",
            "was/were supposed to",
            "was/were to have",
            "was/were meant to",
            "had been due to",
        ),
        "forward",
    ),
    Cue(
        "denied.no-plans",
        "denied",
        (
            "no plan/plans/intention/intentions",
            "no immediate/current plans/plan",
            "no longer",
            "no chance/prospect/question/need/reason/desire/interest",
            "instead of",
            "rather than",
            "without",
            "stopped/stops/stop short of",
        ),
        "forward",
    ),
    Cue(
        "denied.absent",
        "denied",
        ("unlikely", "in doubt", "missed/misses/miss", "collapsed before", "absent from", "never happened"),
        "either",
        negated="possible",
    ),
)

POSSIBLE: tuple[Cue, ...] = (
    Cue(
        "possible.unconfirmed",
        "possible",
        ("neither confirm/confirms/confirmed nor deny/denies/denied",),
        reach="clause",
        examples=("Berlin would neither confirm nor deny that Merkel would [meet] Macron.",),
    ),
    Cue(
        "possible.may",
        "possible",
        ("may/might", "could", "should/must/ought", "can"),
        "either",
        "near",
        "possible",
        tag="MD",
    ),
    Cue(
        "possible.would-if",
        "possible",
        (
            "would like/love/prefer/welcome/consider",
            "would be happy/glad/willing/ready/open/pleased/prepared/better",
        ),
        "forward",
        "near",
        "denied",
    ),
    Cue(
        "possible.if",
        "possible",
        ("if/unless/whether", "in case", "provided that", "should there"),
        "forward",
        "near",
    ),
    Cue(
        "possible.wants",
        "possible",
        (
            "want/wants/wanted/wanting",
            "wish/wishes/wished/wishing",
            "hope/hopes/hoped/hoping",
            "hopeful",
            "desire/desires/desired",
            "like to",
            "eager/keen/anxious",
            "aim/aims/aimed/aiming",
            "need/needs/needed to/for",
            "aspires/aspire/aspired",
            "prefer/prefers/preferred",
            "has/have/had to",
            "would/will have to",
        ),
        "either",
        "clause",
        "denied",
    ),
    Cue(
        "possible.willing",
        "possible",
        (
            "willingness/readiness/openness",
            "interested in",
            "interest in",
            "in favour/favor of",
        ),
        "either",
        "near",
        "denied",
    ),
    Cue(
        "possible.ready", "possible", ("willing/ready/happy/open/free",), "either", "near", "denied", tag="JJ"
    ),
    Cue("possible.prepared", "possible", ("prepared to",), "forward", "near", "denied", before_verb=True),
    Cue(
        "possible.offered",
        "possible",
        (
            "offer/offers/offered/offering",
            "propose/proposes/proposed/proposing",
            "proposal/proposals",
            "initiative to",
            "efforts/bid/bids to",
            "invite/invites/invited/inviting",
            "an/the/his/her/their invitation to",
            "extended/issued an/the invitation",
            "suggest/suggests/suggested/suggesting",
            "suggestion/suggestions",
            "float/floats/floated/floating",
            "volunteered/volunteers",
            "challenge/challenged/challenges",
        ),
        "either",
        "clause",
        "denied",
    ),
    Cue(
        "possible.urged",
        "possible",
        (
            "urge/urges/urged/urging",
            "call/calls/called/calling for",
            "call/calls/called/calling on/upon",
            "ask/asks/asked/asking",
            "request/requests/requested/requesting",
            "demand/demands/demanded/demanding",
            "appeal/appeals/appealed/appealing",
            "press/presses/pressed/pressing/pushing/pushed/pushes/push for",
            "encourage/encourages/encouraged/encouraging",
            "encouragement for/to",
            "recommend/recommends/recommended/recommending",
            "advise/advises/advised/advising",
            "pressure/pressured/pressuring",
            "insist/insisted/insists on",
            "beg/begged/implored/implore/plead/pleaded",
            "persuade/persuaded/convince/convinced/coax",
            "lobbied/lobbying/lobby",
            "mull/mulls/mulled/mulling",
        ),
        "either",
        "clause",
        "denied",
    ),
    Cue(
        "possible.seeks",
        "possible",
        (
            "seek/seeks/sought/seeking",
            "try/tries/tried/trying to",
            "attempt/attempts/attempted/attempting",
            "consider/considers/considered/considering",
            "consideration",
            "contemplate/contemplates/contemplated/contemplating",
            "weigh/weighs/weighed/weighing",
            "explore/explores/explored/exploring",
            "think/thinks/thinking about/of",
            "hint/hints/hinted/hinting",
            "threaten/threatens/threatened/threatening",
        ),
        "either",
        "near",
        "denied",
    ),
    Cue(
        "possible.possible",
        "possible",
        (
            "possible/potential/prospective/hypothetical/tentative/conceivable",
            "possibility/prospect/prospects/chance/chances/likelihood/idea/speculation",
            "possibly/perhaps/maybe/potentially",
        ),
        "either",
        "clause",
        "denied",
    ),
)

HAPPENED: tuple[Cue, ...] = (
    Cue(
        "happened.recent",
        "happened",
        ("last/recent/latest/previous/past/earlier/historic",),
        "forward",
        tag="JJ",
        examples=("Building on their last [meeting], the leaders will discuss trade.",),
    ),
)
"""Words that show that it happened, whatever lies ahead in the rest of the sentence."""

NEGATIONS: frozenset[str] = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "cannot"})
"""Words that turn the verb they stand with."""

NO: frozenset[str] = frozenset({"no", "neither"})
"""Determiners that turn their noun: "no meeting took place"."""

PSEUDO: tuple[str, ...] = (
    "not only/just/merely/simply/least",
    "not to mention",
    "no sooner",
    "no doubt",
    "no wonder",
    "if only",
    "even if",
    "as if",
    "at the/his/her/their/its invitation/request/behest/urging of",
    "at 's/’s invitation/request",
    "'s/’s invitation/request",
    "will of the people",
    "could not be reached/confirmed/verified",
    "could not immediately/independently be confirmed/verified",
    "could not be immediately/independently confirmed/verified",
    "declined/refused/declines/refuses to comment/say/elaborate/give/disclose/discuss/confirm/answer",
    "asked by reporters",
    "so-called",
    "not without",
    "never before",
    "may day",
    "as soon as possible",
    "where possible",
    "if possible",
    "called/calls/call on sunday/monday/tuesday/wednesday/thursday/friday/saturday",
    "open letter",
)
"""Words that look like a cue and are none."""

OCCURRENCE_VERBS: frozenset[str] = frozenset(
    """
    take happen occur be begin start open go proceed come follow continue resume hold end finish conclude
    last run convene commence become get have materialise materialize
    """.split()
)
"""Verbs that say of a meeting, their subject, that it takes place."""

LIGHT_VERBS: frozenset[str] = frozenset(
    """
    hold have host chair convene attend take join begin open conduct conclude resume start finish make pay
    continue stage do enter set give end complete lead arrange organize organise participate engage
    undertake launch cochair co-chair cohost co-host restart renew reopen embark go come travel fly return
    arrive receive welcome secure get sit schedule plan include feature
    """.split()
)
"""Verbs that only say of a meeting, their object, that it takes place."""

BLOCKING_PREPOSITIONS: frozenset[str] = frozenset("after following since upon despite besides".split())
"""What stands behind these has happened."""

TRANSPARENT_PREPOSITIONS: frozenset[str] = frozenset(
    "for to into of out toward towards from against about ahead".split()
)
"""What stands behind these shares the status of the words before: "agreed to talks", "the possibility of a
meeting"."""

RESULT_NOUNS: frozenset[str] = frozenset(
    """
    outcome outcomes result results success failure end close conclusion readout transcript summary wake
    aftermath details photo photos picture pictures pictured memory memories text record
    """.split()
)
"""Of what has a result, or a picture, it is known that it happened."""

REPORT_NOUNS: frozenset[str] = frozenset(
    "report reports account accounts rumour rumours rumor rumors claim claims".split()
)
"""A report of a meeting can be denied; nothing else reaches through it."""

PARTITIVE_NOUNS: frozenset[str] = frozenset(
    """
    round rounds series set kind sort type form part phase session leg stage start beginning resumption
    opening day
    """.split()
)
"""A round of talks is talks."""

CONDITIONAL_MARKS: frozenset[str] = frozenset({"if", "whether", "unless"})

SPEECH_VERBS: frozenset[str] = frozenset(
    """
    say tell announce report confirm add state tweet write note declare disclose reveal acknowledge warn
    insist claim explain reply respond recall remark stress argue quote cite admit deny allege post predict
    suggest maintain
    """.split()
)
"""Verbs whose subject says so."""

ACCORDING: tuple[str, ...] = ("according to", "citing", "quoting", "in the words of")
"""Words before the one who says so."""
