from __future__ import annotations

import random
from itertools import combinations

import pytest
from matplotlib.figure import Figure

from made import made_report
from newsents import Report, merge
from newsents.outputs.plots import draw_matrix, draw_network, draw_timeline

COUNTRIES = "FR DE IQ TR US CN JP BR KE".split()


def season(people: int, meetings: int) -> list[Report]:
    """Meetings among so many people, mostly of those whose numbers are near."""
    rng = random.Random(1)
    reports = []
    for number in range(meetings):
        one = rng.randrange(people)
        other = (one + rng.choice([1, 1, 2, 3, 37])) % people
        sides = [
            [f"Q{n} Person {['Ana', 'Tomas', 'Ilse'][n % 3]} Number{n} / Minister / {COUNTRIES[n % 9]}"]
            for n in (one, other)
        ]
        day = f"2020-{1 + number % 12:02}-{1 + number % 28:02}"
        status = rng.choice(["happened", "happened", "planned"])
        reports.append(made_report(f"r{number}", {"sides": sides, "date": day, "status": status}))
    return reports


@pytest.mark.parametrize("people", [5, 150])
def test_names_in_a_network_cover_no_other(people: int) -> None:
    figure = draw_network(season(people, 3 * people))
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert len(boxes) == 5 if people == 5 else len(boxes) > 50
    assert all(figure.bbox.containsx(edge) for box in boxes for edge in (box.x0, box.x1))


def test_a_network_is_the_same_each_time() -> None:
    reports = season(20, 40)
    one, other = (draw_network(merge(reports)) for _ in range(2))
    assert [text.get_position() for text in one.axes[0].texts] == [
        text.get_position() for text in other.axes[0].texts
    ]


def test_a_timeline_has_a_row_for_each_counterpart() -> None:
    reports = [
        made_report("a", {"sides": [["Q1 Ana Brekke"], ["Q2 Tomas Varela"]], "date": "2020-08"}),
        made_report("b", {"sides": [["Q3 Ilse Brandt"], ["Q1 Ana Brekke"]], "date": "2020-07-01"}),
        made_report("c", {"sides": [["Q2 Tomas Varela"], ["Q1 A. Brekke"]], "date": "2020-09-01", "status": "denied"}),
        made_report("d", {"sides": [["Q4 Joseph Otieno"], ["Q1 Ana Brekke"]]}),
    ]  # fmt: skip
    axes = draw_timeline(reports, "Brekke").axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Ilse Brandt", "Tomas Varela"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["happened", "denied"]
    with pytest.raises(KeyError, match="Nobody"):
        draw_timeline(reports, "Nobody")


def test_a_matrix_counts_by_country() -> None:
    party = {code: f"Q{n} Person {n} / Minister / {code}" for n, code in enumerate(COUNTRIES)}
    first = {"sides": [[party["FR"]], [party["IQ"], party["DE"]]]}
    planned = {"sides": [[party["FR"]], [party["TR"]]], "status": "planned"}
    reports = [made_report("a", first, {"sides": [[party["IQ"]], [party["FR"]]]}), made_report("b", planned)]
    axes = draw_matrix(reports).axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["FR", "IQ", "DE"]
    assert sorted(text.get_text() for text in axes.texts) == ["1", "1", "2", "2"]


def test_nothing_gives_a_picture_that_says_so() -> None:
    for figure in (draw_network([]), draw_matrix([])):
        assert isinstance(figure, Figure)
        assert [text.get_text() for text in figure.axes[0].texts] == ["no encounters"]
