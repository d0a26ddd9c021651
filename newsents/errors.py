"""The errors that newsents raises: each says what is wrong, where, and what to do."""

from __future__ import annotations


class NewsentsError(Exception):
    """Base of all errors raised by newsents.

    Not a `ValueError`, so that Pydantic lets it pass unchanged through validation.
    """


class ArticleError(NewsentsError):
    """An article that cannot be read: not text, not valid Unicode, too long, or with a wrong date."""


class ModelError(NewsentsError):
    """A spaCy model that is missing or lacks what newsents needs."""


class GazetteerError(NewsentsError):
    """A gazetteer source that cannot be read: names file, line and field."""


class FrameError(NewsentsError):
    """An encounter frame that is not well formed."""
