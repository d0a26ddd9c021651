"""Words by which news calls parties without naming them. All folded (see `newsents.text.fold`)."""

from __future__ import annotations

PRONOUNS_ONE: frozenset[str] = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PRONOUNS_MANY: frozenset[str] = frozenset({"they", "them", "their", "themselves", "both"})
FIRST_PERSON: frozenset[str] = frozenset({"i", "me", "my", "myself"})

DELEGATES: frozenset[str] = frozenset(
    """
    official officials representative representatives delegation delegations mission missions negotiator
    negotiators leader leaders leadership government governments authorities authority minister ministers
    diplomat diplomats side sides team teams lawmaker lawmakers counterpart counterparts envoy envoys delegate
    delegates mediator mediators regime administration officers generals commanders parliamentarians legislators
    cabinet emissaries emissary partners ambassadors ambassador parliament ally allies president presidents
    officer rulers party parties chief chiefs intermediary intermediaries foreign defense defence prime
    secretaries secretary spokesmen premiers members member staff heads army military
    """.split()
)
"""Unnamed people who stand for whom they represent: "Iraqi officials" are Iraq."""

HEADLINE_VERBS: frozenset[str] = frozenset(
    "meet hold discuss agree talk speak sign begin resume exchange review vow pledge confer open launch".split()
)
"""Plural verbs of headlines: "Modi, Xi meet"."""

CAPTION_ASIDES: frozenset[str] = frozenset("left right center centre l r c second third far 2nd 3rd".split())
"""Where somebody stands in a picture."""

FIGHTERS: frozenset[str] = frozenset(
    "rebel rebels fighter fighters militant militants insurgent insurgents guerrillas militia soldiers".split()
)
"""After the name of a movement these stand for it: "M23 rebels"; after a country's they do not: "Libyan rebels"."""

KIN: frozenset[str] = frozenset(
    "deputy aide adviser advisor assistant wife husband son daughter brother sister spokesman spokeswoman envoy".split()
)
"""What somebody is of somebody else: "met with Brekke's deputy, Ilse Brandt"."""

COMPANIONS: frozenset[str] = frozenset(
    "colleague colleagues successor successors predecessor predecessors rival rivals host hosts guest guests".split()
)
"""What somebody is to another: "received his successor X", "her Lviv colleague Y"."""

BODIES: frozenset[str] = frozenset("presidium board collegium bureau council committee".split())
"""Parts of an organisation that act for it: "the State Council's presidium"."""

DELEGATE_MODIFIERS: frozenset[str] = frozenset(
    """
    senior top high level ranking military government political foreign defense defence prime finance trade economic
    security intelligence peace national regional local provincial federal current other key several many two three
    four five six delegation law enforcement civilian opposition party congressional army navy police diplomatic
    interior visiting new former parliamentary
    """.split()
)
"""Words that may stand between the country and its delegates."""

PLURAL_PARTIES: frozenset[str] = frozenset(
    """
    leaders presidents ministers sides parties men women officials premiers chancellors secretaries diplomats
    negotiators heads two pair duo counterparts statesmen politicians principals chiefs kings ambassadors governors
    generals candidates rivals allies envoys
    """.split()
)
"""Nouns that, after "the two", "both" or "the", stand for people or countries named before."""

COUNTRY_PLURALS: frozenset[str] = frozenset(
    "countries nations governments states neighbours neighbors".split()
)
"""Plurals that stand for countries named before."""

STYLES: frozenset[str] = frozenset({"majesty", "highness", "holiness"})
"""Styles that, after "his" or "her" and without a name, stand for a monarch or a pope."""
STYLED: frozenset[str] = frozenset(
    "king queen emperor emir amir sultan prince princess ruler sheikh pope patriarch".split()
)
"""Heads of the titles of those who are called by such a style."""

OFFICE_WORDS: frozenset[str] = frozenset("prime foreign defense defence finance interior trade".split())
"""What may stand inside "the two prime ministers"."""

FEMALE_WORDS: frozenset[str] = frozenset(
    "ms mrs miss lady queen princess dame madam baroness chairwoman spokeswoman congresswoman wife".split()
)
MALE_WORDS: frozenset[str] = frozenset(
    "mr sir king prince lord sheikh baron chairman spokesman congressman husband pope".split()
)
"""Words before a name that say whether "he" or "she" can stand for it."""

PLURAL_HEADS: dict[str, str] = {
    "presidents": "president",
    "ministers": "minister",
    "premiers": "premier",
    "chancellors": "chancellor",
    "secretaries": "secretary",
    "kings": "king",
    "governors": "governor",
    "ambassadors": "ambassador",
    "advisers": "adviser",
    "advisors": "advisor",
}
"""Plural titles and their head."""
