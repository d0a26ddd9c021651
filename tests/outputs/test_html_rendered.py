"""The HTML view as a browser draws it."""

from __future__ import annotations

import pytest
from spacy.language import Language

import newsents
from browser import CHROMIUM, DARK, in_frame, measured, run
from newsents import Report
from newsents.outputs.html import page_html

TEXT = (
    """French President Emmanuel Macron met Iraqi President Barham Salih in Baghdad on Wednesday.

<script>alarm = 1</script> <img src=x onerror="alarm = 1"> $$x^2$$ costs $5 or $6 in the president of Iraq's office.

Angela Merkel will travel to Warsaw on Friday. Merkel did not meet Vladimir Putin in Berlin.

"""
    + "unbroken" * 60
)
TITLE = "Macron & <Salih>"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def report(nlp: Language) -> Report:
    report = newsents.extract(TEXT, title=TITLE, published="2020-09-03", nlp=nlp)
    assert report.encounters
    return report


def test_the_article_is_drawn_as_it_is(report: Report) -> None:
    seen = measured(page_html([report]))
    assert seen["texts"] == [f"{TITLE}\n\n{TEXT}"]
    assert seen["marks"] == [mention.text for mention in report.mentions]
    assert not any(tint == "rgba(0, 0, 0, 0)" for tint in seen["tints"])
    assert (seen["scripts"], seen["alarm"]) == (0, 0)


def test_line_breaks_stay_where_they_are() -> None:
    text = "\n\none\n\n\ntwo \n"
    assert measured(page_html([Report(text=text)]))["texts"] == [text]


def test_each_encounter_has_its_card(report: Report) -> None:
    cards = measured(page_html([report]))["cards"]
    assert len(cards) == len(report.encounters)
    for card, encounter in zip(cards, report.encounters, strict=True):
        assert f"{encounter.kind}, {encounter.status}" in card
        assert all(who.name in card for who in encounter.participants)
        assert encounter.evidence[0].text in card


@pytest.mark.parametrize("flags", [(), (DARK,)], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 800, 1400])
def test_nothing_is_too_wide_and_all_can_be_read(report: Report, width: int, flags: tuple[str, ...]) -> None:
    page = page_html([report]).replace("<details", "<details open")
    if width < 500:
        inner = page.replace("</body>", f"<script>{_REPORT_UP}</script></body>")
        assert 'class="up">390 390<' in _dom(in_frame(inner, width), *flags)
    seen = measured(page, f"--window-size={width},1000", *flags)
    assert seen["wide"] == []
    assert seen["page"] <= seen["width"]
    assert len(seen["contrasts"]) > 30
    assert min(seen["contrasts"])[0] >= 4.5
    assert seen["paper"] == ("rgb(23, 27, 34)" if flags else "rgb(255, 255, 255)")


_REPORT_UP = (
    "const p = parent.document.createElement('p'); p.className = 'up';"
    "p.textContent = innerWidth + ' ' + document.documentElement.scrollWidth; parent.document.body.append(p)"
)


def _dom(page: str, *flags: str) -> str:
    return run(page, "--dump-dom", *flags)


def test_a_card_lights_up_its_evidence_in_its_own_view_only(report: Report) -> None:
    focus = "<script>document.querySelector('.ns-c1').focus()</script>"
    lit = measured(page_html([report, report]), before=focus)["lit"]
    assert lit.count("solid") == len(report.encounters[0].evidence)
    assert "solid" not in lit[len(lit) // 2 :]


def test_the_theme_of_the_notebook_wins_over_the_system(report: Report) -> None:
    page = page_html([report])
    day = page.replace("<body>", '<body data-jp-theme-light="true">')
    night = page.replace("<body>", '<body data-jp-theme-light="false">')
    assert measured(day, DARK)["paper"] == "rgb(255, 255, 255)"
    seen = measured(night)
    assert seen["paper"] == "rgb(23, 27, 34)"
    assert min(seen["contrasts"])[0] >= 4.5
