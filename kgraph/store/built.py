"""The built store: a cache made by `kgraph build`, used only while it belongs to the record beside it."""

from __future__ import annotations

import json
from pathlib import Path

from kgraph.errors import InputError, KgraphError, StoreError
from kgraph.files import replace_directory, write_atomically
from kgraph.home import Home
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.freshness import (
    MANIFEST,
    QUADS,
    SAVED,
    built_from,
    checksums,
    read_undamaged,
    signature,
    sizes,
)


def open_built(home: Home) -> EmbeddedStore | None:
    """Load the built store, or return None where it cannot be read, or is not what was written.

    Its quads lie in a file of N-Quads: at the size of some sources that loads as fast as a database on disk opens,
    and answers several times faster.
    """
    try:
        path = home.store / QUADS
        store = EmbeddedStore.of_nquads(read_undamaged(path), str(path))
    except KgraphError:
        return None
    return store if len(store) == quad_count(home.store) else None


def write_built(home: Home, store: EmbeddedStore, saved: str) -> int:
    """Write a filled store in the place of the built one, in one step; return the number of quads.

    ``saved`` is what was concluded, as text.

    Raises:
        StoreError: if the folder cannot be written to.
    """
    import shutil

    fresh = home.store.with_name(f".{home.store.name}.new")
    count = len(store)
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        write_atomically(fresh / QUADS, store.as_nquads())
        write_atomically(fresh / SAVED, saved)
        write_atomically(fresh / MANIFEST, _manifest(home, fresh, built_from(home), count))
        replace_directory(fresh, home.store)
    except (OSError, InputError) as error:
        cause = error.__cause__ or error
        reason = getattr(cause, "strerror", None) or cause
        raise StoreError(f"{home.store}: cannot be written ({reason}); the record alone will be used") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return count


def _manifest(home: Home, fresh: Path, expected: str, count: int) -> str:
    content = {
        "builtFrom": expected,
        "quads": count,
        "signature": signature(home),
        "files": sizes(fresh),
        "crc32": checksums(fresh),
    }
    return json.dumps(content, indent=2) + "\n"


def quad_count(folder: Path) -> int | None:
    """Return the number of quads that a built store should hold, or None where there is none."""
    try:
        return int(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["quads"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
