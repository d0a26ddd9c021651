"""Reports as HTML: the article with its mentions marked, and a card for each encounter. No scripts, all escaped.

Hovering over a card, or moving to it with the keyboard, lights up its evidence in the text, and the other way round:
in style sheets alone. Several views on one page do not meet: every rule begins at the view that it is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from newsents.outputs.palette import DARK, DARK_LABELS, LABELS, LIGHT, LIGHT_LABELS, STATUS_SIGNS
from newsents.records import Encounter, Entity, Mention, Participant, Report

_CLASSES = "newsents tex2jax_ignore mathjax_ignore"
"""The last two keep Jupyter from reading dollar signs as mathematics; it asks for both."""
_QID = re.compile(r"Q\d+\Z")
_STYLE = """
.newsents{color:var(--ink);background:var(--paper);font:15px/1.6 system-ui,sans-serif;max-width:60em;
padding:1em;border-radius:8px;box-sizing:border-box;overflow-wrap:anywhere}
.newsents .ns-head,.newsents .ns-legend{color:var(--soft);font-size:.87em;margin:0 0 .8em}
.newsents .ns-legend{color:var(--ink);line-height:2}
.newsents .ns-legend mark{margin-right:.6em;white-space:nowrap}
.newsents .ns-title{font-weight:600;font-size:1.15em}
.newsents pre.ns-text{white-space:pre-wrap;word-break:normal;overflow:visible;
overflow-wrap:anywhere;line-height:2;margin:0 0 1.2em;padding:0;border:0;
background:none;color:inherit;font-family:inherit;font-size:inherit}
.newsents mark{color:inherit;background:var(--tint);border-bottom:2px solid var(--line);border-radius:3px;
padding:.05em .15em;box-decoration-break:clone;-webkit-box-decoration-break:clone}
.newsents mark mark{padding-left:.1em;padding-right:.1em}
.newsents mark:has(mark){padding-bottom:.3em}
.newsents mark:has(mark mark){padding-bottom:.55em}
.newsents .ns-cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(19em,100%),1fr));gap:.8em}
.newsents .ns-card{background:var(--card);border:1px solid var(--edge);border-radius:8px;padding:.7em .9em;min-width:0}
.newsents .ns-when{display:flex;gap:.2em .8em;flex-wrap:wrap;align-items:baseline;font-size:.87em;color:var(--soft)}
.newsents .ns-status{color:var(--told);font-weight:600}
.newsents .ns-card ul.ns-sides{list-style:none;margin:.5em 0;padding:0}
.newsents .ns-sides li+li::before{content:"↔ ";color:var(--soft)}
.newsents .ns-card blockquote{margin:.4em 0 0;padding:0 0 0 .7em;border-left:3px solid var(--edge);color:var(--soft);
font-size:.87em}
.newsents .ns-why,.newsents .ns-who{color:var(--soft);font-size:.8em;margin:.6em 0 0}
.newsents .ns-who{font-size:.87em;margin-top:1em}
.newsents .ns-who summary{cursor:pointer}
.newsents .ns-who ul{margin:.4em 0;padding-left:1.2em}
.newsents .ns-who strong{color:var(--ink)}
.newsents .ns-card a[href],.newsents .ns-who a[href]{color:inherit;text-decoration:underline}
.newsents .ns-note{color:var(--soft)}
"""
_LIT_TEXT = "{background:var(--lit);outline:2px solid var(--ink);outline-offset:1px;border-radius:2px}"
_LIT_CARD = "{border-color:var(--ink);box-shadow:0 0 0 1px var(--ink)}"


def _themes() -> str:
    """Colours by day and night: as the system says, and over it as JupyterLab and VS Code say."""
    return (
        f".newsents{{{LIGHT}}}{LIGHT_LABELS}"
        f"@media (prefers-color-scheme:dark){{.newsents{{{DARK}}}{DARK_LABELS}}}"
        + _within('[data-jp-theme-light="true"]', LIGHT, LIGHT_LABELS)
        + _within('[data-jp-theme-light="false"]', DARK, DARK_LABELS)
        + _within(".vscode-light", LIGHT, LIGHT_LABELS)
        + _within(".vscode-dark", DARK, DARK_LABELS)
    )


def _within(place: str, colours: str, labels: str) -> str:
    return f"{place} .newsents{{{colours}}}" + labels.replace(".newsents", f"{place} .newsents")


STYLE = _STYLE.replace("\n", "") + _themes()
"""Every selector holds `.newsents`, so that nothing else on a page changes."""


def report_html(report: Report) -> str:
    """Return a report as an HTML fragment: the view in a notebook.

    >>> "<script>" in report_html(Report(text="<script>alert(1)</script>"))
    False
    """
    parts = [
        f'<div class="{_CLASSES}"><style>{STYLE}{_hovers(len(report.encounters))}</style>',
        _head(report),
    ]
    if report.error:
        parts.append(f"<p><strong>{escape(report.error.kind)}</strong>: {escape(report.error.message)}</p>")
    parts += [f'<p class="ns-note">⚠ {escape(warning)}</p>' for warning in report.warnings]
    parts += [_legend(report), _text(report)]
    if report.encounters:
        cards = (_card(number, encounter) for number, encounter in enumerate(report.encounters, 1))
        parts.append(f'<div class="ns-cards">{"".join(cards)}</div>')
    elif not report.error:
        parts.append('<p class="ns-note">no encounters</p>')
    return "".join([*parts, _who_is_who(report), "</div>"])


def page_html(reports: Iterable[Report]) -> str:
    """Return reports as one complete HTML page."""
    body = "\n".join(map(report_html, reports))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        "<style>body{margin:8px auto;max-width:940px}.newsents{margin:0 0 12px}</style>"
        f"<title>who met whom</title></head><body>\n{body}\n</body></html>\n"
    )


def _hovers(count: int) -> str:
    """The rules that light up evidence and card of each encounter together."""
    touched = ":is(:hover,:focus)"
    return "".join(
        f".newsents:has(.ns-c{n}{touched}) .ns-e{n}{_LIT_TEXT}.newsents:has(.ns-e{n}:hover) .ns-c{n}{_LIT_CARD}"
        for n in range(1, count + 1)
    )


def _head(report: Report) -> str:
    known = [report.id, report.published and str(report.published), report.model, report.gazetteer]
    facts = " · ".join(escape(str(fact)) for fact in known if fact)
    return f'<p class="ns-head">{facts}</p>' if facts else ""


def _legend(report: Report) -> str:
    """What the marks mean, of those that there are: colour and kind of line are not all there is to go by."""
    there = {mention.label for mention in report.mentions}
    marks = (f'<mark class="ns-{label}">{words}</mark>' for label, words in LABELS.items() if label in there)
    return f'<p class="ns-legend">{"".join(marks)}</p>' if there else ""


def _text(report: Report) -> str:
    """The article in a `pre`, in which alone nbconvert keeps empty lines; HTML drops the first line break in one."""
    lost = "\n" if report.text.startswith("\n") else ""
    return f'<pre class="ns-text">{lost}{"".join(_marked(report))}</pre>'


def _marked(report: Report) -> Iterator[str]:
    """The text with its spans; one that crosses another is closed and opened again around its border."""
    spans = sorted(
        [*_title_span(report), *_evidence_spans(report), *_mention_spans(report)],
        key=lambda span: (span[0], -span[1]),
    )
    borders = sorted({0, len(report.text), *(at for start, end, *_ in spans for at in (start, end))})
    waiting = iter(spans)
    next_span = next(waiting, None)
    opened: list[tuple[int, int, str, str]] = []
    for at, following in zip(borders, [*borders[1:], len(report.text)], strict=True):
        lowest = next((i for i, span in enumerate(opened) if span[1] == at), len(opened))
        yield from (close for *_, close in reversed(opened[lowest:]))
        reopened = [span for span in opened[lowest:] if span[1] > at]
        yield from (tag for _, _, tag, _ in reopened)
        opened[lowest:] = reopened
        while next_span and next_span[0] == at:
            yield next_span[2]
            opened.append(next_span)
            next_span = next(waiting, None)
        yield escape(report.text[at:following])


def _title_span(report: Report) -> Iterator[tuple[int, int, str, str]]:
    if report.title and report.text.startswith(report.title):
        yield 0, len(report.title), '<span class="ns-title">', "</span>"


def _evidence_spans(report: Report) -> Iterator[tuple[int, int, str, str]]:
    """Each stretch of evidence with the numbers of the encounters that rest on it."""
    numbers: dict[tuple[int, int], list[int]] = {}
    for number, encounter in enumerate(report.encounters, 1):
        for piece in encounter.evidence:
            numbers.setdefault((piece.start, piece.end), []).append(number)
    for (start, end), told in numbers.items():
        classes = " ".join(f"ns-e{number}" for number in dict.fromkeys(told))
        yield start, end, f'<span class="ns-evidence {classes}">', "</span>"


def _mention_spans(report: Report) -> Iterator[tuple[int, int, str, str]]:
    entities = {entity.id: entity for entity in report.entities}
    offices = _offices(report)
    for mention in report.mentions:
        entity = entities.get(mention.entity or "")
        hint = escape(_hint(mention, entity, offices.get(mention.entity or "")))
        yield mention.start, mention.end, f'<mark class="ns-{mention.label}" title="{hint}">', "</mark>"


def _offices(report: Report) -> dict[str, str]:
    """For each person the first office that the text gives."""
    offices: dict[str, str] = {}
    for role in report.roles:
        offices.setdefault(role.person, role.title + (f", {role.of_name}" if role.of_name else ""))
    return offices


def _hint(mention: Mention, entity: Entity | None, office: str | None) -> str:
    """What the tooltip says: label, whom it means, the office, the link and why."""
    if entity is None:
        return LABELS[mention.label]
    facts = [f"{LABELS[mention.label]}: {entity.name}", *([office] if office else [])]
    return " · ".join([*facts, *_link_facts(entity)])


def _link_facts(entity: Entity) -> list[str]:
    """The gazetteer's name and id, and why it is believed to be the one."""
    facts = []
    if entity.kb_id:
        name = f"{entity.kb_name} " if entity.kb_name and entity.kb_name != entity.name else ""
        facts.append(f"{name}{entity.kb_id}")
    if entity.link:
        other = f", not {entity.link.runner_up}" if entity.link.runner_up else ""
        facts.append(f"by {entity.link.method} “{entity.link.alias}” {entity.link.score:.2f}{other}")
    return facts


