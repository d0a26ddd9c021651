"""How good the reports are: predictions against what careful readers wrote down.

An article is a dict with `id`, `entities`, `roles` and `encounters`, as `to_gold` returns it. A predicted entity stands
for the gold entity with which it shares most surface forms; everything else is compared after that.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

Annotated = Mapping[str, Any]
"""An article in the schema of the annotation guide."""
Pair = frozenset[Hashable]
Scores = dict[str, dict[str, float | int]]

_COUNTED = ("encounters", "visits", "rare", "roles", "pairs")
_AGREED = ("of", "kind", "status", "date", "place", "sides", "evidence")


@dataclass(frozen=True)
class Counts:
    """How many were found, wrongly found and missed."""

    found: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.found + other.found, self.false + other.false, self.missed + other.missed)

    @classmethod
    def of_sets(cls, gold: set[Any], predicted: set[Any]) -> Counts:
        """Compare two sets."""
        return cls(len(gold & predicted), len(predicted - gold), len(gold - predicted))

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 0 if nothing was said."""
        return self.found / (self.found + self.false) if self.found + self.false else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was said; 0 if there is nothing."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class PairError:
    """A pair that was missed, or wrongly found, with the sentence that shows it. `str()` is one line."""

    article: str
    mark: str
    names: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        return "\t".join([self.article, self.mark, " + ".join(self.names), self.sentence[:200]])


def evaluate(gold: Iterable[Annotated], predicted: Mapping[str, Annotated]) -> Scores:
    """Return the scores of predictions, by article id, against gold articles; a missing one counts as empty.

    `articles`: mean over articles of precision, recall and F1 of the pairs who met whom (the main figure).
    `encounters`, `visits`, `rare` (status other than happened), `roles`, `pairs`: p, r, f and the gold count.
    `of`, `kind`, `status`, `date`, `place`, `sides`, `evidence`: share of found roles or records that agree.

    >>> article = {"id": "a", "entities": [{"id": "e1", "name": "Rome"}, {"id": "e2", "name": "Bern"}], "encounters": [
    ...     {"kind": "meeting", "status": "happened", "sides": [["e1"], ["e2"]]}]}
    >>> evaluate([article], {"a": article})["articles"]
    {'p': 1.0, 'r': 1.0, 'f': 1.0, 'of': 1}
    """
    tally = _Tally()
    for article in gold:
        Comparison(article, predicted.get(article["id"], {})).count(tally)
    return tally.scores()


def pair_errors(gold: Iterable[Annotated], predicted: Mapping[str, Annotated]) -> Iterator[PairError]:
    """Yield every missed and every false pair, in order of the articles."""
    for article in gold:
        yield from Comparison(article, predicted.get(article["id"], {})).errors()


def format_scores(scores: Scores) -> str:
    """Return scores as lines to print: the name of the figure, then its numbers."""
    return "\n".join(
        f"{what.ljust(10)} " + "  ".join(f"{name} {_number(value)}" for name, value in row.items())
        for what, row in scores.items()
    )


def _number(value: float | int) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


@dataclass
class _Tally:
    """What has been counted so far over all articles."""

    articles: list[Counts] = field(default_factory=list)
    counts: dict[str, Counts] = field(default_factory=lambda: dict.fromkeys(_COUNTED, Counts()))
    agreed: dict[str, list[bool]] = field(default_factory=lambda: {what: [] for what in _AGREED})

    def add(self, what: str, counts: Counts) -> None:
        self.counts[what] += counts

    def scores(self) -> Scores:
        means = {
            "p": _mean([c.precision for c in self.articles]),
            "r": _mean([c.recall for c in self.articles]),
        }
        table: Scores = {
            "articles": {**means, "f": _mean([c.f1 for c in self.articles]), "of": len(self.articles)}
        }
        for what, c in self.counts.items():
            table[what] = {"p": c.precision, "r": c.recall, "f": c.f1, "gold": c.found + c.missed}
        for what, answers in self.agreed.items():
            table[what] = {"accuracy": _mean(answers), "of": len(answers)}
        return table


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


