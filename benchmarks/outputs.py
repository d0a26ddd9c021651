"""How fast the outputs are: `python benchmarks/outputs.py [REPORTS]` prints seconds for N/4, N/2 and N reports.

The reports are made up: about 25 mentions, 12 entities, 4 roles and 4 encounters each, among 2,000 persons, on 12,000
occasions over three years, so that most are told by several.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter, process_time
from typing import Any

from newsents import Encounter, Entity, EventDate, Evidence, Mention, Participant, Place, Report, Role
from newsents.outputs.frames import COLUMNS, to_frame
from newsents.outputs.graph import to_graph
from newsents.outputs.merge import merge

PERSONS, OCCASIONS, DAYS = 2_000, 12_000, 1_095


def made_report(number: int) -> Report:
    """A report like those of real articles; the same number gives the same report."""
    rng = random.Random(number)
    occasions = [rng.randrange(OCCASIONS) for _ in range(4)]
    people = [
        (4 * (occasion * 3 + k) + turn) % PERSONS for turn, occasion in enumerate(occasions) for k in range(3)
    ]
    pieces, mentions, at = [], [], 0
    for turn in range(25):
        who = turn % 12
        name = f"Person {people[who]}"
        mentions.append(
            Mention(start=at, end=at + len(name), text=name, label="PERSON", form="name", entity=f"e{who}")
        )
        pieces.append(f"{name} said what there was to say about it.\n")
        at += len(pieces[-1])
    text = "".join(pieces)
    entities = tuple(
        Entity(
            id=f"e{i}",
            key=f"Q{person}" if person % 3 else f"PERSON:person {person}",
            name=f"Person {person}",
            type="PERSON",
            kb_id=f"Q{person}" if person % 3 else None,
            country="FR",
            mentions=tuple(range(i, 25, 12)),
        )
        for i, person in enumerate(people)
    )
    first = Evidence(start=0, end=len(pieces[0]), text=pieces[0])
    roles = tuple(Role(person=f"e{i}", title="Minister", of_name="France", evidence=first) for i in range(4))
    return Report(
        id=f"r{number}",
        published=date(2020, 1, 1) + timedelta(rng.randrange(DAYS)),
        text=text,
        mentions=tuple(mentions),
        entities=entities,
        roles=roles,
        encounters=tuple(made_encounter(turn, occasions[turn], people, first, rng) for turn in range(4)),
    )


def made_encounter(
    turn: int, occasion: int, people: list[int], words: Evidence, rng: random.Random
) -> Encounter:
    """An encounter on an occasion: its people, day and town are the same whoever tells of it."""
    sides = [[3 * turn], [3 * turn + 1] + [3 * turn + 2] * (occasion % 2)]
    day = date(2020, 1, 1) + timedelta(occasion * 7 % DAYS)
    return Encounter(
        id=f"m{turn}",
        kind="meeting",
        status=rng.choice(["happened", "happened", "happened", "planned"]),
        sides=tuple(
            tuple(
                Participant(entity=f"e{who}", name=f"Person {people[who]}", title="Minister") for who in side
            )
            for side in sides
        ),
        place=Place(name=f"Town {occasion % 120}", country="FR"),
        date=EventDate.of_day(day, "on the day") if rng.random() < 0.8 else None,
        evidence=(words,),
        trigger=words,
        rule="meet",
        confidence="high",
    )


def seconds(work: Callable[[], Any]) -> tuple[float, float]:
    """The best of three runs by the clock, and of processor time: on a busy machine the clock says more than is due."""
    runs = []
    for _ in range(3):
        start, used = perf_counter(), process_time()
        work()
        runs.append((perf_counter() - start, process_time() - used))
    return min(clock for clock, _ in runs), min(used for _, used in runs)


def main() -> None:
    """Print a row for each output."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    reports = [made_report(number) for number in range(total)]
    jobs: dict[str, Callable[[list[Report]], Any]] = {
        **{f"to_frame {table}": (lambda rs, t=table: to_frame(rs, t)) for table in COLUMNS},
        "to_frame pairs polars": lambda rs: to_frame(rs, "pairs", backend="polars"),
        "to_graph": to_graph,
        "merge": merge,
    }
    sizes = (total // 4, total // 2, total)
    print("".join(f"{size:>16,}" for size in sizes), " reports: seconds (of processor time)")
    for name, job in jobs.items():
        times = [seconds(lambda s=size, j=job: j(reports[:s])) for size in sizes]  # type: ignore[misc]
        print("".join(f"{clock:8.2f} ({used:5.2f})" for clock, used in times), "", name)


if __name__ == "__main__":
    main()