def _card(number: int, encounter: Encounter) -> str:
    when = encounter.date.iso if encounter.date else "undated"
    where = f"<span>{escape(encounter.place.name)}</span>" if encounter.place else ""
    sides = "".join(f"<li>{', '.join(map(_participant, side))}</li>" for side in encounter.sides)
    quotes = "".join(f"<blockquote>{escape(piece.text)}</blockquote>" for piece in encounter.evidence)
    sign = STATUS_SIGNS[encounter.status]
    told = f", according to {encounter.attribution.text}" if encounter.attribution else ""
    why = escape(
        f"“{encounter.trigger.text}”, rule {encounter.rule}, confidence {encounter.confidence}{told}"
    )
    return (
        f'<div class="ns-card ns-c{number}" tabindex="0"><div class="ns-when">'
        f'<span class="ns-status ns-{encounter.status}">{sign} {encounter.kind}, {encounter.status}</span>'
        f'<span>{escape(when)}</span>{where}</div><ul class="ns-sides">{sides}</ul>{quotes}'
        f'<p class="ns-why">{why}</p></div>'
    )


def _participant(participant: Participant) -> str:
    name = _linked(f"<strong>{escape(participant.name)}</strong>", participant.kb_id)
    office = ", ".join(part for part in (participant.title, participant.of_name) if part)
    return f"{name} ({escape(office)})" if office else name


def _linked(html: str, kb_id: str | None) -> str:
    """A name as a link to Wikidata, if the id is one of theirs."""
    if kb_id and _QID.match(kb_id):
        return f'<a href="https://www.wikidata.org/wiki/{kb_id}">{html}</a>'
    return html


def _who_is_who(report: Report) -> str:
    """Everyone and everything named, to be unfolded: what the tooltips say, for those who cannot hover."""
    if not report.entities:
        return ""
    offices = _offices(report)
    lines = "".join(
        f"<li>{_linked(f'<strong>{escape(entity.name)}</strong>', entity.kb_id)} "
        f"{escape(' · '.join([entity.type, *_office_of(entity, offices), *_link_facts(entity)]))}</li>"
        for entity in report.entities
    )
    return f'<details class="ns-who"><summary>Who is who ({len(report.entities)})</summary><ul>{lines}</ul></details>'


def _office_of(entity: Entity, offices: dict[str, str]) -> list[str]:
    return [offices[entity.id]] if entity.id in offices else []
