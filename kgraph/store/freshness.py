"""Whether record, pens and built store belong together. Imports no database: the answer is needed at every start."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kgraph.errors import StoreError
from kgraph.files import recover_directory
from kgraph.home import Home

SAVED = "concluded.json"
QUADS = "quads.nq"
MANIFEST = "manifest.json"


def ontology_files(home: Home) -> list[Path]:
    """Return the modules of the ontology, without the shapes, by name."""
    return sorted(path for path in home.ontology.glob("*.ttl") if path.stem not in ("shapes", "style"))


def pen_files(home: Home) -> list[Path]:
    """Return the registers and the sources' pens, by name."""
    return [home.data / "actors.yaml", home.data / "theatres.yaml", *home.source_pens]


def record_files(home: Home) -> list[Path]:
    """Return the Turtle files of the record, by name.

    Raises:
        StoreError: if there is no record.
    """
    recover_directory(home.record)
    found = sorted(home.record.rglob("*.ttl"))
    if not found:
        raise StoreError(f"{home.record}: no record found; run 'kgraph build'")
    return found


class Freshness:
    """Whether a home has a built store that belongs to its record, and whether pens were edited since."""

    def __init__(self, home: Home) -> None:
        """Compare names, sizes and times first, and contents only where these differ."""
        recover_directory(home.store)
        self._home = home
        self.fresh = same = False
        try:
            known = json.loads((home.store / MANIFEST).read_text(encoding="utf-8"))
            same = known["signature"] == signature(home)
            whole = known["files"] == sizes(home.store)
            self.fresh = whole and (same or known["builtFrom"] == built_from(home))
        except (OSError, ValueError, KeyError, TypeError):
            same = False
        self._same = same

    @property
    def pens_edited(self) -> bool:
        """Whether a pen was edited since the record was compiled."""
        return not self._same and pens_changed(self._home)


def digest(home: Home, files: Iterable[Path]) -> str:
    """Return one SHA-256 over the names and contents of files."""
    import hashlib

    total = hashlib.sha256()
    for path in files:
        total.update(f"{path.relative_to(home.root).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def manifest(home: Home, texts: dict[str, str]) -> str:
    """Return the record's manifest: which pens it was compiled from, and the digest of each file."""
    import hashlib

    files = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(texts.items())}
    return json.dumps({"pens": digest(home, pen_files(home)), "files": files}, indent=2, sort_keys=True) + "\n"


def pens_changed(home: Home) -> bool:
    """Say whether a pen was edited since the record was compiled."""
    try:
        known = json.loads((home.record / MANIFEST).read_text(encoding="utf-8"))["pens"]
        return bool(known != digest(home, pen_files(home)))
    except (OSError, ValueError, KeyError):
        return False


def built_from(home: Home) -> str:
    """Return the digest of all that a built store depends on: ontology, rules and record."""
    return digest(home, _basis(home))


def signature(home: Home) -> str:
    """Return names, sizes and times of change of all that a built store depends on, and of the pens."""
    lines = []
    for path in (*_basis(home), *pen_files(home)):
        status = path.stat()
        lines.append(f"{path.name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(lines)


def sizes(folder: Path) -> dict[str, int]:
    """Return the size of every file of a built store, by name."""
    return {path.name: path.stat().st_size for path in (folder / QUADS, folder / SAVED)}


def checksums(folder: Path) -> dict[str, int]:
    """Return the CRC-32 of every file of a built store, by name."""
    return {name: _crc32((folder / name).read_bytes()) for name in (QUADS, SAVED)}


def read_undamaged(path: Path) -> bytes:
    """Return the content of a file of a built store.

    Raises:
        StoreError: if it cannot be read, or is not what was written: size and time may be right while a byte is not.
    """
    try:
        known = json.loads(path.with_name(MANIFEST).read_text(encoding="utf-8"))["crc32"][path.name]
        data = path.read_bytes()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: cannot be read; run 'kgraph build'") from error
    if _crc32(data) != known:
        raise StoreError(f"{path}: is not what was written; run 'kgraph build'")
    return data


def _crc32(data: bytes) -> int:
    import zlib

    return zlib.crc32(data)


def _basis(home: Home) -> list[Path]:
    rules = sorted([*home.rules.glob("*.rls"), *home.rules.glob("*.rq")])
    return [*ontology_files(home), *rules, *record_files(home)]
