"""Readers fed with what nobody would write: they give records or our own errors, nothing else.

Short here; `python -m benchmarks.fuzz` goes on for as long as it is told.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import newsents
from newsents import Gazetteer, NewsentsError, Report
from newsents.outputs.html import page_html
from newsents.outputs.jsonl import LineError, read_articles
from newsents.records import Article

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_ROW = st.dictionaries(
    st.sampled_from(["id", "text", "title", "published", "type", "name", "aliases"]), _JSON
)
_LINE = st.binary(max_size=60) | _ROW.map(lambda row: json.dumps(row).encode())


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINE, max_size=5))
def test_any_line_is_an_article_or_says_why_not(lines: list[bytes]) -> None:
    found = list(read_articles(lines, "x.jsonl"))
    assert all(isinstance(item, (Article, LineError)) for item in found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_LINE, max_size=3))
def test_any_overlay_is_taken_or_refused(tmp_path: Path, gazetteer: Gazetteer, lines: list[bytes]) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b"\n".join(lines))
    with suppress(NewsentsError):
        gazetteer.overlay(path)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_shown(nlp: Language, text: str) -> None:
    try:
        report = newsents.extract(f"Angela Merkel met {text} in Berlin.", nlp=nlp)
    except newsents.ArticleError:
        return
    shown = page_html([report])
    assert shown.count("<script") == page_html([Report(text="x")]).count("<script")


@pytest.mark.parametrize("deep", [b"[" * 100_000, b'{"text":' * 50_000])
def test_depth_is_no_crash(deep: bytes) -> None:
    assert [type(item) for item in read_articles([deep], "x")] == [LineError]
