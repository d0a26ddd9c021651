"""Links: false friends stay apart, true pairs meet, one spelling is several things, and offices are dated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import newsents
from marks import read_marks
from newsents.gazetteer import Gazetteer
from newsents.stages.links import find_link, link_mentions
from newsents.stages.notes import ARTICLE, MentionNote, Resources, new_mention, notes_of

BLANK = spacy.blank("en")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def links(sentence: str, gazetteer: Gazetteer, published: str | None = None) -> list[str | None]:
    """The gazetteer's name for each marked mention of a sentence, None where there is no link."""
    doc = marked(sentence, published)
    link_mentions(doc, Resources(gazetteer))
    return list(names_of(notes_of(doc)["mentions"], gazetteer))


def marked(sentence: str, published: str | None) -> Doc:
    text, marks = read_marks(sentence)
    doc = BLANK(text)
    mentions = []
    for start, end, label in marks:
        span = doc.char_span(start, end)
        assert span is not None, sentence
        mentions.append(new_mention(span.start, span.end, label, "name", "model"))
    notes_of(doc)["mentions"] = mentions
    doc._.set(ARTICLE, {"published": published})
    return doc


def names_of(mentions: list[MentionNote], gazetteer: Gazetteer) -> Iterator[str | None]:
    for mention in mentions:
        entry = gazetteer.entry(mention["kb_id"]) if mention["kb_id"] else None
        yield entry.name if entry else None


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("[South Korea](GPE) wrote to [North Korea](GPE).", ["South Korea", "North Korea"]),
        ("[Niger](GPE) wrote to [Nigeria](GPE).", ["Niger", "Nigeria"]),
        ("[Austria](GPE) wrote to [Australia](GPE).", ["Austria", "Australia"]),
        ("[Iran](GPE) wrote to [Iraq](GPE).", ["Iran", "Iraq"]),
        ("[Slovakia](GPE) wrote to [Slovenia](GPE).", ["Slovakia", "Slovenia"]),
        (
            "[George H. W. Bush](PERSON) and [George W. Bush](PERSON) sang.",
            ["George H. W. Bush", "George W. Bush"],
        ),
        ("[Donald Trump](PERSON) sang.", ["Donald Trump"]),
        ("[Donald Trump Jr.](PERSON) sang.", ["Donald Trump Jr."]),
        ("[Wang Yi](PERSON) sang.", ["Wang Yi"]),
        ("[Wang Ji](PERSON) sang.", [None]),
        ("[South Koria](GPE), [Nigeri](GPE) and [Austrila](GPE) are misspelt.", [None, None, None]),
    ],
)
def test_false_friends(sentence: str, names: list[str | None], gazetteer: Gazetteer) -> None:
    assert links(sentence, gazetteer) == names


@pytest.mark.parametrize(
    "family",
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Mustafa Kadhimi", "Mustafa al-Kadhimi", "Mustafa al-Kazemi", "Mustafa Al-Kadhimi"),
        ("Muammar Gaddafi", "Muammar Qaddafi", "Moammar Kadafi", "Muammar al-Gaddafi"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Emomali Rahmon", "Emomali Rakhmonov"),
        ("Yingluck Shinawatra", "Yinglak Chinnawat"),
    ],
)
def test_true_pairs(family: tuple[str, ...], gazetteer: Gazetteer) -> None:
    found = {links(f"[{name}](PERSON) sang.", gazetteer)[0] for name in family}
    assert len(found) == 1 and None not in found


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("He flew to [Jordan](GPE).", ["Jordan"]),
        ("[Michael Jordan](PERSON) sang, and [Jordan](PERSON) bowed.", [None, None]),
        ("He flew to [Georgia](GPE).", ["Georgia"]),
        ("[Georgia Miller](PERSON) sang, and [Georgia](PERSON) bowed.", [None, None]),
        ("He flew to [Chad](GPE).", ["Chad"]),
        ("[Chad Miller](PERSON) sang, and [Chad](PERSON) bowed.", [None, None]),
        ("[Theresa May](PERSON) sang.", ["Theresa May"]),
        ("In [May](PERSON) they sang.", [None]),
        ("[IS](ORG) claimed it.", ["Islamic State"]),
        ("It [is](ORG) so.", [None]),
        ("The [US](GPE) agreed.", ["United States"]),
        ("They told [us](GPE) so.", [None]),
        ("The [WHO](ORG) agreed.", ["World Health Organization"]),
        ("They know [who](ORG) it was.", [None]),
        ("He flew to [Turkey](GPE).", ["Türkiye"]),
        ("[Ali](PERSON) met [Kim](PERSON).", [None, None]),
        ("[Veronica Finn](PERSON) sang, and [Finn](NORP) bowed.", [None, None]),
        ("A [Finn](NORP) sang.", ["Finland"]),
        ("He flew to [Birmingham](GPE), England.", ["Birmingham"]),
        ("[Paris](GPE) Holdings grew.", [None]),
    ],
)
def test_one_spelling_is_several_things(sentence: str, names: list[str | None], gazetteer: Gazetteer) -> None:
    assert links(sentence, gazetteer) == names


def test_every_link_says_its_reason(gazetteer: Gazetteer) -> None:
    doc = marked("[Sergei Lavrov](PERSON) flew to [Georgia](GPE).", None)
    for mention in notes_of(doc)["mentions"]:
        found = find_link(doc, mention, {}, gazetteer, None)
        assert found is not None
        _, link = found
        assert link["method"] and link["alias"] and 0 < link["score"] <= 1
    assert link["runner_up"]


