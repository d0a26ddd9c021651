"""Names: false friends stay apart, true pairs come together, and case and strength are told."""

from __future__ import annotations

from datetime import date

import pytest

import newsents
from newsents.gazetteer import Gazetteer
from newsents.gazetteer.index import likeness
from newsents.gazetteer.names import core_words, person_variants, surnames
from newsents.text import words


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("South Korea", "North Korea"),
        ("Niger", "Nigeria"),
        ("Austria", "Australia"),
        ("Dominica", "Dominican Republic"),
        ("Iran", "Iraq"),
        ("Slovakia", "Slovenia"),
        ("Guinea", "Equatorial Guinea"),
        ("Guinea-Bissau", "Papua New Guinea"),
        ("Mali", "Malawi"),
        ("Sudan", "South Sudan"),
        ("Gambia", "Zambia"),
        ("Republic of the Congo", "Democratic Republic of the Congo"),
        ("India", "Indonesia"),
    ],
)
def test_countries_with_like_names_are_two(gazetteer: Gazetteer, one: str, other: str) -> None:
    first, second = gazetteer.country_of(one), gazetteer.country_of(other)
    assert first is not None and second is not None
    assert first.id != second.id


@pytest.mark.parametrize(
    "misspelt",
    ["South Koreaa", "Nigerria", "Austrila", "Irak War", "Presidant", "Wang Ji", "Smith", "Sergey"],
)
def test_nothing_but_a_full_person_name_is_matched_by_likeness(gazetteer: Gazetteer, misspelt: str) -> None:
    assert gazetteer.lookup(misspelt) == () or all(
        words(c.alias.text) == words(misspelt) for c in gazetteer.lookup(misspelt)
    )
    assert gazetteer.person(misspelt) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Iraqi", "IQ"),
        ("Iraqis", "IQ"),
        ("US", "US"),
        ("U.S.", "US"),
        ("the United States", "US"),
        ("American", "US"),
        ("UK", "GB"),
        ("Britain", "GB"),
        ("British", "GB"),
        ("French", "FR"),
        ("Dutch", "NL"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("UAE", "AE"),
        ("Emirati", "AE"),
        ("Jordan", "JO"),
        ("Georgia", "GE"),
        ("Chad", "TD"),
        ("Chinese", "CN"),
        ("Palestinian", "PS"),
        ("Iraqi Kurdistan", "IQ"),
        ("China, People’s Republic of", "CN"),
        ("Korea, Republic of", "KR"),
        ("Korea, North", "KP"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Iran, Islamic Republic of", "IR"),
    ],
)
def test_country_of(gazetteer: Gazetteer, text: str, iso: str) -> None:
    found = gazetteer.country_of(text)
    assert found is not None and found.country == iso


