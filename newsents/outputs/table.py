"""Reports for the terminal: a table where the window is wide, lines where it is narrow."""

from __future__ import annotations

import re

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from newsents.records import Encounter, Report, Side

_COLOURS = {"happened": "green", "planned": "cyan", "denied": "red", "possible": "yellow"}
_WIDE = 110
"""Columns that the table needs to be easier to read than lines."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def print_report(report: Report, console: Console, *, roles: bool = False) -> None:
    """Print a report: heading, encounters, warnings; with `roles` also who holds which office."""
    console.print(render_report(report, console.width, roles=roles), soft_wrap=console.width < _WIDE)


def render_report(report: Report, width: int, *, roles: bool = False) -> RenderableType:
    """Return a report as something that rich prints into a window of `width` columns."""
    parts: list[RenderableType] = [heading(report)]
    if report.error:
        return Group(*parts, _text(f"{report.error.kind}: {report.error.message}", "red"))
    if not report.encounters:
        parts.append(_text("no encounters", "dim"))
    elif width >= _WIDE:
        parts.append(encounter_table(report))
    else:
        parts += map(encounter_lines, report.encounters)
    if roles and report.roles:
        parts.append(role_table(report))
    parts += [_text(f"warning: {warning}", "yellow") for warning in report.warnings]
    return Group(*parts, Text())


def heading(report: Report) -> Text:
    """Title or id of an article, and its date."""
    name = report.title or report.id or "article"
    day = f"  ({report.published})" if report.published else ""
    return _text(f"{' '.join(name.split())}{day}", "bold")


def encounter_table(report: Report) -> Table:
    """One row an encounter: when, what, who, where, and the words that say so."""
    table = _table("when", "what", "who", "where", "evidence")
    table.columns[0].no_wrap = True
    table.columns[1].no_wrap = True
    for encounter in report.encounters:
        table.add_row(
            _text(encounter.date.iso if encounter.date else "–"),
            _text(f"{encounter.kind}\n{encounter.status}", _COLOURS[encounter.status]),
            _text("\n".join(map(side_line, encounter.sides))),
            _text(encounter.place.name if encounter.place else "–"),
            _text(evidence_line(encounter), "dim"),
        )
    return table


def encounter_lines(encounter: Encounter) -> Text:
    """An encounter as a sentence, and below it the words that say so."""
    told = _text(f"  {encounter}", _COLOURS[encounter.status])
    return told.append_text(_text(f"\n      {evidence_line(encounter)}", "dim"))


def role_table(report: Report) -> Table:
    """One row a role: who, which title, of what."""
    table = _table("who", "title", "of")
    for role in report.roles:
        table.add_row(_text(report.entity(role.person).name), _text(role.title), _text(role.of_name or "–"))
    return table


def side_line(side: Side) -> str:
    """One side as a bulleted line."""
    return "• " + ", ".join(map(str, side))


def evidence_line(encounter: Encounter) -> str:
    """The first sentence that shows an encounter, on one line, and how many more there are."""
    first, *others = encounter.evidence
    more = f" (+{len(others)})" if others else ""
    return " ".join(first.text.split()) + more


def _table(*names: str) -> Table:
    table = Table(show_lines=True, header_style="bold", expand=False)
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _text(words: str, style: str = "") -> Text:
    """Text without markup, and without what could steer the terminal."""
    return Text(_CONTROL.sub("�", words), style=style)
