"""How one name is written in many ways: variants by rule, and families of transliteration.

Everything works on folded words (see `newsents.text`); nothing here knows a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from newsents.text import fold, words

PARTICLES = frozenset({"al", "el", "ul", "ad", "ar", "as", "at", "an", "az", "ash"})
"""Arabic articles, which English writes, drops and joins at will."""

LINKS = frozenset(
    "bin ibn ben bint abu abd abdul de da do dos das del della di van von der den la le y e st san".split()
)
"""Words inside a name that belong to the next word, so that it cannot be dropped alone."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""Words that make another person of a name."""

FAMILY_NAME_FIRST = frozenset({"CN", "TW", "HK", "MO", "KP", "KR", "VN", "KH", "MM", "SG", "HU", "JP"})
"""Countries whose names often begin with the family name."""

UNROMANISED = frozenset({"CN", "TW", "HK", "MO", "KP", "KR", "VN", "JP", "MM", "LA", "TH", "KH"})
"""Countries whose short names differ by single letters: no likeness counts there, only identity."""

_NICKNAME = re.compile(r"\s*[(\"“]([^()\"“”]{2,20})[)\"”]\s*")
_CONSONANTS = (
    ("shch", "s"), ("tsch", "c"), ("dzh", "j"), ("ksh", "ks"), ("dj", "j"), ("dh", "z"), ("th", "t"),
    ("ph", "f"), ("kh", "k"), ("gh", "k"), ("ck", "k"), ("sh", "s"), ("zh", "z"), ("ch", "c"), ("sch", "s"),
    ("ts", "c"), ("tz", "c"), ("q", "k"), ("g", "k"), ("w", "v"), ("x", "ks"), ("y", "i"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouh]+")


def person_variants(name: str) -> list[tuple[str, bool]]:
    """Return the ways to write a person's full name, each with whether it is strong; the name itself first.

    >>> person_variants("Mustafa al-Kadhimi")
    [('Mustafa al-Kadhimi', True), ('Mustafa Kadhimi', True)]
    >>> person_variants("Anthony C. L. (Tony) Blair")[:3]
    [('Anthony C. L. Blair', True), ('Tony Blair', True), ('Anthony Blair', True)]
    """
    plain = " ".join(_NICKNAME.sub(" ", name).split())
    forms = [plain, *_with_nickname(name), _without_initials(plain), _joined_initials(plain)]
    forms += [_without_articles(form) for form in list(forms)]
    strong = {form: len(words(form)) > 1 for form in forms if form}
    short = _first_and_last(plain)
    if short:
        strong.setdefault(short, False)
    return list(strong.items())


def _with_nickname(name: str) -> list[str]:
    found = _NICKNAME.search(name)
    parts = _NICKNAME.sub(" ", name).split()
    return [f"{found.group(1)} {parts[-1]}"] if found and len(parts) > 1 else []


def _without_initials(name: str) -> str:
    """ "Joseph R. Biden" is "Joseph Biden"; a leading initial stays."""
    parts = name.split()
    kept = [part for i, part in enumerate(parts) if not (0 < i < len(parts) - 1 and len(fold(part)) == 1)]
    return " ".join(kept) if len(kept) >= 2 else ""


def _joined_initials(name: str) -> str:
    """ "J. D. Vance" is also "JD Vance"."""
    return (
        re.sub(r"^([A-Z])\.\s?([A-Z])\.\s", r"\1\2 ", name) if re.match(r"[A-Z]\.\s[A-Z]\.\s", name) else ""
    )


def _without_articles(name: str) -> str:
    return re.sub(r"(?<=[\s-])(?:[Aa]l|[Ee]l)[-\s](?=\w)", "", name) if name else ""


def _first_and_last(name: str) -> str:
    """First and last word of three, where the middle is a name of its own; weak, for it is often
    another's.
    """
    parts = name.split()
    if len(parts) != 3 or fold(parts[2]) in SUFFIXES or not PARTICLES.isdisjoint(words(name)):
        return ""
    return f"{parts[0]} {parts[2]}" if not LINKS.intersection(words(name)) else ""


def middle_initials(name: str) -> tuple[str, ...]:
    """Return the folded single letters inside a name: they tell "George H. W. Bush" from "George W. Bush".

    >>> middle_initials("George H. W. Bush"), middle_initials("J. D. Vance")
    (('h', 'w'), ('d',))
    """
    return tuple(w for w in words(name)[1:] if len(w) == 1)


def surnames(name: str, surname: str | None, countries: Iterable[str]) -> list[str]:
    """Return the folded family names under which a person is looked up.

    >>> surnames("Mustafa al-Kadhimi", None, ["IQ"]), surnames("Xi Jinping", None, ["CN"])
    (['kadhimi', 'al kadhimi'], ['jinping', 'xi'])
    """
    tokens = [w for w in words(_NICKNAME.sub(" ", name)) if w not in SUFFIXES]
    found: list[str] = [" ".join(words(surname))] if surname else []
    if tokens:
        found.append(tokens[-1])
        if len(tokens) > 2 and (tokens[-2] in PARTICLES or tokens[-2] in LINKS):
            found.append(" ".join(tokens[-2:]))
        if "-" in name.split()[-1]:
            found.append(" ".join(words(name.split()[-1])))
        if len(tokens) > 1 and FAMILY_NAME_FIRST.intersection(countries):
            found.append(tokens[0])
    return [w for w in dict.fromkeys(found) if len(w) > 1]


@lru_cache(maxsize=8_192)
def consonants_levelled(word: str) -> str:
    """Return a folded word with the letters that transliterations confuse made one.

    >>> consonants_levelled("qaddafi"), consonants_levelled("gaddafi"), consonants_levelled("kadafi")
    ('kadafi', 'kadafi', 'kadafi')
    """
    for written, levelled in _CONSONANTS:
        word = word.replace(written, levelled)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=8_192)
def family(word: str) -> str:
    """Return the family of a folded word: its levelled consonants. Words of three letters are their own
    family.

    >>> family("zelenskiy") == family("zelenskyy") == family("zelensky"), family("yi") == family("ji")
    (True, False)
    """
    if len(word) <= 3:
        return word
    levelled = consonants_levelled(word)
    start = "a" if levelled[0] in "aeiou" else levelled[0]
    return start + _DOUBLED.sub(r"\1", _VOWELS.sub("", levelled[1:]))


def core_words(name: str) -> list[str]:
    """Return the folded words of a person's name that tell it apart: no articles, no middle initials.

    >>> core_words("Anthony C. L. Blair"), core_words("Mustafa al-Kadhimi")
    (['anthony', 'blair'], ['mustafa', 'kadhimi'])
    """
    found = [w for w in words(name) if w not in PARTICLES]
    return [w for i, w in enumerate(found) if len(w) > 1 or i in {0, len(found) - 1}] or found
