"""What makes a text look English: its commonest small words."""

from __future__ import annotations

FUNCTION_WORDS: frozenset[str] = frozenset(
    """
    a about after all also an and any are as at be been before but by can could did do during for from had has have he
    her his if in into is it its may more no not of on or other our over said she should so some such than that the
    their them there these they this those to under until up was we were what when which while who will with would you
    """.split()
)
"""Words that every English text of some length is full of; few of them are words of another language."""

NAME_ENDS = frozenset(
    """Inc Inc. Corp Corp. Ltd Ltd. Co. LLC PLC plc AG SA Group Holdings Times Post Herald Tribune Journal University
    College United City Rovers Wanderers FC""".split()
)
"""Words that end the name of a company, a paper, a school or a club that begins with a place."""
