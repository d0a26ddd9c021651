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
    from newsents.outputs.frames import from_frame, to_frame, who_met
    from newsents.outputs.gold import to_gold
    from newsents.outputs.graph import to_graph
    from newsents.outputs.merge import Occasion, merge
    from newsents.outputs.show import show
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
    "Occasion",
    "Participant",
    "Place",
    "Report",
    "Role",
    "extract",
    "extract_many",
    "from_frame",
    "load",
    "merge",
    "show",
    "to_docs",
    "to_frame",
    "to_gold",
    "to_graph",
    "who_met",
]

_LATER = {
    "Occasion": "newsents.outputs.merge",
    "extract": "newsents.pipeline",
    "extract_many": "newsents.pipeline",
    "from_frame": "newsents.outputs.frames",
    "load": "newsents.pipeline",
    "merge": "newsents.outputs.merge",
    "show": "newsents.outputs.show",
    "to_docs": "newsents.pipeline",
    "to_frame": "newsents.outputs.frames",
    "to_gold": "newsents.outputs.gold",
    "to_graph": "newsents.outputs.graph",
    "who_met": "newsents.outputs.frames",
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
