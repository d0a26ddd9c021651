from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest
from spacy.language import Language

import newsents
from newsents import Report, show

TEXT = "Angela Merkel met Emmanuel Macron in Paris."


def test_a_terminal_gets_lines(nlp: Language, capsys: pytest.CaptureFixture[str]) -> None:
    show(newsents.extract(TEXT, nlp=nlp))
    assert "Angela Merkel met Emmanuel Macron in Paris" in capsys.readouterr().out


def test_a_doc_is_shown_by_its_report(nlp: Language, capsys: pytest.CaptureFixture[str]) -> None:
    show(next(nlp.pipe(newsents.to_docs([TEXT], nlp))))
    assert "Angela Merkel met Emmanuel Macron in Paris" in capsys.readouterr().out


def test_a_notebook_gets_the_view(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    shell = type("ZMQInteractiveShell", (), {})()
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    display = SimpleNamespace(HTML=lambda html: html, display=shown.append)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    report = Report(text=TEXT)
    show(report)
    assert shown == [report._repr_html_()]


def test_a_report_introduces_itself_in_a_line() -> None:
    assert repr(Report(text=TEXT, id="a1")) == "<Report a1: 0 encounters, 0 entities>"
