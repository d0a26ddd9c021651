"""Who held an office on a day."""

from __future__ import annotations

from datetime import date

import pytest

from newsents.gazetteer import Gazetteer
from newsents.gazetteer.offices import office_kind, seats

TABLE = [
    ("defense minister", "France", date(2020, 8, 27), "Florence Parly"),
    ("Armed Forces Minister", "French", date(2020, 8, 27), "Florence Parly"),
    ("president", "Kurdistan Region", date(2020, 8, 27), "Nechirvan Barzani"),
    ("president", "Iraq's Kurdistan Region", date(2020, 8, 27), "Nechirvan Barzani"),
    ("prime minister", "Iraqi Kurdistan", date(2020, 8, 27), "Masrour Barzani"),
    ("president", "Iraq", date(2020, 8, 27), "Barham Salih"),
    ("prime minister", "Iraqi", date(2020, 8, 27), "Mustafa Al-Kadhimi"),
    ("president", "France", date(2020, 8, 27), "Emmanuel Macron"),
    ("secretary of state", "US", date(2021, 5, 1), "Antony Blinken"),
    ("foreign minister", "US", date(2021, 5, 1), "Antony Blinken"),
    ("foreign secretary", "UK", date(2021, 5, 1), "Dominic Raab"),
    ("foreign minister", "British", date(2008, 5, 1), "David Miliband"),
    ("chancellor", "Germany", date(2021, 5, 1), "Angela Merkel"),
    ("prime minister", "GB", date(2021, 5, 1), "Boris Johnson"),
    ("president", "Iran", date(2019, 5, 1), "Hassan Rouhani"),
    ("supreme leader", "Iran", date(2019, 5, 1), "Ali Khamenei"),
    ("head_of_government", "Germany", date(2021, 5, 1), "Angela Merkel"),
    ("secretary-general", "United Nations", date(2021, 5, 1), "António Guterres"),
    ("chief", "NATO", date(2021, 5, 1), "Jens Stoltenberg"),
    ("foreign policy chief", "EU", date(2021, 5, 1), "Josep Borrell"),
    ("president", "European Commission", date(2021, 5, 1), "Ursula von der Leyen"),
    ("king", "Saudi Arabia", date(2021, 5, 1), "Salman bin Abdulaziz Al Saud"),
    ("queen", "UK", date(2021, 5, 1), "Elizabeth II"),
    ("opposition leader", "Venezuela", date(2019, 5, 1), "Juan Guaidó"),
    ("leader of the opposition", "UK", date(2022, 5, 1), "Keir Starmer"),
    ("Senate majority leader", "US", date(2005, 5, 1), "Bill Frist"),
    ("national security adviser", "US", date(2022, 5, 1), "Jake Sullivan"),
    ("special envoy for Yemen", "United Nations", date(2022, 5, 1), "Hans Grundberg"),
    ("envoy to Syria", "UN", date(2013, 5, 1), "Lakhdar Brahimi"),
    ("ambassador to the United Nations", "US", date(2016, 1, 1), "Samantha Power"),
    ("spokesman", "Kremlin", date(2020, 5, 1), "Dmitry Peskov"),
    ("leader", "Ukraine", date(2023, 1, 1), "Volodymyr Zelenskyy"),
    ("leader", "Houthis", date(2023, 1, 1), "Abdul-Malik al-Houthi"),
    ("chief", "WTO", date(1996, 1, 1), "Renato Ruggiero"),
    ("chief", "FAO", date(2015, 5, 1), "José Graziano da Silva"),
    ("director-general", "ILO", date(2018, 5, 1), "Guy Ryder"),
    ("secretary-general", "CARICOM", date(2015, 5, 1), "Irwin LaRocque"),
    ("commander", "Rapid Support Forces", date(2023, 5, 1), "Mohamed Hamdan Dagalo"),
    ("leader", "Fatah", date(2000, 5, 1), "Yasser Arafat"),
    ("trade commissioner", "European Commission", date(2007, 1, 1), "Peter Mandelson"),
    ("foreign minister", "India", date(2024, 9, 1), "Subrahmanyam Jaishankar"),
    ("foreign minister", "Austria", date(2024, 9, 1), "Alexander Schallenberg"),
    ("President of the Council of Ministers", "Italy", date(2009, 5, 1), "Silvio Berlusconi"),
    ("president of the government", "Spain", date(2009, 5, 1), "José Luis Rodríguez Zapatero"),
    ("Yang di-Pertuan Agong", "Malaysia", date(2018, 9, 1), "Muhammad V of Kelantan"),
    ("Chief Executive", "Pakistan", date(2000, 6, 1), "Pervez Musharraf"),
    ("President of the European Commission", "European Union", date(2017, 5, 1), "Jean-Claude Juncker"),
    ("President of the European Council", "EU", date(2017, 5, 1), "Donald Tusk"),
    ("President of the Kurdistan Region", "Iraq", date(2012, 1, 1), "Masoud Barzani"),
    ("President of the Republic", "France", date(2012, 1, 1), "Nicolas Sarkozy"),
    ("premier", "New South Wales", date(2000, 5, 1), "Bob Carr"),
    ("first minister", "Scottish", date(2012, 6, 1), "Alex Salmond"),
    ("chief executive", "Hong Kong", date(2015, 6, 1), "Leung Chun-ying"),
    ("governor", "Texas", date(1998, 6, 1), "George W. Bush"),
    ("Crown Prince of Abu Dhabi", "United Arab Emirates", date(2015, 6, 1), "Mohammed bin Zayed Al Nahyan"),
    ("chief executive", "Afghanistan", date(2015, 6, 1), "Abdullah Abdullah"),
    ("general secretary of the Communist Party", "China", date(2015, 6, 1), "Xi Jinping"),
    ("speaker of the Knesset", "Israel", date(2018, 6, 1), "Yuli Edelstein"),
    ("Chairperson of the African Union Commission", "African Union", date(2018, 6, 1), "Moussa Faki"),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(("office", "of", "on", "name"), TABLE)
def test_holder(gazetteer: Gazetteer, office: str, of: str, on: date, name: str) -> None:
    holder = gazetteer.holder(office, of, on=on)
    assert holder is not None
    assert holder.name == name
    assert gazetteer.entry(holder.person) is not None
    assert holder in gazetteer.offices(holder.person, on)


@pytest.mark.parametrize(
    ("office", "of", "on"),
    [
        ("secretary of state", "UK", date(2020, 8, 27)),
        ("former president", "France", date(2020, 8, 27)),
        ("president-elect", "US", date(2020, 12, 1)),
        ("deputy foreign minister", "Iran", date(2031, 1, 1)),
        ("president", "France", date(2031, 1, 1)),
        ("president", "UK", date(2020, 8, 27)),
        ("prime minister", "US", date(2020, 8, 27)),
        ("president", "Atlantis", date(2020, 8, 27)),
        ("special envoy", "UN", date(2020, 5, 1)),
        ("special envoy for Atlantis", "UN", date(2020, 5, 1)),
        ("minority leader", "US", date(2020, 5, 1)),
        ("opposition leader", "Belgium", date(2020, 8, 27)),
        ("foreign ministry spokesperson", "China", date(2023, 6, 1)),
        ("carpenter", "France", date(2020, 8, 27)),
        ("chief executive", "France", date(2020, 8, 27)),
        ("chairperson", "African Union", date(2018, 6, 1)),
        ("President of Mexico", "Russia", date(2020, 8, 27)),
        ("Secretary General of NATO", "Spain", date(2020, 8, 27)),
        ("president", "France", date(1800, 1, 1)),
        ("", "", date(2020, 1, 1)),
    ],
)
def test_doubt_gives_nobody(gazetteer: Gazetteer, office: str, of: str, on: date) -> None:
    assert gazetteer.holder(office, of, on=on) is None


def test_start_is_inclusive_and_end_exclusive(gazetteer: Gazetteer) -> None:
    day = date(2017, 5, 14)
    before, after = (
        gazetteer.holder("president", "FR", date(2017, 5, 13)),
        gazetteer.holder("president", "FR", day),
    )
    assert before is not None and after is not None
    assert before.end == after.start == day


def test_unsourced_terms_are_not_certain(gazetteer: Gazetteer) -> None:
    holder = gazetteer.holder("defense minister", "France", on=date(2020, 8, 27))
    assert holder is not None
    assert holder.certain is False


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Defense Minister", "defence_minister"),
        ("minister of defence", "defence_minister"),
        ("Secretary of Defense", "defence_minister"),
        ("Secretary of State for Defence", "defence_minister"),
        ("Minister of the Armed Forces", "defence_minister"),
        ("Foreign Secretary", "foreign_minister"),
        ("external affairs minister", "foreign_minister"),
        ("Secretary of State", "foreign_minister"),
        ("Secretary of State for Foreign and Commonwealth Affairs", "foreign_minister"),
        ("Minister of Foreign Affairs & Trade", "foreign_minister"),
        ("Minister for Foreign Trade", "trade_minister"),
        ("President", "head_of_state"),
        ("King", "head_of_state"),
        ("Emir", "head_of_state"),
        ("Prime Minister", "head_of_government"),
        ("Premier", "head_of_government"),
        ("Chancellor", "head_of_government"),
        ("Chancellor of the Exchequer", "finance_minister"),
        ("Taoiseach", "head_of_government"),
        ("Vice President", "vice_president"),
        ("Deputy Prime Minister", "deputy_head_of_government"),
        ("Vice President of the Council of Ministers", "deputy_head_of_government"),
        ("President of the Council of Ministers", "head_of_government"),
        ("President of the European Council", "organisation_head"),
        ("Chairman of the Joint Chiefs of Staff", "military_chief"),
        ("Governor of the Central Bank", "central_bank_governor"),
        ("deputy foreign minister", "deputy_minister"),
        ("Minister of State for Foreign Affairs", "deputy_minister"),
        ("Secretary-General", "organisation_head"),
        ("President of the Senate", "legislature_head"),
        ("health minister", "other_minister"),
        ("juggler", None),
        ("", None),
    ],
)
def test_office_kind(title: str, kind: str | None) -> None:
    assert office_kind(title) == kind


