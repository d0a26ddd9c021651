"""Where sentences end: `|` marks each end inside a text of our own; and texts that no newspaper prints."""

from __future__ import annotations

import time

import pytest
from spacy.language import Language

import newsents
from newsents import Article
from newsents.pipeline import make_doc
from newsents.stages.notes import notes_of

ENDS = [
    "Gen. Anna Lindqvist left Oslo.|She met Sen. Jan Kowal of the U.S. Senate.",
    "Lt. Gen. Olav Brekke spoke.|Col. Jan Kowal did not.",
    "Mr. Brekke and Mrs. Lindqvist flew to Lima.|Dr. Otieno stayed.",
    "The U.S. Army said so.|Nobody asked.",
    "U.S. officials met J. R. Brekke in St. Petersburg.|Talks went on.",
    "Sheikh al-Rashid met Saud al-Faisal.|Both were tired.",
    "Gov. Lindqvist and Rep. Kowal agreed, No. 4 of the list.|That was all.",
    "She arrived on Jan. 5 and left on Sept. 9.|He came later.",
    "Was it over?|Brekke said no!|Then he left.",
    "“We will talk,” Brekke said.|“But not today.”|He left.",
    "NAIROBI, Kenya (AP) —|President Otieno met Brekke.|They talked.",
    "Lima, Peru —|President Otieno met Brekke.|They talked.",
    "LIMA, May 3 (ANP)|President Otieno met Brekke.|They talked.",
    "LIMA, May 3:|President Otieno met Brekke.|They talked.",
    "President Otieno — who met Brekke — went home.|They had talked.",
    "Public Programme – May 3, 2021.|They talked.",
    "LIMA:|Foreign Minister Lindqvist arrived here on Monday.",
    "Talks in Oslo\n\n|Brekke met Otieno.|They parted at noon.",
    "On the list:\n|- Anna Lindqvist, minister\n|- Jan Kowal, envoy",
    "Prices rose by 3.5 per cent.|Wages did not.",
    "The firm, Fjordbygg Ltd., lost a case.|It will appeal.",
    "Brekke vs. Otieno was the case.|Brekke lost.",
]
ODD = [
    "🎉🎉 Olav Brekke met Anna Lindqvist 🤝 in Oslo 🇳🇴.",
    "\u202bOlav Brekke\u202c met \u200fAnna Lindqvist\u200f in Oslo.",
    "Olav\u00a0Brekke\u200b met\u2009Anna\u00a0Lindqvist in\u00adOslo.",
    "OLAV BREKKE MET ANNA LINDQVIST IN OSLO!!!???…",
    "Ólåv Brękke met Änna Lîndqvist in Ōslo (نص عربي) 北京.",
    "\ufeffOlav Brekke met Anna Lindqvist.\x00\x01\x02",
]


def split(nlp: Language, text: str) -> list[str]:
    doc = nlp(make_doc(Article(text=text), nlp))
    return [doc[start:end].text.strip() for start, end in notes_of(doc)["sentences"]]


@pytest.mark.parametrize("marked", ENDS)
def test_sentences_end_where_they_are_marked(nlp: Language, marked: str) -> None:
    wanted = [part.strip() for part in marked.split("|")]
    assert len(wanted) > 1 and all(wanted), f"no mark, or an empty one: {marked!r}"
    assert split(nlp, marked.replace("\n|", "\n").replace("|", " ")) == wanted


@pytest.mark.parametrize("text", ODD)
def test_odd_characters_neither_crash_nor_shift_offsets(nlp: Language, text: str) -> None:
    report = newsents.extract(text, nlp=nlp)
    assert report.text == text
    assert all(text[m.start : m.end] == m.text for m in report.mentions)
    assert all(text[e.start : e.end] == e.text for x in report.encounters for e in x.evidence)


def test_a_hundred_thousand_words_without_a_full_stop_take_linear_time(nlp: Language) -> None:
    def seconds(words: int) -> float:
        start = time.process_time()
        report = newsents.extract("harbour boats lie still and " * (words // 5), nlp=nlp)
        assert not report.encounters
        return time.process_time() - start

    seconds(1_000)
    assert seconds(100_000) < 40 * seconds(10_000)
