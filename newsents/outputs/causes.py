"""Why predictions err: every encounter that is missed, false or wrongly told, grouped by cause."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from newsents.outputs.evaluate import Annotated, Comparison, folded, shares_evidence
from newsents.records import Report

Cause = Literal[
    "name not found",
    "wrong link or coreference",
    "frame not matched",
    "wrong sides",
    "wrong status",
    "not an encounter",
]
CAUSES: tuple[Cause, ...] = get_args(Cause)
_LONGEST_SENTENCE = 200


@dataclass(frozen=True)
class EncounterError:
    """An encounter that was missed, falsely found, or found with wrong sides or status.

    `told` is what the annotation says, `said` what the prediction says (either may be ""), `rule` the frame that
    found it. `str()` is one line.
    """

    article: str
    cause: Cause
    told: str
    said: str
    rule: str
    sentence: str

    def __str__(self) -> str:
        parts = [self.article, self.cause, self.told or "–", self.said or "–", self.rule or "–"]
        return "\t".join([*parts, " ".join(self.sentence.split())[:_LONGEST_SENTENCE]])


def find_causes(gold: Iterable[Annotated], reports: Mapping[str, Report]) -> Iterator[EncounterError]:
    """Yield every error of the reports, by article id, against gold articles, in the order of the articles.

    A missed encounter whose party is nowhere in the report is a name not found; one whose sentence gave a record
    of other parties a wrong link or coreference; else no frame matched. A record that shares no sentence with a
    gold encounter is not an encounter.

    >>> told = {"id": "a", "entities": [{"id": "e1", "name": "Rome"}, {"id": "e2", "name": "Bern"}], "encounters": [
    ...     {"kind": "meeting", "status": "happened", "sides": [["e1"], ["e2"]], "evidence": ["Rome met Bern."]}]}
    >>> [error.cause for error in find_causes([told], {"a": Report(text="", id="a")})]
    ['name not found']
    """
    for article in gold:
        report = reports.get(article["id"], Report(text=""))
        yield from _Errors(article, report).errors()


def format_causes(errors: Collection[EncounterError]) -> str:
    """Return the errors as text: for each cause its count, then one line each.

    >>> format_causes([])
    'no errors'
    """
    if not errors:
        return "no errors"
    blocks = []
    for cause in CAUSES:
        own = [error for error in errors if error.cause == cause]
        if own:
            blocks.append("\n".join([f"{cause}: {len(own)}", *(f"  {error}" for error in own)]))
    return "\n\n".join(blocks)


class _Errors:
    """The errors of one article."""

    def __init__(self, gold: Annotated, report: Report) -> None:
        from newsents.outputs.gold import to_gold

        self.gold, self.predicted = gold, to_gold(report)
        self.comparison = Comparison(gold, self.predicted)
        self.rules = {encounter.id: encounter.rule for encounter in report.encounters}
        self.found = {folded(mention.text) for mention in report.mentions}
        self.found |= {folded(entity.name) for entity in report.entities}
        self.found |= {folded(form) for entity in self.predicted["entities"] for form in entity["mentions"]}

    def errors(self) -> Iterator[EncounterError]:
        matched = self.comparison.matched()
        for told, said in matched:
            if self.comparison.sides_of_gold(told) != self.comparison.sides_of_prediction(said):
                yield self.error("wrong sides", told, said)
            if told["status"] != said["status"]:
                yield self.error("wrong status", told, said)
        known = [id(told) for told, _ in matched]
        answered = [id(said) for _, said in matched]
        missed = [told for told in self.gold.get("encounters", []) if id(told) not in known]
        false = [said for said in self.predicted["encounters"] if id(said) not in answered]
        for told in missed:
            rival = next((said for said in false if shares_evidence(told, said)), None)
            yield self.error(self.cause_of_miss(told, rival), told, rival)
        for said in false:
            if not any(shares_evidence(told, said) for told in missed):
                yield self.error("not an encounter", None, said)

    def cause_of_miss(self, told: Annotated, rival: Annotated | None) -> Cause:
        forms = {
            e["id"]: {folded(f) for f in (e["name"], *e.get("mentions", []))} for e in self.gold["entities"]
        }
        parties = [party for side in told["sides"] for party in side]
        if any(forms[party].isdisjoint(self.found) for party in parties):
            return "name not found"
        return "wrong link or coreference" if rival is not None else "frame not matched"

    def error(self, cause: Cause, told: Annotated | None, said: Annotated | None) -> EncounterError:
        shown = told or said or {}
        return EncounterError(
            article=str(self.gold["id"]),
            cause=cause,
            told=_summary(told, self.gold) if told else "",
            said=_summary(said, self.predicted) if said else "",
            rule=self.rules.get(said["id"], "") if said else "",
            sentence=next(iter(shown.get("evidence") or []), ""),
        )


def _summary(encounter: Annotated, article: Mapping[str, Any]) -> str:
    """ "meeting happened: Ana Brekke | Tomas Varela"."""
    names = {entity["id"]: entity["name"] for entity in article.get("entities", [])}
    sides = " | ".join(" + ".join(names.get(party, party) for party in side) for side in encounter["sides"])
    return f"{encounter['kind']} {encounter['status']}: {sides}"
