"""The house: four rooms, and each imports only from those before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import newsents
from newsents.pipeline import STAGES, factories

PACKAGE = Path(newsents.__file__).parent
ROOMS = (
    ("errors", "text", "paths", "memory"),
    ("records",),
    ("gazetteer",),
    ("rules",),
    ("stages",),
    ("workers",),
    ("pipeline",),
    ("outputs",),
    ("distributed",),
    ("__init__",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(ROOMS) for name in names}

SHARED_BY_STAGES = {"notes"}
"""The vocabulary in which stages speak to each other."""
ASKED_BY = {
    "attributes": {"report"},
    "mentions": {"dates"},
    "titles": {"title_bearers", "title_phrases"},
    "title_bearers": {"mentions", "title_phrases"},
    "links": {"references"},
    "coref": {"references", "speakers"},
    "encounters": {
        "dates",
        "dating",
        "status",
        "places",
        "parties",
        "frames",
        "sentences",
        "triggers",
        "occasions",
    },
    "occasions": {"dates"},
    "dating": {"dates"},
    "frames": {"frames_guests", "frames_nouns", "frames_verbs", "frames_visits", "sentences", "triggers"},
    "frames_guests": {"clauses", "parties", "sentences", "sides", "triggers"},
    "frames_nouns": {"clauses", "parties", "sentences", "sides"},
    "frames_verbs": {"clauses", "parties", "sentences", "sides", "triggers"},
    "frames_visits": {"clauses", "parties", "sentences", "sides", "triggers"},
    "clauses": {"parties", "sentences"},
    "sides": {"parties", "sentences"},
    "triggers": {"sentences"},
    "sentences": {"parties"},
    "trees": {"tokens"},
}
"""A stage imports no stage; these ask pure find functions, or are parts of one."""
LATE = {("records", "outputs")}
"""Imports inside a function against the direction: `Report._repr_html_`."""


def modules() -> dict[str, ast.Module]:
    """All modules by dotted name inside the package: "stages.titles", "rules" for its __init__."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[-1] == "__init__" and len(parts) > 1:
            parts = parts[:-1]
        found[".".join(parts)] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """All that a module imports anywhere, as dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            yield node.module
            if node.module == "newsents":
                yield from (f"newsents.{alias.name}" for alias in node.names)


def own(name: str) -> str | None:
    """The room of a name inside the package, None for what is outside or only the package itself."""
    parts = name.split(".")
    return parts[1] if parts[0] == "newsents" and len(parts) > 1 and parts[1] in RANK else None


MODULES = modules()


def test_all_rooms_are_known() -> None:
    assert {name.split(".")[0] for name in MODULES} == set(RANK)


def test_each_room_imports_only_those_before_it() -> None:
    wrong = [
        (name, other)
        for name, tree in MODULES.items()
        for other in imported(tree)
        if (room := own(other)) and RANK[room] > RANK[name.split(".")[0]]
        if (name.split(".")[0], room) not in LATE
    ]
    assert wrong == []


def test_only_stages_and_pipeline_import_spacy() -> None:
    users = {
        name.split(".")[0]
        for name, tree in MODULES.items()
        if {other.split(".")[0] for other in imported(_without_type_checking(tree))}
        & {"spacy", "thinc", "srsly"}
    }
    assert users == {"stages", "pipeline"}


def _without_type_checking(tree: ast.Module) -> ast.Module:
    """The module without what is imported for type checkers alone."""
    body = [n for n in tree.body if not (isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING")]
    return ast.Module(body=body, type_ignores=[])


def test_only_the_index_imports_rapidfuzz() -> None:
    users = [
        name for name, tree in MODULES.items() if "rapidfuzz" in {o.split(".")[0] for o in imported(tree)}
    ]
    assert users == ["gazetteer.index"]


def test_a_stage_never_imports_a_stage() -> None:
    for name, tree in MODULES.items():
        if name.startswith("stages."):
            stage = name.removeprefix("stages.")
            others = {o.split(".")[2] for o in imported(tree) if o.startswith("newsents.stages.")}
            assert others - SHARED_BY_STAGES <= ASKED_BY.get(stage, set()), name


def test_rules_are_data_without_logic() -> None:
    for name, tree in MODULES.items():
        if name.startswith("rules."):
            assert not [n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)], name


def word_tables() -> Iterator[tuple[str, list[str]]]:
    """The word tables in `rules` that are written as one string, split: where they stand, and their words."""
    for name, tree in MODULES.items():
        for node in ast.walk(tree) if name.startswith("rules.") else ():
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(words)), attr="split")):
                    yield f"{name}:{node.lineno}", words.split()


def test_no_word_table_holds_a_word_twice() -> None:
    assert {where: set(words) for where, words in word_tables() if len(words) > len(set(words))} == {}


def test_no_room_for_leftovers() -> None:
    for name in MODULES:
        assert not {"utils", "helpers", "common", "manager"} & set(name.split(".")), name


def test_the_public_names_are_sorted_and_there() -> None:
    assert newsents.__all__ == sorted(newsents.__all__)
    assert all(getattr(newsents, name) is not None for name in newsents.__all__)
    assert set(newsents.__all__) <= set(dir(newsents))
    assert not hasattr(newsents, "no_such_name")


def test_every_factory_has_its_entry_point() -> None:
    points = {point.name: point.value for point in entry_points(group="spacy_factories")}
    names = {
        "newsents": "newsents",
        "newsents_trees": "trees",
        **{f"newsents_{stage}": stage for stage in STAGES},
    }
    ours = {name: value for name, value in points.items() if name.startswith("newsents")}
    assert ours == {factory: f"newsents.pipeline:factories.{name}" for factory, name in names.items()}
    assert set(vars(factories)) == set(names.values())
