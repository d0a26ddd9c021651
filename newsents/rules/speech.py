"""Words by which news reports what somebody says in the first person."""

from __future__ import annotations

SAYING_VERBS: frozenset[str] = frozenset(
    """
    said says say told tells added adds wrote writes tweeted announced stated noted explained insisted recalled
    declared remarked posted argued warned acknowledged admitted reiterated concluded exclaimed
    """.split()
)
"""Verbs whose subject is the speaker of a quotation."""

STATEMENTS: frozenset[str] = frozenset(
    "statement remarks speech address message letter transcript op-ed testimony briefing".split()
)
"""Kinds of text that one person speaks or writes: "Remarks by President X"."""

OPENING_QUOTES: frozenset[str] = frozenset({"“", "``", "„", "«"})
QUOTES: frozenset[str] = OPENING_QUOTES | {'"', "”", "''", "»"}
