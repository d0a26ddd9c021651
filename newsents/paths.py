"""Where the data that travels with newsents lies: the gazetteer and the bundled model."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return the folder `name` ("gazetteer", "model") of the shipped data; it need not exist.

    An installed package carries it inside; an editable install falls back to the checkout beside the package.

    >>> data_folder("gazetteer").name
    'gazetteer'
    """
    inside = _PACKAGE / "data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / "data" / name
