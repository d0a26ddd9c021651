"""The notebooks run from top to bottom, in under a minute each, and say what they said when they were kept."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NAMES = ["01-first-look", "02-a-season-of-diplomacy", "03-your-own-gazetteer", "04-how-good-is-it"]


def test_these_are_all() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == NAMES


@pytest.mark.slow
@pytest.mark.skipif(find_spec("nbclient") is None, reason="needs the extra notebooks")
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_says_what_it_said(name: str) -> None:
    start = time.perf_counter()
    command = [sys.executable, str(FOLDER / "run.py"), "--check", name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, encoding="utf-8")
    assert done.returncode == 0, f"`python notebooks/run.py {name}` keeps this:\n{done.stdout}{done.stderr}"
    assert time.perf_counter() - start < 60
