"""English knowledge that is written, not trained: tag to part of speech, lemmas of short forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from spacy.language import Language
from spacy.lookups import Lookups, load_lookups
from spacy.pipeline import AttributeRuler, Lemmatizer

Pattern = list[dict[int | str, Any]]
Rule = tuple[str, str]
Exceptions = dict[str, list[str]]

#: Penn Treebank tag: universal part of speech and features, as spaCy's English models have them.
TAG_MAP: dict[str, dict[int | str, int | str]] = {
    ".": {"POS": "PUNCT", "MORPH": "PunctType=Peri"},
    ",": {"POS": "PUNCT", "MORPH": "PunctType=Comm"},
    ":": {"POS": "PUNCT"},
    "-LRB-": {"POS": "PUNCT", "MORPH": "PunctSide=Ini|PunctType=Brck"},
    "-RRB-": {"POS": "PUNCT", "MORPH": "PunctSide=Fin|PunctType=Brck"},
    "``": {"POS": "PUNCT", "MORPH": "PunctSide=Ini|PunctType=Quot"},
    "''": {"POS": "PUNCT", "MORPH": "PunctSide=Fin|PunctType=Quot"},
    "HYPH": {"POS": "PUNCT", "MORPH": "PunctType=Dash"},
    "NFP": {"POS": "PUNCT"},
    "$": {"POS": "SYM"},
    "#": {"POS": "SYM"},
    "SYM": {"POS": "SYM"},
    "ADD": {"POS": "X"},
    "AFX": {"POS": "X"},
    "FW": {"POS": "X", "MORPH": "Foreign=Yes"},
    "GW": {"POS": "X"},
    "LS": {"POS": "X", "MORPH": "NumType=Ord"},
    "XX": {"POS": "X"},
    "CC": {"POS": "CCONJ", "MORPH": "ConjType=Cmp"},
    "CD": {"POS": "NUM", "MORPH": "NumType=Card"},
    "DT": {"POS": "DET"},
    "PDT": {"POS": "DET"},
    "EX": {"POS": "PRON"},
    "IN": {"POS": "ADP"},
    "RP": {"POS": "ADP"},
    "JJ": {"POS": "ADJ", "MORPH": "Degree=Pos"},
    "JJR": {"POS": "ADJ", "MORPH": "Degree=Cmp"},
    "JJS": {"POS": "ADJ", "MORPH": "Degree=Sup"},
    "NN": {"POS": "NOUN", "MORPH": "Number=Sing"},
    "NNS": {"POS": "NOUN", "MORPH": "Number=Plur"},
    "NNP": {"POS": "PROPN", "MORPH": "Number=Sing"},
    "NNPS": {"POS": "PROPN", "MORPH": "Number=Plur"},
    "POS": {"POS": "PART"},
    "TO": {"POS": "PART"},
    "PRP": {"POS": "PRON", "MORPH": "PronType=Prs"},
    "PRP$": {"POS": "PRON", "MORPH": "Poss=Yes|PronType=Prs"},
    "WDT": {"POS": "PRON"},
    "WP": {"POS": "PRON"},
    "WP$": {"POS": "PRON", "MORPH": "Poss=Yes"},
    "RB": {"POS": "ADV"},
    "RBR": {"POS": "ADV", "MORPH": "Degree=Cmp"},
    "RBS": {"POS": "ADV", "MORPH": "Degree=Sup"},
    "WRB": {"POS": "SCONJ"},
    "UH": {"POS": "INTJ"},
    "MD": {"POS": "AUX", "MORPH": "VerbForm=Fin"},
    "VB": {"POS": "VERB", "MORPH": "VerbForm=Inf"},
    "VBD": {"POS": "VERB", "MORPH": "Tense=Past|VerbForm=Fin"},
    "VBG": {"POS": "VERB", "MORPH": "Aspect=Prog|Tense=Pres|VerbForm=Part"},
    "VBN": {"POS": "VERB", "MORPH": "Aspect=Perf|Tense=Past|VerbForm=Part"},
    "VBP": {"POS": "VERB", "MORPH": "Tense=Pres|VerbForm=Fin"},
    "VBZ": {"POS": "VERB", "MORPH": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
    "_SP": {"POS": "SPACE"},
}

VERBS = ["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"]
BE = ["be", "am", "is", "are", "was", "were", "been", "being", "'m", "’m", "'re", "’re"]
ARGUMENTS = ["nsubj", "nsubjpass", "dobj", "dative", "pobj", "pcomp", "attr", "conj", "ROOT"]

#: Where the tree decides the part of speech, or a word does.
EXCEPTIONS: list[tuple[Pattern, str]] = [
    ([{"TAG": {"IN": VERBS}, "DEP": {"IN": ["aux", "auxpass"]}}], "AUX"),
    ([{"TAG": {"IN": VERBS}, "LOWER": {"IN": BE}}], "AUX"),
    ([{"TAG": "VBZ", "LOWER": {"IN": ["'s", "’s"]}}], "AUX"),
    ([{"TAG": "IN", "DEP": "mark"}], "SCONJ"),
    ([{"TAG": "TO", "DEP": "prep"}], "ADP"),
    ([{"TAG": {"IN": ["DT", "PDT"]}, "DEP": {"IN": ARGUMENTS}}], "PRON"),
    ([{"TAG": "WDT", "DEP": "det"}], "DET"),
]

#: Lemmas that no suffix rule finds: (tags, lower-case forms, lemma).
LEMMAS: list[tuple[list[str], list[str], str]] = [
    (VERBS, [*BE, "'s", "’s"], "be"),
    (VERBS, ["have", "has", "had", "having", "'ve", "’ve", "'d", "’d"], "have"),
    (VERBS, ["do", "does", "did", "done", "doing"], "do"),
    (VERBS, ["gets", "got", "gotten", "getting"], "get"),
    (["MD"], ["'d", "’d"], "would"),
    (["MD"], ["'ll", "’ll", "wo"], "will"),
    (["MD"], ["ca"], "can"),
    (["MD"], ["sha"], "shall"),
    (["RB"], ["n't", "n’t"], "not"),
    (["PRP"], ["i", "me"], "I"),
    (["PRP"], ["him"], "he"),
    (["PRP"], ["her"], "she"),
    (["PRP"], ["us", "'s", "’s"], "we"),
    (["PRP"], ["them", "'em", "’em"], "they"),
]

#: Features of pronouns: (tag, lower-case forms, features); coreference leans on number and gender.
PRONOUNS: list[tuple[str, list[str], str]] = [
    ("PRP", ["i"], "Case=Nom|Number=Sing|Person=1|PronType=Prs"),
    ("PRP", ["me"], "Case=Acc|Number=Sing|Person=1|PronType=Prs"),
    ("PRP", ["you"], "Person=2|PronType=Prs"),
    ("PRP", ["he"], "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"),
    ("PRP", ["him"], "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs"),
    ("PRP", ["she"], "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
    ("PRP", ["her"], "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
    ("PRP", ["it"], "Gender=Neut|Number=Sing|Person=3|PronType=Prs"),
    ("PRP", ["we"], "Case=Nom|Number=Plur|Person=1|PronType=Prs"),
    ("PRP", ["us"], "Case=Acc|Number=Plur|Person=1|PronType=Prs"),
    ("PRP", ["they"], "Case=Nom|Number=Plur|Person=3|PronType=Prs"),
    ("PRP", ["them", "'em", "’em"], "Case=Acc|Number=Plur|Person=3|PronType=Prs"),
    ("PRP", ["himself"], "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"),
    ("PRP", ["herself"], "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"),
    ("PRP", ["itself"], "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"),
    ("PRP", ["themselves"], "Case=Acc|Number=Plur|Person=3|PronType=Prs|Reflex=Yes"),
    ("PRP$", ["my"], "Number=Sing|Person=1|Poss=Yes|PronType=Prs"),
    ("PRP$", ["your"], "Person=2|Poss=Yes|PronType=Prs"),
    ("PRP$", ["his"], "Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
    ("PRP$", ["her"], "Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
    ("PRP$", ["its"], "Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
    ("PRP$", ["our"], "Number=Plur|Person=1|Poss=Yes|PronType=Prs"),
    ("PRP$", ["their"], "Number=Plur|Person=3|Poss=Yes|PronType=Prs"),
]


def add_attribute_ruler(nlp: Language, before: str | None = None) -> None:
    """Add `attribute_ruler`: parts of speech from tags, words and the tree; lemmas of short forms."""
    ruler = nlp.add_pipe("attribute_ruler", before=before, config={"validate": False})
    assert isinstance(ruler, AttributeRuler)
    ruler.load_from_tag_map({tag: {**attrs} for tag, attrs in TAG_MAP.items()})
    for pattern, pos in EXCEPTIONS:
        ruler.add([pattern], {"POS": pos})
    for tags, forms, lemma in LEMMAS:
        ruler.add([[{"TAG": {"IN": tags}, "LOWER": {"IN": forms}}]], {"LEMMA": lemma})
    for tag, forms, features in PRONOUNS:
        ruler.add([[{"TAG": tag, "LOWER": {"IN": forms}}]], {"MORPH": features})


def find_forms(word: str, rules: list[Rule]) -> list[str]:
    """What the suffix rules make of a word."""
    forms = (word[: len(word) - len(old)] + new for old, new in rules if word.endswith(old))
    return [form for form in forms if form]


def find_lemma(word: str, known: Collection[str], rules: list[Rule], exceptions: Exceptions) -> str:
    """The lemma that spaCy's rule lemmatizer gives a word, if `known` are the lemmas it knows."""
    sure: list[str] = []
    unsure: list[str] = []
    for form in find_forms(word, rules):
        if form in known:
            sure.insert(0, form)
        else:
            (unsure if form.isalpha() else sure).append(form)
    for form in exceptions.get(word, []):
        if form not in sure:
            sure.insert(0, form)
    return (sure or unsure or [word])[0]