class _Reading:
    """One annotation of an article, its entities renamed so that gold and prediction can be compared."""

    def __init__(self, article: Annotated, names: Mapping[str, Hashable]) -> None:
        self.names = names
        self.encounters: list[Annotated] = list(article.get("encounters", []))
        self.pairs = [self._pairs(encounter) for encounter in self.encounters]
        self.roles: dict[tuple[Hashable, str], str | None] = {}
        for role in article.get("roles", []):
            self.roles.setdefault((self.name(role["person"]), folded(role["title"])), role.get("of"))

    def name(self, entity: str) -> Hashable:
        return self.names.get(entity, ("?", folded(str(entity))))

    def sides(self, encounter: Annotated) -> list[set[Hashable]]:
        return [{self.name(entity) for entity in side} for side in encounter["sides"]]

    def _pairs(self, encounter: Annotated) -> set[Pair]:
        across = (product(one, other) for one, other in combinations(self.sides(encounter), 2))
        return {frozenset(pair) for pairs in across for pair in pairs if pair[0] != pair[1]}

    def all_pairs(self) -> set[Pair]:
        return set().union(*self.pairs)

    def parties(self, encounter: Annotated) -> set[Hashable]:
        return set().union(*self.sides(encounter))

    def sentence(self, pair: Pair) -> str:
        """The first evidence of the first encounter that has this pair."""
        shown = next(e for e, pairs in zip(self.encounters, self.pairs, strict=True) if pair in pairs)
        return next(iter(shown.get("evidence") or []), "")


class Comparison:
    """One article: what gold says, and what was predicted."""

    def __init__(self, gold: Annotated, predicted: Annotated) -> None:
        self.id = str(gold["id"])
        self.entities: list[Annotated] = list(gold.get("entities", []))
        self.forms = {entity["id"]: _surface_forms(entity) for entity in self.entities}
        self.gold = _Reading(gold, {id: id for id in self.forms})
        self.predicted = _Reading(predicted, self._aligned(predicted.get("entities", [])))

    def _aligned(self, predicted: Iterable[Annotated]) -> dict[str, Hashable]:
        return {entity["id"]: self._counterpart(entity) for entity in predicted}

    def _counterpart(self, entity: Annotated) -> Hashable:
        """The gold entity that shares most surface forms; an equal name counts twice; the first of equals."""
        name, forms = folded(entity.get("name")), _surface_forms(entity)
        best: Hashable = ("?", name)
        most = 0
        for candidate in self.entities:
            shared = len(self.forms[candidate["id"]] & forms) + (folded(candidate["name"]) == name)
            if shared > most:
                best, most = candidate["id"], shared
        return best

    def count(self, tally: _Tally) -> None:
        """Add this article to the tally."""
        gold_pairs, predicted_pairs = self.gold.all_pairs(), self.predicted.all_pairs()
        pairs = Counts.of_sets(gold_pairs, predicted_pairs)
        tally.add("pairs", pairs)
        if gold_pairs or predicted_pairs:
            tally.articles.append(pairs)
        self._count_encounters(tally)
        self._count_roles(tally)

    def _count_encounters(self, tally: _Tally) -> None:
        matched = self.matched()
        golds, predictions = self.gold.encounters, self.predicted.encounters
        tally.add("encounters", _counts(len(matched), len(golds), len(predictions)))
        visits = sum(_is_visit(gold) for gold, _ in matched)
        tally.add("visits", _counts(visits, sum(map(_is_visit, golds)), sum(map(_is_visit, predictions))))
        rare = sum(_is_rare(gold) and gold["status"] == other["status"] for gold, other in matched)
        tally.add("rare", _counts(rare, sum(map(_is_rare, golds)), sum(map(_is_rare, predictions))))
        for gold, other in matched:
            for what, agrees in self._agreement(gold, other).items():
                tally.agreed[what].append(agrees)

    def _agreement(self, gold: Annotated, other: Annotated) -> dict[str, bool]:
        return {
            "kind": gold["kind"] == other["kind"],
            "status": gold["status"] == other["status"],
            "date": (gold.get("date") or None) == (other.get("date") or None),
            "place": _is_same_place(gold.get("place"), other.get("place")),
            "sides": self.sides_of_gold(gold) == self.sides_of_prediction(other),
            "evidence": shares_evidence(gold, other),
        }

    def sides_of_gold(self, encounter: Annotated) -> frozenset[frozenset[Hashable]]:
        """The sides of a gold encounter, in no order."""
        return _as_sets(self.gold.sides(encounter))

    def sides_of_prediction(self, encounter: Annotated) -> frozenset[frozenset[Hashable]]:
        """The sides of a predicted encounter, its entities named as in gold."""
        return _as_sets(self.predicted.sides(encounter))

    def matched(self) -> list[tuple[Annotated, Annotated]]:
        """Encounters matched one to one, the likest first; among equals those that agree in more fields."""
        options = []
        for i, j in product(range(len(self.gold.encounters)), range(len(self.predicted.encounters))):
            if likeness := self._likeness(i, j):
                gold, other = self.gold.encounters[i], self.predicted.encounters[j]
                agreeing = sum(gold.get(name) == other.get(name) for name in ("kind", "status", "date"))
                options.append((-likeness, -agreeing, i, j))
        matched: dict[int, int] = {}
        for _, _, i, j in sorted(options):
            if i not in matched and j not in matched.values():
                matched[i] = j
        return [(self.gold.encounters[i], self.predicted.encounters[j]) for i, j in matched.items()]

    def _likeness(self, i: int, j: int) -> int:
        """Shared pairs of two meetings or calls, shared visitors of two visits to one place, else 0."""
        gold, other = self.gold.encounters[i], self.predicted.encounters[j]
        if _is_visit(gold) != _is_visit(other):
            return 0
        if not _is_visit(gold):
            return len(self.gold.pairs[i] & self.predicted.pairs[j])
        if not _is_same_place(gold.get("place"), other.get("place")):
            return 0
        return len(self.gold.parties(gold) & self.predicted.parties(other))

    def _count_roles(self, tally: _Tally) -> None:
        gold, other = self.gold.roles, self.predicted.roles
        tally.add("roles", Counts.of_sets(set(gold), set(other)))
        owners = {form: entity for entity, forms in self.forms.items() for form in forms}
        for role in gold.keys() & other.keys():
            of, said = folded(gold[role]), folded(other[role])
            tally.agreed["of"].append(owners.get(of, of) == owners.get(said, said))

    def errors(self) -> Iterator[PairError]:
        """Every missed and every false pair, by name."""
        gold, predicted = self.gold.all_pairs(), self.predicted.all_pairs()
        for mark, pairs, reading in (
            ("miss", gold - predicted, self.gold),
            ("false", predicted - gold, self.predicted),
        ):
            for names, pair in sorted(((self._names(p), p) for p in pairs), key=lambda named: named[0]):
                yield PairError(self.id, mark, names, reading.sentence(pair))

    def _names(self, pair: Pair) -> tuple[str, ...]:
        known = {entity["id"]: entity["name"] for entity in self.entities}
        return tuple(sorted(f"{who[1]} (?)" if isinstance(who, tuple) else known[who] for who in pair))


