"""The user's own files: compiled ones, faulty ones, hostile ones."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import newsents
from newsents.__main__ import app
from newsents.gazetteer import Gazetteer, GazetteerError
from newsents.gazetteer.check import check, check_file
from newsents.gazetteer.gazetteer import build
from newsents.gazetteer.store import FILES

ROWS: list[dict[str, Any]] = [
    {"id": "my:1", "type": "ORG", "name": "Zorblax Council", "acronyms": ["ZXC"], "kind": "igo"},
    {"id": "my:2", "type": "PERSON", "name": "Adelina Zorblaxova", "country": "IQ"},
    {"id": "Q796", "names": ["Land of Zorb"]},
    {"person": "my:2", "name": "Adelina Zorblaxova", "title": "Director", "of": "my:1", "start": "2020-01-01",
     "end": "2021-01-01"},
]  # fmt: skip


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return path


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    target = tmp_path / "mine.gaz"
    build([written(tmp_path / "mine.jsonl", ROWS)], target)
    return target


def test_a_compiled_file_answers_like_its_rows(tmp_path: Path, compiled: Path) -> None:
    mine = Gazetteer.load().overlay(compiled)
    assert mine.lookup("ZXC")[0].entry.id == "my:1"
    assert mine.lookup("Land of Zorb")[0].entry.id == "Q796"
    assert mine.lookup("Iraqi")[0].entry.id == "Q796"
    assert mine.matches(["zorblax", "council"])[0][0] == 2
    holder = mine.holder("director", "Zorblax Council", on=date(2020, 6, 1))
    assert holder is not None and holder.name == "Adelina Zorblaxova"
    person = mine.person("Adelina Zorblaxovva")
    assert person is not None and person[0].entry.id == "my:2"
    assert [entry.id for entry, _ in mine.nearest("Adelima Zorblakova")] == ["my:2"]
    assert mine.digest != Gazetteer.load().digest


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, compiled: Path) -> None:
    again = tmp_path / "again.gaz"
    build([tmp_path / "mine.jsonl"], again)
    assert again.read_bytes() == compiled.read_bytes()


def test_rows_may_lie_over_a_compiled_file(compiled: Path) -> None:
    mine = Gazetteer.load().overlay(compiled, {"id": "my:1", "names": ["Council of Zorblax"]})
    assert mine.lookup("Council of Zorblax")[0].entry.name == "Zorblax Council"


def test_a_pipeline_takes_a_compiled_file_and_keeps_it(tmp_path: Path, compiled: Path) -> None:
    nlp = newsents.load(gazetteer=compiled)
    report = newsents.extract("The Zorblax Council met French President Emmanuel Macron in Paris.", nlp=nlp)
    assert "my:1" in {entity.kb_id for entity in report.entities}
    kept = nlp.get_pipe("newsents")
    assert kept.overlay_rows() == [{"compiled": str(compiled.resolve())}]  # type: ignore[attr-defined]


@pytest.mark.parametrize("length", [0, 1, 29, 500, 1024, 1500, -9, -1])
def test_a_file_cut_off_is_our_error(compiled: Path, length: int) -> None:
    compiled.write_bytes(compiled.read_bytes()[:length])
    with pytest.raises(GazetteerError, match=r"mine\.gaz: .*newsents gazetteer build"):
        Gazetteer.load().overlay(compiled)


def test_a_damaged_file_is_our_error(compiled: Path) -> None:
    sound = compiled.read_bytes()
    head = json.loads(sound[sound.index(b"{") : 1024])
    at, length = head["parts"]["index"]
    for place in (at + length // 2, 31, 60):
        damaged = bytearray(sound)
        damaged[place] ^= 0xFF
        compiled.write_bytes(damaged)
        with pytest.raises(GazetteerError, match=r"mine\.gaz: .*newsents gazetteer build"):
            Gazetteer.load().overlay(compiled)


@pytest.mark.parametrize(
    "head",
    [b"{}", b"[]", b"[" * 900, b'{"version": 2, "size": 1, "parts": {}}', b'{"version": 1}', b"\xff" * 400],
)
def test_a_false_head_is_our_error(compiled: Path, head: bytes) -> None:
    rest = compiled.read_bytes()[1024:]
    compiled.write_bytes((b"newsents gazetteer, compiled\n" + head).ljust(1024) + rest)
    with pytest.raises(GazetteerError, match=r"mine\.gaz: "):
        Gazetteer.load().overlay(compiled)


HOSTILE = [
    (b'{"id": "my:1", "name": "' + b"x" * 10_000_000 + b'"}', "bytes in one line"),
    (b"[" * 100_000 + b"]" * 100_000, ""),
    (b'{"id": "my:1", "names": ' + b"[" * 5_000 + b"]" * 5_000 + b', "type": "ORG", "name": "A"}', ""),
    (b'{"id": 7, "type": "ORG", "name": "A"}', "'id'"),
    (b'{"id": "my:1", "type": ["ORG"], "name": "A"}', "'type'"),
    (b'{"id": "my:1", "type": "ORG", "name": {"a": 1}}', "'name'"),
    (b'{"id": "my:1", "type": "ORG", "name": "A\\u0000B"}', "'name'"),
    (b'{"id": "my:1", "type": "ORG", "name": "A", "acronyms": [null]}', "'acronyms'"),
    (b'{"id": "my:1", "type": "ORG", "name": "A", "forbid": [[]]}', ""),
    (b'{"id": "my:1", "type": "ORG", "name": "A", "countries": [5]}', ""),
    (b'{"id": "my:1", "type": "ORG", "name": "A", "weight": 1e999}', "'weight'"),
    (b"<!DOCTYPE html><html><body>404</body></html>", "not valid JSON"),
    (b"null", "object"),
]


@pytest.mark.parametrize(("line", "told"), HOSTILE)
def test_a_hostile_line_is_our_error_with_its_place(tmp_path: Path, line: bytes, told: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b'{"id": "my:0", "type": "ORG", "name": "Fine"}\n' + line + b"\n")
    for use in (lambda: Gazetteer.load().overlay(path), lambda: build([path], tmp_path / "x.gaz")):
        with pytest.raises(GazetteerError, match=r"mine\.jsonl, line 2, field") as error:
            use()
        assert told in str(error.value)
    assert any(fault.where.line == 2 for fault in check_file(path))


def test_check_names_file_line_and_field_of_every_fault(tmp_path: Path) -> None:
    seat = {"title": "President", "of": "my:1"}
    path = written(
        tmp_path / "mine.jsonl",
        [
            {"id": "my:1", "type": "ORG", "name": "Zorblax Council"},
            {"id": "my:2", "type": "ORG", "name": "Zorblax Council"},
            {"id": "my:3", "type": "ORG", "name": "United Nations"},
            {"id": "my:3", "type": "ORG", "name": "Third"},
            {"id": "my:p", "type": "PERSON", "name": "Ada Zorblax"},
            {"id": "my:q", "type": "PERSON", "name": "Bo Zorblax"},
            {**seat, "person": "my:p", "name": "Ada Zorblax", "start": "2020-01-01", "end": "2022-01-01"},
            {**seat, "person": "my:q", "name": "Bo Zorblax", "start": "2021-01-01", "end": "2023-01-01"},
            {**seat, "person": "my:nobody", "name": "No Body", "start": "2030-01-01"},
            {**seat, "person": "my:p", "name": "Ada Zorblax", "start": "2020-31-12"},
            {**seat, "person": "my:p", "name": "Ada Zorblax", "of": "my:p", "start": "2020-01-01"},
            {"id": "my:4", "type": "ORG", "name": "A", "colour": "red"},
        ],
    )
    found = [(fault.level, fault.where.line, fault.field) for fault in check_file(path)]
    assert all(fault.where.file == str(path) for fault in check_file(path))
    for fault in [
        ("error", 1, "names"),
        ("error", 2, "names"),
        ("error", 3, "names"),
        ("error", 4, "id"),
        ("error", 8, "start"),
        ("error", 9, "person"),
        ("error", 10, "start"),
        ("error", 11, "of"),
        ("error", 12, "colour"),
    ]:
        assert fault in found, (fault, found)
    assert not [fault for fault in found if fault[1] in {5, 6}]


def test_a_term_beside_a_shipped_one_is_a_warning(tmp_path: Path) -> None:
    row = {"person": "my:p", "name": "Ada Zorblax", "title": "President", "of": "Q142", "start": "2019-01-01"}
    ada = {"id": "my:p", "type": "PERSON", "name": "Ada Zorblax"}
    found = check_file(written(tmp_path / "mine.jsonl", [ada, {**row, "end": "2020-01-01"}]))
    assert found == [] or {(fault.level, fault.field) for fault in found} == {("warning", "start")}


def test_ids_that_become_each_other_are_a_cycle(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_text(
            "surface,canonical,class,office\n" if name.endswith("csv") else "", "utf-8"
        )
    (tmp_path / "additions").mkdir()
    rows = [{"id": "a", "becomes": "b"}, {"id": "b", "becomes": "a"}, {"id": "c", "becomes": "d"}]
    written(tmp_path / "additions" / "corrections.jsonl", rows)
    assert [(f.where.line, f.field) for f in check(tmp_path)] == [(1, "becomes"), (2, "becomes")]


def test_the_commands(tmp_path: Path) -> None:
    run = CliRunner().invoke
    source, target = written(tmp_path / "mine.jsonl", ROWS), tmp_path / "mine.gaz"
    built = run(app, ["gazetteer", "build", str(source), "-o", str(target)])
    assert built.exit_code == 0 and "4 rows" in built.output
    assert run(app, ["gazetteer", "check", str(source)]).exit_code == 0
    assert run(app, ["gazetteer", "check", str(target)]).exit_code == 0
    assert run(app, ["gazetteer", "build", str(source), "-o", str(tmp_path / "mine.bin")]).exit_code == 2
    assert run(app, ["gazetteer", "build", str(tmp_path / "none.jsonl"), "-o", str(target)]).exit_code == 2
    written(source, [{"id": "my:1", "type": "ORG"}])
    faulty = run(app, ["gazetteer", "check", str(source)])
    assert faulty.exit_code == 1 and "line 1, field 'name'" in faulty.output


def test_missing_lists_names_as_rows_that_can_be_used(tmp_path: Path) -> None:
    text = "Ada Zorblax met French President Emmanuel Macron in Paris on Tuesday. Zorblax thanked him."
    reports = [newsents.extract(text), newsents.extract(text + " Ada Zorblax left.")]
    path, listed = tmp_path / "reports.jsonl", tmp_path / "missing.jsonl"
    path.write_text("\n".join(report.model_dump_json() for report in reports), "utf-8")
    done = CliRunner().invoke(app, ["gazetteer", "missing", str(path), "-o", str(listed)])
    assert done.exit_code == 0
    rows = [json.loads(line) for line in listed.read_text("utf-8").splitlines()]
    [ada] = [row for row in rows if row["name"] == "Ada Zorblax"]
    assert ada["id"] == "my:person:ada zorblax" and ada["type"] == "PERSON"
    assert "in 2 reports, unlinked; Ada Zorblax met" in ada["note"]
    assert all(row["name"] != "Emmanuel Macron" for row in rows)
    mine = Gazetteer.load().overlay(listed)
    assert mine.person("Ada Zorblax") is not None
    broken = CliRunner().invoke(app, ["gazetteer", "missing", str(tmp_path / "none.jsonl")])
    assert broken.exit_code == 2
