"""One word to see what was found: the HTML view in a notebook, the table in a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from newsents.outputs.html import report_html
from newsents.outputs.table import print_report
from newsents.records import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc


def show(what: Report | Doc) -> None:
    """Show a report, or the report of a spaCy `Doc` that went through the pipeline; returns None.

    In a notebook the article with its names marked and a card for each encounter; elsewhere the table.

    >>> show(Report(text="She stayed at home.", id="a1"))
    a1
    no encounters
    <BLANKLINE>
    """
    report: Any = what if isinstance(what, Report) else what._.newsents
    if _in_notebook():
        from IPython.display import HTML, display

        display(HTML(report_html(report)))  # type: ignore[no-untyped-call]
        return
    from rich.console import Console

    print_report(report, Console())


def _in_notebook() -> bool:
    """Whether a Jupyter kernel runs this; nothing is imported to find out."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return type(shell).__name__ == "ZMQInteractiveShell"