def _counts(found: int, gold: int, predicted: int) -> Counts:
    return Counts(found, predicted - found, gold - found)


def _is_visit(encounter: Annotated) -> bool:
    return bool(encounter["kind"] == "visit")


def _is_rare(encounter: Annotated) -> bool:
    return bool(encounter["status"] != "happened")


def _as_sets(sides: Iterable[set[Hashable]]) -> frozenset[frozenset[Hashable]]:
    return frozenset(map(frozenset, sides))


def folded(text: str | None) -> str:
    """Words as they are compared: no case, possessives, punctuation or leading articles."""
    bare = re.sub(r"[’'`]s?\b", "", text or "").casefold().replace(".", "")
    return re.sub(r"^(?:(?:the|an?)(?: |$))+", "", " ".join(re.sub(r"[^\w\s]", " ", bare).split()))


def _surface_forms(entity: Annotated) -> set[str]:
    return {folded(form) for form in (entity.get("name"), *entity.get("mentions", []))} - {""}


def _is_same_place(one: str | None, other: str | None) -> bool:
    """Whether two places are the same, or are up to the first comma ("Geneva, Switzerland")."""
    first, second = (folded((place or "").split(",")[0]) for place in (one, other))
    return first == second or folded(one) == folded(other)


def shares_evidence(gold: Annotated, other: Annotated) -> bool:
    """Whether any two sentences share half the words of the shorter one."""
    sentences = product(_word_sets(gold), _word_sets(other))
    return any(2 * len(one & two) >= min(len(one), len(two)) for one, two in sentences)


def _word_sets(encounter: Annotated) -> list[set[str]]:
    found = [set(folded(sentence).split()) for sentence in encounter.get("evidence") or []]
    return [words for words in found if words]
