"""What the grammar of encounters sees of a sentence, and what it reads there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from newsents.rules.meetings import Frame
from newsents.rules.parties import DELEGATES, FIGHTERS
from newsents.rules.titles import OFFICE_HEADS
from newsents.stages.notes import MentionNote, Range
from newsents.stages.parties import Group, Party, group_with
from newsents.text import fold


@dataclass(frozen=True)
class FrameReading:
    """One frame read at one trigger: who stands on which side, and where for a visit."""

    frame: Frame
    kind: str
    sides: tuple[tuple[str, ...], ...]
    trigger: Range
    sentence: Range
    taken: tuple[Range, ...]
    place: MentionNote | None = None
    by_reference: bool = False
    also: tuple[Range, ...] = ()
    """Other sentences that show it."""


@dataclass(frozen=True)
class SentenceView:
    """What the grammar sees of a sentence."""

    doc: Doc
    sentence: Range
    parties: Sequence[Party]
    groups: Sequence[Group]
    mentions: Sequence[MentionNote]
    protagonists: Sequence[str] = ()
    """The persons of whom the article tells, by id, most first; the first stands for a party that goes unsaid."""

    countries: Mapping[str, str | None] = field(default_factory=dict)
    """The country, as ISO code, of each entity."""
    nations: Mapping[str, str] = field(default_factory=dict)
    """The country, as entity, that each word of the article names: "russian", "france"."""
    by_phone: bool = True
    """Whether the article speaks of telephones or calls at all."""
    together: bool = False
    """Whether the article says that more than two parties met as one."""

    def party_at(self, i: int) -> Party | None:
        for party in self.parties:
            if party.start <= i < party.end:
                return party
        return None

    def group_at(self, token: Token) -> Group | None:
        """The group whose party holds the token, or is the core of the token's noun phrase."""
        group = group_with(self.groups, token.i)
        if group is not None:
            return group
        left, right = token.left_edge.i, token.right_edge.i + 1
        inside = [g for g in self.groups if left <= g.start and g.end <= right and g.start <= token.i + 3]
        beside = [g for g in inside if g.start == token.i + 1 and token.tag_ in {"NN", "NNS"}]
        if beside and beside[0].parties[0].form == "name" and beside[0].parties[0].label in {"PERSON", "ORG"}:
            return beside[0]  # "advisers X and Y": the noun says what they are
        led = [g for g in inside if fold(token.text) in DELEGATES | FIGHTERS | {"group"}]
        if led and led[0].start == token.i + 2 and self.doc[token.i + 1].lower_ in {"in", "at"}:
            return None if token.tag_ == "NN" and fold(token.text) in OFFICE_HEADS else led[0]
        return led[0] if led else None
