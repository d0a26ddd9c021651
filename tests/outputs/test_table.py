from __future__ import annotations

import io

import pytest
from rich.console import Console
from spacy.language import Language

import newsents
from newsents import Failure, Report
from newsents.outputs.table import print_report

TEXT = "French Defense Minister Florence Parly met Iraqi President Barham Salih in Baghdad on Thursday."


def printed(report: Report, width: int, *, roles: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_report(report, console, roles=roles)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_a_wide_window_gets_a_table(nlp: Language) -> None:
    shown = printed(newsents.extract(TEXT, published="2020-08-28", title="Parly in Baghdad", nlp=nlp), 160)
    assert "Parly in Baghdad  (2020-08-28)" in shown
    assert "│ 2020-08-27 │ meeting" in shown
    assert "• Florence Parly (Defense Minister, France)" in shown


def test_a_narrow_window_gets_lines(nlp: Language) -> None:
    shown = printed(newsents.extract(TEXT, published="2020-08-28", nlp=nlp), 80, roles=True)
    assert "  2020-08-27  Florence Parly (Defense Minister, France) met Barham Salih" in shown
    assert f"      {TEXT}\n" in shown
    assert "│ Florence Parly │ Defense Minister │ France │" in shown


@pytest.mark.parametrize("width", [20, 80, 200])
def test_markup_and_control_characters_of_the_article_do_nothing(nlp: Language, width: int) -> None:
    text = "[bold red]Angela Merkel[/] met Emmanuel Macron\x1b[2J\x07 in Paris."
    shown = printed(newsents.extract(text, title="[blink]\x1b]0;x", nlp=nlp), width)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "[blink]" in shown


def test_errors_and_emptiness_are_told() -> None:
    assert "ArticleError: no" in printed(
        Report(text="", error=Failure(kind="ArticleError", message="no")), 80
    )
    assert "no encounters" in printed(Report(text="", warnings=("beware",)), 80)
    assert "warning: beware" in printed(Report(text="", warnings=("beware",)), 80)


def test_colour_is_for_terminals_only(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    report = newsents.extract(TEXT, nlp=nlp)
    for is_terminal in (True, False):
        console = Console(file=io.StringIO(), width=160, force_terminal=is_terminal)
        print_report(report, console)
        assert ("\x1b[" in console.file.getvalue()) == is_terminal  # type: ignore[attr-defined]
