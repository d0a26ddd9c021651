"""newsents reads English news and answers who met whom.

>>> import newsents
>>> text = "French Defense Minister Florence Parly met Iraqi President Barham Salih in Baghdad on Thursday."
>>> for encounter in newsents.extract(text, published="2020-08-28").encounters:
...     print(encounter)
2020-08-27  Florence Parly (Defense Minister, France) met Barham Salih (President, Iraq) in Baghdad  [happened]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsents.errors import ArticleError, FrameError, GazetteerError, ModelError, NewsentsError
from newsents.gazetteer import Gazetteer
from newsents.records import (
    Article,
    Encounter,
    Entity,
    EventDate,
    Evidence,
    Failure,
    Link,
    Mention,
    Participant,
    Place,
    Report,
    Role,
)
from newsents.stages.attributes import register_attributes

if TYPE_CHECKING:
    from newsents.outputs.gold import to_gold
    from newsents.pipeline import extract, extract_many, load, to_docs

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleError",
    "Encounter",
    "Entity",
    "EventDate",
    "Evidence",
    "Failure",
    "FrameError",
    "Gazetteer",
    "GazetteerError",
    "Link",
    "Mention",
    "ModelError",
    "NewsentsError",
    "Participant",
    "Place",
    "Report",
    "Role",
    "extract",
    "extract_many",
    "load",
    "to_docs",
    "to_gold",
]

_LATER = {
    "extract": "newsents.pipeline",
    "extract_many": "newsents.pipeline",
    "load": "newsents.pipeline",
    "to_docs": "newsents.pipeline",
    "to_gold": "newsents.outputs.gold",
}
"""Names that are imported when first used: the stages take longer to import than the rest."""

register_attributes()


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'newsents' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_LATER[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
