"""What the tests share: the bundled model, a pipeline on it, the gazetteer.

`NEWSENTS_TEST_MODEL` names another model to test with, such as `en_core_web_sm`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import newsents
from newsents import Gazetteer
from newsents.paths import data_folder

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def model_path() -> str:
    """Where the model under test is: the bundled one, unless another is asked for."""
    return os.environ.get("NEWSENTS_TEST_MODEL") or str(data_folder("model"))


@pytest.fixture(scope="session")
def nlp(model_path: str) -> Language:
    """A full pipeline on the model under test. Leave it as it is."""
    return newsents.load(model_path)


@pytest.fixture(scope="session")
def model_nlp(model_path: str) -> Language:
    """The model under test alone. Leave it as it is."""
    return spacy.load(model_path)


@pytest.fixture
def fresh_nlp(model_path: str) -> Language:
    """The model under test alone, to be changed."""
    return spacy.load(model_path)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    return Gazetteer.load()


@pytest.fixture(scope="session")
def eval_folder() -> Path:
    """The annotated articles beside the checkout; tests that need them are skipped where they are not."""
    folder = ROOT.parent / "shared" / "eval"
    if not folder.is_dir():
        pytest.skip("needs ../shared/eval")
    return folder
