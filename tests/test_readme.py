"""What the README shows is what happens: its Python blocks are doctests, its console block is run.

`python tests/test_readme.py` writes the output of the console block anew.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

README = Path(__file__).resolve().parents[1] / "README.md"
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(language: str) -> list[str]:
    found = [
        block[2] for block in _BLOCK.finditer(README.read_text(encoding="utf-8")) if block[1] == language
    ]
    assert found, f"no {language} block in the README"
    return found


def has_other_model() -> bool:
    try:
        distribution("en_core_web_sm")
    except PackageNotFoundError:
        return False
    return True


def output_of(command: str) -> str:
    """What a `newsents` command prints, run from the root of the checkout."""
    name, *args = command.split()
    assert name == "newsents"
    env = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "newsents", *args],
        cwd=README.parent,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


pytestmark = pytest.mark.skipif(has_other_model(), reason="the README shows the bundled model")


def test_python_blocks() -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    examples = parser.get_doctest("\n".join(blocks("python")), {}, "README", str(README), 0)
    assert len(examples.examples) > 15
    report: list[str] = []
    assert runner.run(examples, out=report.append).failed == 0, "".join(report)


def test_console_blocks() -> None:
    for block in blocks("console"):
        first, _, shown = block.partition("\n")
        assert output_of(first.removeprefix("$ ")).strip() == shown.strip()


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    ci = (README.parent / ".ci" / "run").read_text(encoding="utf-8")
    assert "-m pytest" in blocks("bash")[1]
    assert "-m pytest" in ci


def write_output() -> None:
    """Write the console blocks of the README anew."""

    def anew(block: re.Match[str]) -> str:
        if block[1] != "console":
            return block[0]
        command = block[2].partition("\n")[0]
        return f"```console\n{command}\n{output_of(command.removeprefix('$ ')).strip()}\n```"

    text = README.read_text(encoding="utf-8")
    README.write_text(_BLOCK.sub(anew, text), encoding="utf-8")


if __name__ == "__main__":
    write_output()
