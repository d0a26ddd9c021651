"""The data as a whole: consistent, reproducible, deterministic, light; and faults in the user's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from newsents.gazetteer import Alias, Entry, Gazetteer, GazetteerError
from newsents.gazetteer.check import check
from newsents.gazetteer.compile import compile_data
from newsents.gazetteer.store import FILES, INDEX_FILE, MANIFEST_FILE, find_data, read_manifest

FACTS = Path(__file__).resolve().parents[3] / "shared" / "facts"

_TERM = '{"person": "my:2", "name": "A", "title": "T", "of": "Q796", '
_ASK = """
from datetime import date
from newsents.gazetteer import Gazetteer
g = Gazetteer.load()
for name in ("IS", "US", "Georgia", "Ministry of Defence", "Republican Party", "Singh", "Congo"):
    print([(c.entry.id, c.alias.text) for c in g.lookup(name, on=date(2020, 1, 1))])
print([p.id for p in g.persons_named("barzani")], g.person("Mohamed Hassan"), g.digest)
print(g.overlay({"id": "my:1", "type": "ORG", "name": "Zorblax"}).digest)
"""


def test_the_shipped_data_have_no_errors() -> None:
    assert [str(fault) for fault in check() if fault.level == "error"] == []


def test_the_shipped_index_is_fresh() -> None:
    assert read_manifest(find_data())["digest"] == Gazetteer.load().digest


@pytest.mark.skipif(
    not FACTS.is_dir(), reason="the tables of facts lie beside the checkout only in development"
)
def test_compiling_again_gives_the_same_bytes(tmp_path: Path) -> None:
    shutil.copytree(find_data() / "additions", tmp_path / "additions")
    compile_data(FACTS, tmp_path)
    for name in (*FILES, INDEX_FILE, MANIFEST_FILE):
        assert (tmp_path / name).read_bytes() == (find_data() / name).read_bytes(), name


def test_answers_do_not_depend_on_the_hash_seed() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", _ASK],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_loading_is_quick_and_done_once() -> None:
    begun = time.perf_counter()
    first = Gazetteer.load()
    assert time.perf_counter() - begun < 2.0
    assert Gazetteer.load() is first
    assert first.known_until > date(2025, 1, 1)
    assert first.version


def test_a_stale_index_is_rebuilt_in_memory(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteer"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_text(
            "surface,canonical,class,office\n" if name.endswith("csv") else "", "utf-8"
        )
    (folder / "countries.jsonl").write_text(
        '{"id": "Q796", "type": "GPE", "name": "Iraq", "kind": "country"}\n'
    )
    assert Gazetteer.load(folder).lookup("iraq")[0].entry.id == "Q796"


def test_overlay_adds_corrects_and_forbids(tmp_path: Path) -> None:
    shipped = Gazetteer.load()
    rows = [
        {"id": "my:1", "type": "ORG", "name": "Zorblax Council", "acronyms": ["ZXC"], "kind": "igo"},
        {"id": "Q796", "names": ["Land of Zorb"], "forbid": ["Iraqis"]},
        {"person": "my:2", "name": "Ada Zorblax", "title": "Director", "of": "my:1", "start": "2020-01-01",
         "end": "2021-01-01"},
        {"id": "my:2", "type": "PERSON", "name": "Ada Zorblax", "country": "IQ"},
    ]  # fmt: skip
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    mine = shipped.overlay(path)
    assert mine.lookup("ZXC")[0].entry.id == "my:1"
    assert mine.lookup("Land of Zorb")[0].entry.id == "Q796"
    assert mine.lookup("Iraqis") == ()
    assert mine.lookup("Iraqi")[0].entry.id == "Q796"
    assert shipped.lookup("Iraqis")[0].entry.id == "Q796"
    assert shipped.lookup("Land of Zorb") == ()
    assert mine.matches(["zorblax", "council"])[0][0] == 2
    holder = mine.holder("director", "Zorblax Council", on=date(2020, 6, 1))
    assert holder is not None and holder.name == "Ada Zorblax"
    assert mine.offices("my:2")[0].title == "Director"
    assert mine.digest != shipped.digest
    assert mine.overlay(path).digest != mine.digest


def test_an_overlay_can_make_a_weak_name_strong() -> None:
    shipped = Gazetteer.load()
    assert shipped.lookup("Holland")[0].alias.strength == "strong"
    assert shipped.lookup("Persia")[0].alias.strength == "weak"
    mine = shipped.overlay({"id": "Q794", "names": ["Persia"]})
    assert mine.lookup("Persia")[0].alias.strength == "strong"


def test_overlay_takes_csv_mappings_and_entries(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,type,name,acronyms,certain\nmy:1,ORG,Zorblax Council,ZC|ZCC,true\n", "utf-8")
    entry = Entry(
        "my:3",
        "GPE",
        "Zorbland",
        "ZZ",
        (Alias("Zorbland"), Alias("Zorblandic", form="demonym")),
        kind="country",
    )
    mine = Gazetteer.load().overlay(path, {"id": "my:2", "type": "PERSON", "name": "Ada Zorblax"}, entry)
    assert mine.lookup("ZCC")[0].entry.certain is True
    assert mine.person("Ada Zorblax") is not None
    country = mine.country_of("Zorblandic")
    assert country is not None and country.id == "my:3"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('{"id": "my:1", "type": "ORG", "name": "A", "colour": "red"}', "colour"),
        ('{"id": "my:1", "type": "THING", "name": "A"}', "type"),
        ('{"id": "my:1", "type": "ORG"}', "name"),
        ('{"type": "ORG", "name": "A"}', "id"),
        ('{"id": 7, "type": "ORG", "name": "A"}', "id"),
        ('{"id": "my:1", "type": "ORG", "name": "A", "names": "B"}', "names"),
        ('{"id": "my:1", "type": "ORG", "name": "A", "names": [1]}', "names"),
        ('{"id": "my:1", "type": "ORG", "name": "A\\u0007"}', "name"),
        ('{"id": "my:1", "type": "ORG", "name": "A", "tier": "Z"}', "tier"),
        ('{"id": "my:1", "type": "ORG", "name": "A", "certain": "yes"}', "certain"),
        (_TERM + '"start": "2020-13-01"}', "start"),
        (_TERM + '"start": "2020-02-01", "end": "2019-01-01"}', "end"),
        ('{"person": "my:2", "name": "A", "of": "Q796"}', "title"),
        ("[1, 2]", ""),
        ("{", ""),
        ("[" * 50_000, ""),
        ('{"id": "' + "x" * 200_000 + '"}', ""),
    ],
)
def test_a_malformed_row_is_an_error_with_file_line_and_field(tmp_path: Path, line: str, field: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"id": "my:0", "type": "ORG", "name": "Fine"}\n' + line + "\n", "utf-8")
    with pytest.raises(GazetteerError) as error:
        Gazetteer.load().overlay(path)
    assert "mine.jsonl, line 2" in str(error.value)
    assert f"field {field!r}" in str(error.value)


@pytest.mark.parametrize("content", [b"\xff\xfe{}", b"\x00", b'{"id": "\xed\xa0\x80"}', b'{"id": "\\ud800"}'])
def test_bytes_that_are_no_text_are_our_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(content)
    with pytest.raises(GazetteerError):
        Gazetteer.load().overlay(path)


def test_a_missing_file_is_our_error(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot be read"):
        Gazetteer.load().overlay(tmp_path / "none.jsonl")
    with pytest.raises(GazetteerError, match="cannot be read"):
        Gazetteer.load(tmp_path)
    with pytest.raises(GazetteerError, match="give a path"):
        Gazetteer.load().overlay(7)  # type: ignore[arg-type]


def test_check_names_each_fault(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_text(
            "surface,canonical,class,office\n" if name.endswith("csv") else "", "utf-8"
        )
    organisations = [
        {"id": "o:1", "type": "ORG", "name": "Same Name"},
        {"id": "o:2", "type": "ORG", "name": "Same Name"},
        {"id": "o:1", "type": "ORG", "name": "Again"},
        {"id": "o:3", "type": "??", "name": "Bad"},
    ]
    seat = {"title": "President", "of": "o:1"}
    offices = [
        {**seat, "id": "h1", "person": "p:1", "name": "A B", "start": "2020-01-01", "end": "2022-01-01"},
        {**seat, "id": "h2", "person": "p:2", "name": "C D", "start": "2021-01-01", "end": "2023-01-01"},
    ]
    for name, rows in (("organisations", organisations), ("offices", offices)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = [str(fault) for fault in check(tmp_path)]
    assert any("organisations.jsonl, line 3" in f and "'o:1' stands" in f for f in found)
    assert any("organisations.jsonl, line 4" in f and "'type'" in f for f in found)
    assert any("'same name' is a strong alias of o:1, o:2" in f for f in found)
    assert any("offices.jsonl, line 1" in f and "'p:1'" in f for f in found)
    assert any("offices.jsonl, line 2" in f and "president of o:1" in f for f in found)


@pytest.mark.parametrize(
    "name", ["Jacques Chirac", "Nicolas Sarkozy", "François Hollande", "Emmanuel Macron"]
)
def test_a_french_president_is_french_though_co_prince_of_andorra(name: str) -> None:
    [person] = {c.entry.id: c.entry for c in Gazetteer.load().lookup(name)}.values()
    assert person.country == "FR"