@pytest.mark.parametrize(
    "text", ["us", "is", "who", "Dominican", "Congolese", "Korean", "Paris", "", "—", "the"]
)
def test_country_of_says_nothing_in_doubt(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.country_of(text) is None


@pytest.mark.parametrize(
    "family",
    [
        ("Islamic State", "IS", "ISIS", "ISIL", "Daesh", "Da'esh", "Islamic State group"),
        ("United Nations", "UN", "U.N.", "the United Nations"),
        ("European Union", "EU", "E.U."),
        ("NATO", "North Atlantic Treaty Organization"),
        ("Pentagon", "the Pentagon", "Department of Defense"),
        ("IRGC", "Islamic Revolutionary Guard Corps", "Revolutionary Guards"),
        ("Hezbollah", "Hizbollah", "Hizballah"),
        ("Houthis", "Ansar Allah", "Houthi movement"),
        ("Taliban", "Afghan Taliban", "Taleban"),
        ("World Health Organization", "WHO"),
        ("Kurdistan Region", "Iraqi Kurdistan", "Iraq's Kurdistan Region", "Kurdistan Region of Iraq"),
        ("Washington", "Washington, D.C."),
        ("New York", "New York City", "NYC"),
    ],
)
def test_one_thing_has_one_id(gazetteer: Gazetteer, family: tuple[str, ...]) -> None:
    found = [[c.entry.id for c in gazetteer.lookup(text)] for text in family]
    assert all(found)
    assert len({ids[0] for ids in found}) == 1, dict(zip(family, found, strict=True))


@pytest.mark.parametrize("acronym", ["US", "UN", "IS", "EU", "UAE", "WHO", "UK", "AU"])
def test_acronyms_want_their_own_capitals(gazetteer: Gazetteer, acronym: str) -> None:
    assert gazetteer.lookup(acronym)[0].alias.case == "exact"


def test_nationalities_are_demonyms(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Iraqis")[0].alias.form == "demonym"
    assert gazetteer.lookup("French")[0].entry.type == "GPE"


def test_ministries_of_many_countries_are_many_candidates(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup("Ministry of Foreign Affairs")
    assert len({c.entry.country for c in found}) > 50
    assert {c.entry.kind for c in found} == {"ministry"}


def test_matches_are_longest_first_and_step_over_punctuation(gazetteer: Gazetteer) -> None:
    tokens = ["islamic", "revolutionary", "guard", "corps", "commander"]
    assert [length for length, _ in gazetteer.matches(tokens)] == [4]
    found = gazetteer.matches(["amir", "", "abdollahian"])
    assert found == [] or all(length == 3 for length, _ in found)
    assert gazetteer.matches(["", "iraq"]) == []
    assert [length for length, _ in gazetteer.matches(["iraq", "", "today"])] == [1]
    assert gazetteer.matches([]) == []


def test_title_matches(gazetteer: Gazetteer) -> None:
    found = gazetteer.title_matches(["prime", "minister", "boris"])
    assert found[0][0] == 2
    assert found[0][1].office == "head_of_government"
    assert gazetteer.title_matches(["gen", "smith"])[0][1].class_ == "rank"
    assert gazetteer.title_matches(["secretary", "of", "state"])[0][0] == 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Sergey Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelenskyy"),
        ("Mustafa al-Kadhimi", "Mustafa Al-Kadhimi"),
        ("Mustafa Kadhimi", "Mustafa Al-Kadhimi"),
        ("Mustafa al-Kazemi", "Mustafa Al-Kadhimi"),
        ("Muammar Gaddafi", "Muammar Gaddafi"),
        ("Muammar Qaddafi", "Muammar Gaddafi"),
        ("Moammar Kadafi", "Muammar Gaddafi"),
        ("Angela Merkle", "Angela Merkel"),
    ],
)
def test_transliterations_and_typing_errors_find_the_person(
    gazetteer: Gazetteer, written: str, meant: str
) -> None:
    found = gazetteer.person(written)
    assert found is not None
    assert found[0].entry.name == meant
    assert 0.85 < found[1] <= 1.0


def test_two_george_bushes(gazetteer: Gazetteer) -> None:
    younger, elder = gazetteer.person("George W. Bush"), gazetteer.person("George H. W. Bush")
    assert younger is not None and elder is not None
    assert younger[0].entry.id != elder[0].entry.id
    in_1990 = gazetteer.holder("president", "US", on=date(1990, 6, 1))
    in_2005 = gazetteer.holder("president", "US", on=date(2005, 6, 1))
    assert in_1990 is not None and in_2005 is not None
    assert (in_1990.person, in_2005.person) == (elder[0].entry.id, younger[0].entry.id)


def test_a_son_is_not_his_father(gazetteer: Gazetteer) -> None:
    son, father = gazetteer.person("Donald Trump Jr."), gazetteer.person("Donald Trump")
    assert father is not None
    assert son is None or son[0].entry.id != father[0].entry.id
    assert likeness(core_words("Donald Trump Jr."), core_words("Donald Trump"), ["US"]) == 0.0


@pytest.mark.parametrize(
    ("one", "other"), [("Wang Yi", "Wang Ji"), ("Li Keqiang", "Li Qiang"), ("Kim Jong-un", "Kim Jong-il")]
)
def test_short_names_differ_by_a_letter(one: str, other: str) -> None:
    assert likeness(core_words(one), core_words(other), ["CN"]) == 0.0


def test_country_decides_between_namesakes_never_against_the_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.person("Emmanuel Macron", country="FR") is not None
    assert gazetteer.person("Emmanuel Macron", country="BR") is None


def test_persons_named(gazetteer: Gazetteer) -> None:
    assert "Mustafa Al-Kadhimi" in {p.name for p in gazetteer.persons_named("kadhimi")}
    assert "Xi Jinping" in {p.name for p in gazetteer.persons_named("xi")}
    assert gazetteer.lookup("Kadhimi") == () or gazetteer.lookup("Kadhimi")[0].entry.type != "PERSON"


def test_surnames() -> None:
    assert surnames("Ursula von der Leyen", None, ["DE"]) == ["leyen", "der leyen"]
    assert surnames("Faisal bin Farhan Al Saud", "Al Saud", ["SA"])[0] == "al saud"


def test_single_words_are_weak_names_of_persons() -> None:
    assert person_variants("Sugiono") == [("Sugiono", False)]


@pytest.mark.parametrize("place", ["Of", "Reading", "Mobile", "Nice", "Same", "Most", "Split", "Man"])
def test_places_that_are_words_are_weak_or_absent(gazetteer: Gazetteer, place: str) -> None:
    assert all(c.alias.strength == "weak" for c in gazetteer.lookup(place) if c.entry.type in {"GPE", "LOC"})


@pytest.mark.parametrize("text", ["\0", "France\0", "\0\0France", "Q142\0", "\0Q142"])
def test_a_null_character_is_in_nobodys_name(gazetteer: Gazetteer, text: str) -> None:
    held = gazetteer.holder("president", text, on=date(2020, 1, 1))
    assert held is None or held.name == "Emmanuel Macron"
    assert all(candidate.entry.name == "France" for candidate in gazetteer.lookup(text))
    assert newsents.extract(f"President {text} met \0 Olav Brekke of \0.").error is None
