"""The package as a stranger gets it: source archive, wheel, an empty environment, the main job from elsewhere."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import time
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOLD = "French Defense Minister Florence Parly met Iraqi President Barham Salih in Baghdad on Thursday."

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, input: str | None = None) -> str:
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, input=input, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


def test_the_source_archive_holds_data_and_tests(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "data/gazetteer/persons.jsonl",
        "data/model/config.cfg",
        "tests/test_install.py",
        "LICENSE",
    } <= names


def test_the_wheel_holds_package_data_and_licences(dist: Path) -> None:
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as archive:
        names = set(archive.namelist())
    assert {
        "newsents/py.typed",
        "newsents/report.schema.json",
        "newsents/data/gazetteer/persons.jsonl",
        "newsents/data/gazetteer/SOURCES.md",
        "newsents/data/model/config.cfg",
        "newsents/data/model/NOTICE",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "training/", "data/"))]


def test_the_wheel_works_in_an_empty_environment(dist: Path, tmp_path: Path) -> None:
    started = time.monotonic()
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    wheel = next(dist.glob("*.whl"))
    run(
        binaries / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        wheel,
        cwd=tmp_path,
    )
    shown = run(binaries / "newsents", "extract", "-", "--published", "2020-08-28", cwd=tmp_path, input=TOLD)
    assert "2020-08-27  Florence Parly (Defense Minister, France) met Barham Salih (President, Iraq)" in shown
    assert time.monotonic() - started < 120
    code = (
        "import newsents, newsents.paths as p; print(p.data_folder('model'), newsents.load().pipe_names[-1])"
    )
    where = run(binaries / "python", "-W", "error", "-c", code, cwd=tmp_path)
    assert where.split() == [str(next((tmp_path / "venv").rglob("newsents/data/model"))), "newsents"]