def test_a_combined_title_names_several_seats() -> None:
    assert seats("Crown Prince and Prime Minister") == ("crown_prince", "prime_minister")
    assert (
        seats("Prime Minister, First Lord of the Treasury, & Minister for the Civil Service")[0]
        == "prime_minister"
    )


@pytest.mark.parametrize(
    ("title", "seat", "kind"),
    [
        ("Special Envoy for Yemen", "envoy:yemen", "envoy"),
        ("personal envoy to Western Sahara", "envoy:sahara western", "envoy"),
        ("Special Envoy", "envoy", "envoy"),
        ("Commissioner for Trade", "commissioner:trade", "organisation_head"),
        ("Commissioner-General", "director_general", "organisation_head"),
        ("ambassador to Iraq", "ambassador:iraq", "ambassador"),
        ("Ambassador to the UN", "un_representative", "un_representative"),
        ("Leader of the Opposition", "opposition_leader", "party_leader"),
        ("main opposition leader", "opposition_leader", "party_leader"),
        ("Senate Majority Leader", "floor_leader:senate majority leader", "party_leader"),
    ],
)
def test_offices_of_which_there_are_several(title: str, seat: str, kind: str) -> None:
    assert seats(title) == (seat,)
    assert office_kind(title) == kind


def test_of_several_leaders_nobody_is_the_leader(gazetteer: Gazetteer) -> None:
    """Two lead the German Greens; that one of them has a known end makes her no more the leader."""
    assert gazetteer.holder("co-leader", "Alliance 90/The Greens", on=date(2023, 1, 1)) is None


def test_a_month_is_no_day(gazetteer: Gazetteer) -> None:
    """Of a term known to the month the days that are sure are known, the others are not."""
    held = [
        h
        for h in gazetteer.offices("Q52922")
        if h.title == "Special Representative for the former Yugoslavia"
    ]
    assert [(h.start, h.first_seen, h.last_seen) for h in held] == [
        (None, date(1995, 6, 30), date(1995, 12, 1))
    ]
