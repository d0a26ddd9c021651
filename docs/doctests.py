"""For the reference: the examples in docstrings are shown as code.

An extension of griffe, which reads the docstrings for mkdocstrings. Without it Markdown takes `>>>` for a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from griffe import Extension, Object

_MORE = re.compile(r"\S")


class Doctests(Extension):
    """Puts a fence around each doctest, up to the next blank line."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Change the docstring of one object."""
        if obj.docstring:
            obj.docstring.value = "\n".join(fenced(obj.docstring.value.splitlines()))


def fenced(lines: list[str]) -> Iterator[str]:
    """Yield the lines, each stretch of examples between fences."""
    inside = False
    for line in lines:
        if not inside and line.startswith(">>> "):
            inside = True
            yield from ("", "```python")
        elif inside and not _MORE.match(line):
            inside = False
            yield "```"
        yield line
    if inside:
        yield "```"
