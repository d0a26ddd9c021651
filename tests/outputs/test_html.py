from __future__ import annotations

import re
from html.parser import HTMLParser

from spacy.language import Language

import newsents
from newsents import Article, Encounter, Entity, Evidence, Failure, Mention, Participant, Report
from newsents.outputs.html import STYLE, page_html, report_html

HOSTILE = "<script>alert('x')</script> \"Angela Merkel\" met <b>Emmanuel Macron</b> & $5 or $6"


class Page(HTMLParser):
    """Collects tags, attributes and the text inside the article, and checks that tags are balanced."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.article, self.in_article = "", 0
        self.feed(html)
        self.close()
        assert self.open == [], "a tag is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag != "meta":
            self.open.append(tag)
        if ("class", "ns-text") in attrs:
            self.in_article = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if len(self.open) < self.in_article:
            self.in_article = 0

    def handle_data(self, data: str) -> None:
        if self.in_article:
            self.article += data


def test_the_view_shows_the_article_as_it_is(nlp: Language) -> None:
    text = "The President of Iraq, Barham Salih, met <Florence> Parly & Angela Merkel in Paris.\n\n  2 < 3"
    page = Page(report_html(newsents.extract(text, title="A & B", nlp=nlp)))
    assert page.article == f"A & B\n\n{text}"
    assert page.tags <= {"div", "style", "p", "mark", "span", "ul", "li", "strong", "a", "blockquote",
                         "details", "summary", "pre"}  # fmt: skip


def test_nested_mentions_keep_their_text() -> None:
    text = "the president of Iraq's Kurdistan Region spoke"
    spans = [(4, 40, "PERSON"), (4, 13, "TITLE"), (17, 21, "GPE"), (17, 40, "GPE")]
    spans.sort(key=lambda span: (span[0], -span[1]))
    mentions = tuple(
        Mention(start=start, end=end, text=text[start:end], label=label, form="name")
        for start, end, label in spans
    )
    page = Page(report_html(Report(text=text, mentions=mentions)))
    assert page.article == text
    assert sum(name == "title" for name, _ in page.attributes) == 4


def test_spans_that_cross_are_opened_again() -> None:
    text = "Ana met Tom. He left Rome."
    met = Evidence(start=4, end=7, text="met")
    pieces = [Evidence(start=start, end=end, text=text[start:end]) for start, end in ((0, 12), (8, 26))]
    mention = Mention(start=4, end=15, text=text[4:15], label="FAC", form="name")
    sides = tuple((Participant(entity=f"e{i}", name=name),) for i, name in enumerate(("Ana", "Tom")))
    meeting = Encounter(
        id="m1", kind="meeting", status="happened", sides=sides, evidence=tuple(pieces), trigger=met,
        rule="meet", confidence="high",
    )  # fmt: skip
    entities = tuple(
        Entity(id=f"e{i}", key=name, name=name, type="PERSON") for i, name in enumerate(("Ana", "Tom"))
    )
    report = Report(text=text, mentions=(mention,), entities=entities, encounters=(meeting,))
    page = Page(report_html(report))
    assert page.article == text
    assert sum(name == "title" for name, _ in page.attributes) == 2
    assert sum(value == "ns-evidence ns-e1" for _, value in page.attributes) == 4


def test_a_card_says_what_the_encounter_is(nlp: Language) -> None:
    text = "French President Emmanuel Macron denied that he met Angela Merkel in Paris."
    html = report_html(newsents.extract(text, nlp=nlp))
    assert "ns-card ns-c1" in html
    assert "confidence" in html
    assert "Who is who" in html


def test_nothing_of_the_article_is_markup(nlp: Language) -> None:
    report = newsents.extract(
        Article(HOSTILE, title="<img src=x onerror=alert(1)>", id='"><script>'), nlp=nlp
    )
    page = Page(report_html(report))
    assert not page.tags & {"script", "img", "b"}
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_nothing_of_names_and_links_is_markup() -> None:
    bad = '"><script>alert(1)</script>'
    entity = Entity(id="e1", key="k", name=bad, type="ORG", kb_id=bad, kb_name=bad, mentions=(0,))
    mention = Mention(start=0, end=2, text="ab", label="ORG", form="name", entity="e1")
    for report in (
        Report(text="ab", entities=(entity,), mentions=(mention,), warnings=(bad,), model=bad),
        Report(text="", error=Failure(kind=bad, message=bad)),
    ):
        assert "script" not in Page(report_html(report)).tags


def test_dollars_are_no_mathematics() -> None:
    page = Page(report_html(Report(text="$5 or $6")))
    assert ("class", "newsents tex2jax_ignore mathjax_ignore") in page.attributes


def test_the_style_touches_nothing_else_on_the_page() -> None:
    rules = re.findall(r"([^{}]+)\{[^{}]*\}", re.sub(r"@media[^{]*\{(.*?\})\}", r"\1", STYLE))
    assert len(rules) > 50
    assert all(".newsents" in selector for rule in rules for selector in rule.split(","))
    assert "prefers-color-scheme:dark" in STYLE


def test_a_notebook_shows_this_view() -> None:
    report = Report(text="$5")
    assert report._repr_html_() == report_html(report)


def test_a_page_holds_all_reports() -> None:
    page = page_html([Report(text="one"), Report(text="two")])
    assert Page(page).tags >= {"html", "head", "body", "title"}
    assert page.count('class="ns-text"') == 2