def shrink_index(index: Iterable[str], rules: list[Rule], exceptions: Exceptions) -> list[str]:
    """The lemmas without which some word would get another lemma: a fraction of the index."""
    known, kept = frozenset(index), set[str]()
    stems = {
        (lemma[: len(lemma) - len(new)], old) for lemma in known for old, new in rules if lemma.endswith(new)
    }
    words = sorted({stem + old for stem, old in stems})
    wanted = {word: find_lemma(word, known, rules, exceptions) for word in words}
    while lost := [word for word in words if find_lemma(word, kept, rules, exceptions) != wanted[word]]:
        kept |= {form for word in lost for form in find_forms(word, rules) if form in known}
    return sorted(kept)


def read_lemma_tables() -> Lookups:
    """The lemma tables of spacy-lookups-data, the index shrunk to what makes a difference."""
    tables = load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"])
    rules, exceptions = tables.get_table("lemma_rules"), tables.get_table("lemma_exc")
    index = tables.get_table("lemma_index")
    small = {pos: shrink_index(known, rules[pos], exceptions.get(pos, {})) for pos, known in index.items()}
    lookups = Lookups()
    lookups.add_table("lemma_rules", dict(rules))
    lookups.add_table("lemma_exc", dict(exceptions))
    lookups.add_table("lemma_index", small)
    return lookups


def add_lemmatizer(nlp: Language, before: str | None = None) -> None:
    """Add the rule `lemmatizer` with its tables inside, so that loading needs no other package."""
    lemmatizer = nlp.add_pipe("lemmatizer", before=before, config={"mode": "rule"})
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer.initialize(lookups=read_lemma_tables())
