"""The files of a table: found, unpacked, counted and known by their content before anything is read from them."""

from __future__ import annotations

import bz2
import codecs
import hashlib
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from kgraph.errors import InputError, in_line
from kgraph.sources.read import shown

_BLOCK = 1 << 20
# Small, since what is packed may be a thousand times larger.
_PACKED_BLOCK = 1 << 14
_UNPACKERS: tuple[tuple[bytes, Callable[[], Any]], ...] = (
    (b"\x1f\x8b", lambda: zlib.decompressobj(31)),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", lzma.LZMADecompressor),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHERS = ((b"PK\x03\x04", "zip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "rar"))


class TableFile(NamedTuple):
    """A file of a table.

    ``text`` is where its content lies in UTF-8: the file itself, or an unpacked copy. ``lines`` counts its lines, the
    last one also where it does not end. ``plain`` says that it holds nothing a fast reader could take in two ways:
    no NUL byte, no lone carriage return. ``cut`` says that the archive it comes in ends before its time.
    """

    path: Path
    size: int
    sha256: str
    text: Path
    lines: int
    plain: bool
    cut: bool

    @property
    def shown(self) -> str:
        """The file as faults name it."""
        return shown(self.path)


def find_files(given: Iterable[str]) -> list[Path]:
    """Return the files that paths and patterns such as ``events-*.tab`` name, each once, in order.

    Raises:
        InputError: with one line for each that names none.
    """
    found: list[Path] = []
    faults: list[str] = []
    for text in given:
        path = Path(text)
        matching = [path] if path.is_file() else _matching(path)
        files = [each for each in matching if each.is_file()]
        if path.is_dir():
            faults.append(f"{in_line(text)}: a folder; name its files, such as '{in_line(text.rstrip('/'))}/*.tab'")
        elif not files:
            faults.append(f"{in_line(text)}: no such file; check the path")
        found += files
    if faults:
        raise InputError(faults)
    return list(dict.fromkeys(found))


def _matching(pattern: Path) -> list[Path]:
    """Return what a pattern with * or ? names, by name."""
    base = Path(pattern.anchor)
    parts = pattern.parts[1:] if pattern.anchor else pattern.parts
    try:
        return sorted(base.glob(str(Path(*parts)))) if parts else []
    except (ValueError, OSError):
        # ** inside a name, a NUL, or a name longer than any file's: none is found, which the caller tells.
        return []


def look_at(path: Path, encoding: str, workplace: Path, *, as_text: bool = True) -> TableFile:
    """Read a file once from beginning to end; what is packed or in another encoding is copied to ``workplace``.

    Raises:
        InputError: if it cannot be read, is empty, or is packed in a way that is not read here.
    """
    name = shown(path)
    try:
        with path.open("rb") as stream:
            start = stream.read(8)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        size = path.stat().st_size
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); check the path") from error
    if not size:
        raise InputError(f"{name}:1: the file is empty; get it anew, or leave it out")
    if not as_text:
        return TableFile(path, size, digest, path, 0, True, False)
    if kind := next((kind for magic, kind in _OTHERS if start.startswith(magic)), None):
        raise InputError(f"{name}:1: a {kind} archive; unpack it, or pack it with gzip, bzip2 or xz")
    unpacker = next((unpacker for magic, unpacker in _UNPACKERS if start.startswith(magic)), None)
    is_utf8 = encoding.lower().replace("_", "-") in ("utf-8", "utf8", "ascii", "utf-8-sig")
    if is_utf8 and start.startswith(_UTF16):
        raise InputError(f"{name}:1: the file is UTF-16; write encoding: utf-16 in the mapping")
    if unpacker is None and is_utf8:
        with path.open("rb") as stream:
            lines, plain, cut = _count(stream, name, None)
        return TableFile(path, size, digest, path, lines, plain, cut)
    copy = workplace / f"{digest}.text"
    with copy.open("wb") as out, path.open("rb") as packed:
        source: _Stream = _Unpacked(packed, unpacker) if unpacker else packed
        lines, plain, cut = _count(source if is_utf8 else _Recoded(source, encoding, name), name, out)
    if not lines:
        what = "the archive is damaged; get it anew" if cut else "the file is empty; get it anew, or leave it out"
        raise InputError(f"{name}:1: {what}")
    return TableFile(path, size, digest, copy, lines, plain, cut)


class _Cut(Exception):
    """An archive ends in the middle."""


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Unpacked:
    """A packed stream, unpacked; what comes before a cut is given, then `_Cut` is raised."""

    def __init__(self, stream: BinaryIO, unpacker: Callable[[], Any]) -> None:
        self._stream = stream
        self._new = unpacker
        self._unpacker = unpacker()
        self._begun = False
        self._cut = False

    def read(self, size: int, /) -> bytes:
        while not self._cut:
            data = (self._unpacker.unused_data if self._unpacker.eof else b"") or self._stream.read(_PACKED_BLOCK)
            if not data:
                self._cut = self._begun and not self._unpacker.eof
                break
            if self._unpacker.eof:
                # Several archives one after another are one file.
                self._unpacker = self._new()
            self._begun = True
            try:
                if found := self._unpacker.decompress(data):
                    return bytes(found)
            except (zlib.error, OSError, lzma.LZMAError, EOFError):
                self._cut = True
        if self._cut:
            raise _Cut
        return b""


class _Recoded:
    """A stream of bytes in another encoding, as UTF-8."""

    def __init__(self, stream: _Stream, encoding: str, name: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._place = (name, encoding)
        self._line = 1

    def read(self, size: int, /) -> bytes:
        data = self._stream.read(size)
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            line = self._line + data[: error.start].count(b"\n")
            fault = f"{self._place[0]}:{line}: not {self._place[1]}; name the right encoding in the mapping"
            raise InputError(fault) from error
        self._line += text.count("\n")
        # A decoder may hold back the first bytes of a letter.
        return text.encode() if text or not data else self.read(size)


def _count(stream: _Stream, name: str, out: BinaryIO | None) -> tuple[int, bool, bool]:
    """Return how many lines a stream has, whether it is plain, and whether it was cut short; copy it to ``out``."""
    lines, returns, ends, nul, last, cut = 0, 0, 0, False, b"\n", False
    blocks = _blocks(stream)
    while True:
        try:
            block = next(blocks, b"")
        except _Cut:
            cut = True
            break
        except OSError as error:
            raise InputError(f"{name}: cannot be read ({error.strerror or error}); check the file") from error
        if not block:
            break
        lines += block.count(b"\n")
        if b"\r" in block or last == b"\r":
            returns += block.count(b"\r")
            ends += (last[-1:] + block).count(b"\r\n")
        nul = nul or b"\0" in block
        last = block[-1:]
        if out is not None:
            out.write(block)
    # Lines end in one way or the other: a mixture is read line by line.
    plain = not nul and not cut and returns in (0, lines) and ends == returns
    return lines + (last != b"\n"), plain, cut


def _blocks(stream: _Stream) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block