OFFICES = [
    ("The French defense minister met Barham Salih.", "2020-08-28", "Florence Parly"),
    ("Iraq's president met Florence Parly.", "2020-08-28", "Barham Salih"),
    ("The NATO chief met Florence Parly.", "2020-08-28", "Jens Stoltenberg"),
    ("The French president met Angela Merkel.", "2027-08-28", None),
    ("The U.S. president-elect met Angela Merkel.", "2020-12-01", None),
    ("Iran's deputy foreign minister met Angela Merkel.", "2020-08-28", None),
    ("The acting Iraqi defense minister met Angela Merkel.", "2031-08-28", None),
]


@pytest.mark.parametrize(("text", "published", "name"), OFFICES)
def test_an_office_is_whoever_held_it_that_day(
    text: str, published: str, name: str | None, nlp: Language
) -> None:
    report = newsents.extract(text, published=published, nlp=nlp)
    assert next(e.kb_name for e in report.entities if e.type == "PERSON") == name


def test_an_article_from_after_what_is_known_is_told_so(nlp: Language) -> None:
    report = newsents.extract(
        "The German chancellor met the French president.", published="2031-02-03", nlp=nlp
    )
    assert any("gazetteer knows office-holders until" in warning for warning in report.warnings)
    assert all(entity.kb_id is None for entity in report.entities if entity.type == "PERSON")


@pytest.mark.parametrize(
    ("office", "of", "on", "name"),
    [
        ("president", "China, People's Republic of", date(2015, 9, 25), "Xi Jinping"),
        ("president", "Korea, Republic of", date(1995, 7, 25), "Kim Young-sam"),
        ("president", "Congo (Kinshasa)", date(1994, 1, 1), "Mobutu Sese Seko"),
        ("president", "Congo (Brazzaville)", date(1995, 1, 1), "Pascal Lissouba"),
        ("head of state", "Burma", date(2005, 1, 1), "Than Shwe"),
        ("king", "Swaziland", date(2005, 1, 1), "Mswati III"),
        ("head of government", "United States", date(2005, 1, 1), "George W. Bush"),
        ("prime minister", "Macedonia, the Former Yugoslav Republic of", date(2004, 8, 1), "Hari Kostov"),
        ("premier", "Taiwan", date(2018, 1, 1), "William Lai"),
        ("pope", "Holy See (Vatican City)", date(2008, 4, 16), "Benedict XVI"),
        ("president", "Palestinian Authority", date(2000, 7, 1), "Yasser Arafat"),
        ("prime minister", "St. Lucia", date(2010, 1, 1), "Stephenson King"),
        ("crown prince", "Saudi Arabia", date(2002, 4, 25), "Abdullah bin Abdulaziz Al Saud"),
        ("prime minister", "Israel", date(2022, 9, 1), "Yair Lapid"),
        ("prime minister", "Poland", date(2003, 2, 5), "Leszek Miller"),
        ("prime minister", "Belgium", date(2009, 6, 1), "Herman Van Rompuy"),
        ("prime minister", "Pakistan", date(2025, 1, 1), "Shehbaz Sharif"),
        ("emir", "Kuwait", date(2024, 1, 1), "Mishal al-Ahmad al-Jaber al-Sabah"),
    ],
)
def test_countries_as_lists_write_them(
    office: str, of: str, on: date, name: str, gazetteer: Gazetteer
) -> None:
    holder = gazetteer.holder(office, of, on=on)
    assert holder is not None
    entry = gazetteer.entry(holder.person)
    assert entry is not None
    assert name in {holder.name, *(alias.text for alias in entry.aliases)}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "The [Federation of Lowland Ports](ORG) ([FLP](ORG)) wrote. The [FLP](ORG) waits.",
            [None, None, None],
        ),
        ("The [Fiji Labor Party](ORG) ([FLP](ORG)) wrote.", ["Fiji Labor Party"] * 2),
        ("The [Workers of Kurdistan](ORG) ([PKK](ORG)) wrote.", [None, "Kurdistan Workers' Party"]),
    ],
)
def test_an_acronym_is_what_the_article_says(
    sentence: str, names: list[str | None], gazetteer: Gazetteer
) -> None:
    assert links(sentence, gazetteer) == names


def test_any_country_of_a_person_will_do(nlp: Language) -> None:
    """The president of France is a prince of Andorra as well."""
    report = newsents.extract("Andorra's co-prince Nicolas Sarkozy met Angela Merkel in Berlin.", nlp=nlp)
    found = {entity.name: (entity.kb_id, entity.country) for entity in report.entities}
    assert found["Nicolas Sarkozy"] == ("Q329", "FR")


@pytest.mark.parametrize(
    "name", ["Jacques Chirac", "Nicolas Sarkozy", "François Hollande", "Emmanuel Macron"]
)
def test_a_president_of_france_is_no_andorran(name: str, gazetteer: Gazetteer) -> None:
    """The president of France is co-prince of Andorra as well: his country is France wherever it is told."""
    report = newsents.extract(f"French President {name} met Angela Merkel in Berlin.", nlp=newsents.load())
    assert {e.name: e.country for e in report.entities if e.type == "PERSON"}[name] == "FR"
