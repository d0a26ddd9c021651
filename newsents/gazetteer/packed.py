"""A compiled gazetteer in one file: opened by mmap, nothing in it is executed, whatever it holds.

The file is a head of 1,024 bytes (a line that names the format, then JSON: version, digest, size, and for each part
its first byte, its length and, for the index, a checksum) and parts: the rows as JSON Lines with their first bytes,
the index of `newsents.gazetteer.index`, and the names of persons in blocks of likeness. Numbers are little-endian.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import sys
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, overload

from newsents.errors import GazetteerError
from newsents.gazetteer.index import Index, Neighbours
from newsents.gazetteer.store import OFFICE_FILE, Store

SUFFIX = ".gaz"
_FORMAT = b"newsents gazetteer, compiled\n"
_VERSION = 1
_HEAD = 1024
_CURE = "build it again with `newsents gazetteer build`"
_PARTS = ("rows", "row_starts", "index", "names", "name_starts", "name_rows", "block_starts", "blocks")


@dataclass(frozen=True, slots=True)
class Packed:
    """An opened file: its rows, its index, the names near a name, and the digest of its rows."""

    store: Store
    index: Index
    neighbours: Neighbours
    digest: str


class PackedLines(Sequence[bytes]):
    """Lines of bytes that lie end to end, each cut out when asked for; `starts` has one number more than lines."""

    def __init__(self, path: Path, content: memoryview, starts: memoryview) -> None:
        self._path, self._content, self._starts = path, content, starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise GazetteerError(f"{self._path}: damaged (no line {number}); {_CURE}")
        return bytes(self._content[self._starts[number] : self._starts[number + 1]])


def write_packed(path: Path, entries: Sequence[bytes], holdings: Sequence[bytes], store: Store) -> str:
    """Write a compiled file and return its digest; `store` holds the same rows, entries first.

    Raises `GazetteerError` at the first malformed row, or if the file cannot be written.
    """
    lines = [*entries, *holdings]
    names, name_rows, block_starts, blocks = Neighbours.parts(
        (n, store.entry(n)) for n in store.entry_numbers()
    )
    parts = {
        "rows": b"".join(lines),
        "row_starts": _starts_of(lines),
        "index": Index.of_store(store, likeness=False).to_bytes(),
        "names": b"".join(names),
        "name_starts": _starts_of(names),
        "name_rows": _little(name_rows),
        "block_starts": _little(block_starts),
        "blocks": _little(blocks),
    }
    head = _head_of(parts, len(entries))
    try:
        with path.open("wb") as sink:
            sink.write(head)
            for name in _PARTS:
                sink.write(_padded(parts[name]))
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be written ({error.strerror}); check the path") from error
    return str(json.loads(head[len(_FORMAT) :])["digest"])


def _starts_of(lines: Sequence[bytes]) -> bytes:
    try:
        return _little(array("I", accumulate(map(len, lines), initial=0)))
    except OverflowError as error:
        raise GazetteerError("more than 4 GiB of rows in one compiled file; build several") from error


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _padded(part: bytes) -> bytes:
    return part + b"\0" * (-len(part) % 8)


def _head_of(parts: dict[str, bytes], entries: int) -> bytes:
    places, at = {}, _HEAD
    for name in _PARTS:
        places[name] = [at, len(parts[name])]
        at += len(_padded(parts[name]))
    head = {
        "version": _VERSION,
        "digest": hashlib.sha256(parts["rows"]).hexdigest()[:16],
        "size": at,
        "entries": entries,
        "checksum": zlib.crc32(parts["index"]),
        "parts": places,
    }
    return (_FORMAT + json.dumps(head, sort_keys=True).encode()).ljust(_HEAD)


def open_packed(path: Path) -> Packed:
    """Open a compiled file by mmap; nothing is read but its head and its index.

    Raises `GazetteerError` if the file cannot be read, is no compiled gazetteer, of another version, cut off or
    damaged.
    """
    try:
        with path.open("rb") as file:
            content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{path}: cannot be read as a compiled gazetteer ({error}); {_CURE}") from error
    head = _checked_head(path, content)
    parts = {name: content[at : at + length] for name, (at, length) in head["parts"].items()}
    if zlib.crc32(parts["index"]) != head["checksum"]:
        raise GazetteerError(f"{path}: the index is damaged (wrong checksum); {_CURE}")
    try:
        rows = PackedLines(path, parts["rows"], parts["row_starts"].cast("I"))
        names = PackedLines(path, parts["names"], parts["name_starts"].cast("I"))
        blocks = parts["block_starts"].cast("I"), parts["blocks"].cast("I")
        neighbours = Neighbours(names, parts["name_rows"].cast("I"), *blocks)
        index = Index.of_buffer(parts["index"])
    except (TypeError, RuntimeError, ValueError) as error:
        raise GazetteerError(f"{path}: damaged ({error}); {_CURE}") from error
    store = Store.of_lines(rows, [(0, path.name), (head["entries"], OFFICE_FILE)])
    return Packed(store, index, neighbours, head["digest"])


def _checked_head(path: Path, content: memoryview) -> dict[str, Any]:
    head = bytes(content[:_HEAD])
    if not head.startswith(_FORMAT):
        raise GazetteerError(f"{path}: no compiled gazetteer (byte 1); {_CURE}")
    try:
        found = json.loads(head[len(_FORMAT) :])
        version, size, parts = found["version"], found["size"], found["parts"]
        spans = [parts[name] for name in _PARTS]
        numbers = [found["entries"], found["checksum"], *(n for span in spans for n in span)]
        sound = all(isinstance(n, int) and n >= 0 for n in numbers) and isinstance(found["digest"], str)
        sound = sound and all(len(span) == 2 and sum(span) <= len(content) for span in spans)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise GazetteerError(f"{path}: the head is damaged ({error}); {_CURE}") from error
    if version != _VERSION:
        raise GazetteerError(f"{path}: compiled format {version!r}, this is {_VERSION}; {_CURE}")
    if size != len(content) or not sound:
        raise GazetteerError(f"{path}: cut off or damaged ({len(content)} bytes, {size!r} expected); {_CURE}")
    return dict(found)
