"""Reports as HTML: the article with its mentions marked, and a card for each encounter. No scripts, all escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from newsents.records import Encounter, Entity, Mention, Participant, Report

_CLASSES = "newsents tex2jax_ignore mathjax_ignore"
"""The last two keep Jupyter from reading dollar signs as mathematics; it asks for both."""
_QID = re.compile(r"Q\d+\Z")
_COLOURS = {
    "PERSON": "#3b7ddd",
    "TITLE": "#8a6bd1",
    "ORG": "#c77d0a",
    "GPE": "#1f9d6b",
    "NORP": "#1f9d6b",
    "LOC": "#2b9aa8",
    "FAC": "#2b9aa8",
    "DATE": "#8b8f98",
}
_STATUS_COLOURS = {"happened": "#1f9d6b", "planned": "#3b7ddd", "denied": "#d14b4b", "possible": "#c77d0a"}
_STYLE = """
.newsents{--ink:#1d2330;--soft:#5c6474;--line:#dfe3ea;--paper:#fff;--card:#f7f8fa;color:var(--ink);
background:var(--paper);font:15px/1.6 system-ui,sans-serif;max-width:60em;padding:1em;border-radius:8px}
.newsents .ns-head{color:var(--soft);font-size:.87em;margin:0 0 .8em}
.newsents .ns-text{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.9;margin:0 0 1.2em}
.newsents mark{--c:#8b8f98;color:inherit;background:color-mix(in srgb,var(--c) 16%,transparent);
border-bottom:2px solid var(--c);border-radius:3px;padding:.05em .15em}
.newsents mark mark{padding:0 .1em}
.newsents .ns-cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(19em,1fr));gap:.8em}
.newsents .ns-card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.7em .9em}
.newsents .ns-when{display:flex;gap:.6em;flex-wrap:wrap;align-items:baseline;font-size:.87em;color:var(--soft)}
.newsents .ns-status{--c:#8b8f98;color:var(--c);font-weight:600}
.newsents .ns-card ul{margin:.4em 0;padding-left:1.2em}
.newsents .ns-card blockquote{margin:.4em 0 0;padding-left:.7em;border-left:3px solid var(--line);
color:var(--soft);font-size:.87em;overflow-wrap:anywhere}
.newsents a{color:inherit}
.newsents .ns-note{color:var(--soft)}
@DARK@
"""
_DARK = "--ink:#e7eaf0;--soft:#a2abbb;--line:#39404d;--paper:#171b22;--card:#1f252e"
_COLOUR_RULES = "".join(
    [f".newsents mark.ns-{label}{{--c:{colour}}}" for label, colour in _COLOURS.items()]
    + [f".newsents .ns-{status}{{--c:{colour}}}" for status, colour in _STATUS_COLOURS.items()]
)
STYLE = (
    _STYLE.replace("@DARK@", f"@media (prefers-color-scheme:dark){{.newsents{{{_DARK}}}}}").replace("\n", "")
    + _COLOUR_RULES
)
"""All rules begin with `.newsents`, so that nothing else on a page changes."""


def report_html(report: Report) -> str:
    """Return a report as an HTML fragment: the view in a notebook.

    >>> "<script>" in report_html(Report(text="<script>alert(1)</script>"))
    False
    """
    parts = [f'<div class="{_CLASSES}"><style>{STYLE}</style>', _head(report)]
    if report.error:
        parts.append(f"<p><strong>{escape(report.error.kind)}</strong>: {escape(report.error.message)}</p>")
    parts += [f'<p class="ns-note">{escape(warning)}</p>' for warning in report.warnings]
    parts.append(f'<div class="ns-text">{"".join(_marked(report))}</div>')
    if report.encounters:
        parts.append(f'<div class="ns-cards">{"".join(map(_card, report.encounters))}</div>')
    elif not report.error:
        parts.append('<p class="ns-note">no encounters</p>')
    return "".join([*parts, "</div>"])


def page_html(reports: Iterable[Report]) -> str:
    """Return reports as one complete HTML page."""
    body = "\n".join(map(report_html, reports))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<title>who met whom</title></head><body>\n{body}\n</body></html>\n"
    )


def _head(report: Report) -> str:
    known = [report.id, report.published and str(report.published), report.model, report.gazetteer]
    facts = " · ".join(escape(str(fact)) for fact in known if fact)
    return f'<p class="ns-head">{facts}</p>' if facts else ""


def _marked(report: Report) -> Iterator[str]:
    """The text with nested marks; the mentions are sorted and never cross, so a stack of open ones is enough."""
    entities = {entity.id: entity for entity in report.entities}
    offices = _offices(report)
    open_ends: list[int] = []
    at = 0
    for mention in report.mentions:
        while open_ends and open_ends[-1] <= mention.start:
            yield escape(report.text[at : open_ends[-1]]) + "</mark>"
            at = open_ends.pop()
        yield escape(report.text[at : mention.start])
        entity = entities.get(mention.entity or "")
        hint = escape(_hint(mention, entity, offices.get(mention.entity or "")))
        yield f'<mark class="ns-{mention.label}" title="{hint}">'
        at = mention.start
        open_ends.append(mention.end)
    while open_ends:
        yield escape(report.text[at : open_ends[-1]]) + "</mark>"
        at = open_ends.pop()
    yield escape(report.text[at:])


def _offices(report: Report) -> dict[str, str]:
    """For each person the first office that the text gives."""
    offices: dict[str, str] = {}
    for role in report.roles:
        offices.setdefault(role.person, role.title + (f" of {role.of_name}" if role.of_name else ""))
    return offices


def _hint(mention: Mention, entity: Entity | None, office: str | None) -> str:
    """What the tooltip says: label, whom it means, the link and why, the office."""
    if entity is None:
        return mention.label
    facts = [mention.label, entity.name]
    if entity.kb_id:
        name = f"{entity.kb_name} " if entity.kb_name and entity.kb_name != entity.name else ""
        facts.append(f"{name}{entity.kb_id}")
    if entity.link:
        facts.append(f"{entity.link.method} {entity.link.score:.2f}")
    return " · ".join([*facts, office] if office else facts)


def _card(encounter: Encounter) -> str:
    when = encounter.date.iso if encounter.date else "undated"
    where = f"<span>{escape(encounter.place.name)}</span>" if encounter.place else ""
    sides = "".join(f"<li>{', '.join(map(_participant, side))}</li>" for side in encounter.sides)
    quotes = "".join(f"<blockquote>{escape(piece.text)}</blockquote>" for piece in encounter.evidence)
    hint = escape(f"rule {encounter.rule}, confidence {encounter.confidence}")
    return (
        f'<div class="ns-card" title="{hint}"><div class="ns-when">'
        f'<span class="ns-status ns-{encounter.status}">{encounter.kind}, {encounter.status}</span>'
        f"<span>{escape(when)}</span>{where}</div><ul>{sides}</ul>{quotes}</div>"
    )


def _participant(participant: Participant) -> str:
    name = f"<strong>{escape(participant.name)}</strong>"
    if participant.kb_id and _QID.match(participant.kb_id):
        name = f'<a href="https://www.wikidata.org/wiki/{participant.kb_id}">{name}</a>'
    office = ", ".join(part for part in (participant.title, participant.of_name) if part)
    return f"{name} ({escape(office)})" if office else name
