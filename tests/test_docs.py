"""What the pages in `docs/` show is what happens, and the site can be built, without the network.

The Python blocks of a page are one doctest.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

import pytest

import newsents

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
_BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
_OPTION = re.compile(r"`(--[a-z-]+)")
_ELSEWHERE = re.compile(r"""(?:src|href)=["']?(?:https?:)?//(?!pypi|github)[^"' >]*\.(?:js|css|woff2?)""")
_SCORES = "\n".join(
    [f"{name}  p 0.900  r 0.800  f 0.847  gold 12" for name in "encounters visits rare roles pairs".split()]
    + [f"{name}  accuracy 0.700  of 9" for name in "of kind status date place sides evidence".split()]
    + ["articles   p 0.500  r 0.400  f 0.444  of 3"]
)


def pages() -> list[str]:
    return sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


def has_other_model() -> bool:
    try:
        distribution("en_core_web_sm")
    except PackageNotFoundError:
        return False
    return True


@pytest.mark.skipif(has_other_model(), reason="the pages show the bundled model")
@pytest.mark.parametrize("page", [page for page in pages() if not page.startswith("reference/")])
def test_python_blocks(page: str) -> None:
    text = "\n".join(_BLOCK.findall((DOCS / page).read_text(encoding="utf-8")))
    examples = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    assert (">>>" in text) == bool(examples.examples)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert runner.run(examples, out=report.append).failed == 0, "".join(report)


def test_most_pages_have_examples() -> None:
    shown = [page for page in pages() if ">>> " in (DOCS / page).read_text(encoding="utf-8")]
    assert len(shown) >= 10


@pytest.mark.parametrize("command", ["extract", "evaluate"])
def test_the_options_are_those_of_the_command(command: str) -> None:
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    section = page.split(f"## `newsents {command}")[1].split("\n## ")[0]
    env = {**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1"}
    asked = [sys.executable, "-m", "newsents", command, "--help"]
    told = subprocess.run(asked, env=env, capture_output=True, encoding="utf-8", check=True).stdout
    there = set(re.findall(r"--[a-z-]+", told)) - {"--help"}
    assert set(_OPTION.findall(section)) <= there
    assert len(set(_OPTION.findall(section))) >= 4


def test_figures_are_written_between_the_marks(tmp_path: Path) -> None:
    printed = tmp_path / "dev.txt"
    printed.write_text(_SCORES, encoding="utf-8")
    sys.path.insert(0, str(DOCS))
    try:
        import figures  # type: ignore[import-not-found,unused-ignore]
    finally:
        sys.path.remove(str(DOCS))
    sets = {"dev": figures.read_scores(figures.printed_scores(str(printed)))}
    page = "A\n<!-- figures:dev -->\nold\n<!-- /figures -->\n<!-- figures:train -->\nstays\n<!-- /figures -->\nB\n"
    new = figures.rewritten(page, sets)
    assert "| roles | 0.900 | 0.800 | 0.847 | 12 roles |" in new
    assert "| date | 0.700 | 9 records |" in new
    assert "old" not in new and "stays" in new and new.startswith("A\n") and new.endswith("B\n")
    assert figures.rewritten(new, sets) == new
    for path in figures.PAGES:
        assert "<!-- figures:" in path.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(
    find_spec("mkdocs") is None or find_spec("material") is None or find_spec("mkdocstrings") is None,
    reason="needs the extra docs",
)
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    site = tmp_path / "site"
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "HTTPS_PROXY": "http://127.0.0.1:9", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    built = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {page.replace(".md", ".html") for page in pages()} <= built
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not _ELSEWHERE.search(page), f"{path.name} loads from elsewhere"
        assert "&gt;&gt;&gt;" not in re.sub(r"<pre>.*?</pre>", "", page, flags=re.DOTALL), path.name
    reference = "".join(path.read_text(encoding="utf-8") for path in (site / "reference").glob("*.html"))
    headings = {name.rpartition(".")[2] for name in re.findall(r'id="(newsents\.[\w.]+)"', reference)}
    assert set(newsents.__all__) <= headings, "the reference lacks a public name"
