"""Putting the sides of an encounter together."""

from __future__ import annotations

from newsents.rules.meetings import IN_PERSON, PHONE_WORDS, Frame
from newsents.rules.parties import PLURAL_PARTIES
from newsents.stages.parties import Group, group_with
from newsents.stages.sentences import FrameReading, SentenceView
from newsents.text import fold


def each_its_side(
    view: SentenceView, frame: Frame, i: int, group: Group, kind: str | None = None
) -> FrameReading | None:
    """A reading in which everybody of the group meets everybody else of it."""
    return reading_of(view, frame, i, [(e,) for e in group.entities], [], [group], kind)


def reading_of(
    view: SentenceView,
    frame: Frame,
    i: int,
    one: list[tuple[str, ...]],
    two: list[tuple[str, ...]],
    groups: list[Group],
    kind: str | None = None,
) -> FrameReading | None:
    """Put the sides together: nobody twice, companions of the first side added, at least two sides."""
    first_side = [*one]
    companions = companions_of(view, i, groups)
    if companions is not None and len(one) == 1 and two:
        if _come_with(view, i, companions, two[0]):
            two = [tuple(dict.fromkeys([*two[0], *companions.entities])), *two[1:]]
        else:
            first_side = [tuple(dict.fromkeys([*one[0], *companions.entities]))]
        groups = [*groups, companions]
    together = view.together or (frame.id == "host.received" and _told_as_two(view))
    if together and len(two) == 1 and len(two[0]) == 2 and len(one) == 1 and len(one[0]) == 1:
        two = [(entity,) for entity in two[0]]
    seen: set[str] = set()
    sides: list[tuple[str, ...]] = []
    for side in [*first_side, *two]:
        fresh = tuple(e for e in dict.fromkeys(side) if e not in seen)
        seen.update(fresh)
        if fresh:
            sides.append(fresh)
    if len(sides) < 2:
        return None
    taken = tuple([p.start, p.end] for group in groups for p in group.parties)
    by_reference = any(p.form == "reference" for group in groups for p in group.parties)
    return FrameReading(
        frame,
        kind or kind_at(view, frame, i),
        tuple(sides),
        [i, i + 1],
        list(view.sentence),
        taken,
        None,
        by_reference,
    )


def _come_with(view: SentenceView, i: int, companions: Group, side: tuple[str, ...]) -> bool:
    """ "X, accompanied by Z, was received by Y": Z stands beside X, who is named just before."""
    before = [g for g in view.groups if g.end <= companions.start]
    return companions.start < i and bool(before) and not set(before[-1].entities).isdisjoint(side)


def _told_as_two(view: SentenceView) -> bool:
    """ "hosted President X and Prime Minister Y, and the two leaders signed …": the guests met each other too."""
    sizes = [
        i for i in range(view.sentence[0], view.sentence[1] - 1) if view.doc[i].lower_ in {"two", "both"}
    ]
    return any(view.doc[i + 1].lower_ in PLURAL_PARTIES for i in sizes)


def half_of(view: SentenceView, frame: Frame, i: int, group: Group) -> FrameReading:
    """One side alone: who held a meeting, or who attended one; `join_halves` puts such halves together."""
    taken = tuple([p.start, p.end] for p in group.parties)
    return FrameReading(
        frame, kind_at(view, frame, i), (group.entities,), [i, i + 1], list(view.sentence), taken
    )


def companions_of(view: SentenceView, i: int, groups: list[Group]) -> Group | None:
    """ "accompanied by D", "joined by D", "in the presence of D", "in the company of D" in the same sentence."""
    for k in range(view.sentence[0], view.sentence[1] - 1):
        word, following = view.doc[k].lower_, view.doc[k + 1].lower_
        by_verb = word in {"accompanied", "joined", "flanked"} and following == "by"
        beside = (word == "alongside" and k > i) or (word in {"along", "together"} and following == "with")
        present = word in {"presence", "company"} and following == "of"
        if by_verb or beside or present:
            for j in range(k + 1 + (word != "alongside"), min(k + 6, view.sentence[1])):
                group = group_with(view.groups, j)
                if group is not None:
                    return group if group not in groups else None
    return None


def kind_at(view: SentenceView, frame: Frame, i: int) -> str:
    """The kind of encounter: talks "by phone" are a call, a conversation without any telephone a meeting."""
    if view.doc[i].lower_ in {"conversation", "conversations"} and not view.by_phone:
        return "meeting"
    if frame.id == "call.spoke" and any(view.doc[k].lower_ in IN_PERSON for k in range(*view.sentence)):
        return "meeting"
    if frame.kind != "meeting":
        return frame.kind
    near = range(max(view.sentence[0], i - 4), min(view.sentence[1], i + 8))
    if frame.id in {"meet.discussed", "meet.exchanged"}:
        near = range(*view.sentence)
    remote = any(fold(view.doc[k].text) in PHONE_WORDS for k in near if k != i)
    return "call" if remote else "meeting"
