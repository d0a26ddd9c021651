"""A real `en_core_web_sm` is taken where it is installed: a small one is packaged, installed and found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from processes import run_python

ASK = """
import json, newsents
report = newsents.extract("Angela Merkel met Emmanuel Macron in Paris.")
print(json.dumps([report.model, len(report.encounters)]))
"""


@pytest.fixture(scope="module")
def site(model_nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for PYTHONPATH with the model under test installed as `en_core_web_sm` 3.8.99."""
    folder = tmp_path_factory.mktemp("package")
    model, built, site = folder / "model", folder / "built", folder / "site"
    model_nlp.to_disk(model)
    built.mkdir()
    named = ["--name", "core_web_sm", "--version", "3.8.99", "--build", "none"]
    subprocess.run([sys.executable, "-m", "spacy", "package", str(model), str(built), *named], check=True)
    source = next(built.glob("en_core_web_sm-*"))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--no-build-isolation", "--target", str(site), str(source)], check=True)
    return site


def test_an_installed_model_is_taken(site: Path) -> None:
    assert json.loads(run_python(ASK, PYTHONPATH=str(site))) == ["en_core_web_sm 3.8.99", 1]


def test_a_bundled_model_can_still_be_asked_for(site: Path) -> None:
    code = "import newsents; print(newsents.load('bundled').meta['name'])"
    assert run_python(code, PYTHONPATH=str(site)).strip() != "core_web_sm"


def test_an_installed_model_that_is_broken_is_an_error_not_another_model(site: Path) -> None:
    config = next(site.rglob("en_core_web_sm-*/config.cfg"))
    whole = config.read_text(encoding="utf-8")
    code = """
import newsents
try:
    newsents.load()
except newsents.ModelError as error:
    print(error)
"""
    try:
        config.write_text("[nlp", encoding="utf-8")
        told = run_python(code, PYTHONPATH=str(site))
    finally:
        config.write_text(whole, encoding="utf-8")
    assert "'en_core_web_sm' cannot be loaded" in told
    assert "python -m spacy download en_core_web_sm" in told
