"""The store on disk: a cache made by `kgraph build`, used only while it belongs to the record beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import StoreError
from kgraph.files import replace_directory, write_atomically
from kgraph.home import Home
from kgraph.namespaces import BASE, GRAPH_STORE, PREFIXES
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.freshness import MANIFEST, SAVED, built_from, signature, sizes

# A quad inside the store that says what it was built from: an emptied store lacks it.
_ITSELF = ox.NamedNode(f"{BASE}store")
_BUILT_FROM = ox.NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_GRAPH = ox.NamedNode(GRAPH_STORE)


def open_built(home: Home) -> EmbeddedStore | None:
    """Open the built store, or return None where it cannot be read or was emptied."""
    try:
        expected = json.loads((home.store / MANIFEST).read_text(encoding="utf-8"))["builtFrom"]
        store = EmbeddedStore.open(home.store / "quads")
        # The count in the manifest is compared by `kgraph check`; here one look-up tells an emptied store.
        mark = ox.Quad(_ITSELF, _BUILT_FROM, ox.Literal(expected), _GRAPH)
        return store if mark in store.inner else None
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, StoreError):
        return None


def write_built(home: Home, store: EmbeddedStore, saved: str) -> int:
    """Write a filled store in the place of the built one, in one step; return the number of quads.

    ``saved`` is what was concluded, as text.

    Raises:
        StoreError: if the folder cannot be written to.
    """
    import shutil

    fresh = home.store.with_name(f".{home.store.name}.new")
    expected = built_from(home)
    store.add([ox.Quad(_ITSELF, _BUILT_FROM, ox.Literal(expected), _GRAPH)])
    count = len(store)
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        store.write_to(fresh / "quads")
        write_atomically(fresh / SAVED, saved)
        write_atomically(fresh / MANIFEST, _manifest(home, fresh, expected, count))
        replace_directory(fresh, home.store)
    except OSError as error:
        raise StoreError(
            f"{home.store}: cannot be written ({error.strerror}); the record alone will be used"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return count


def _manifest(home: Home, fresh: Path, expected: str, count: int) -> str:
    content = {"builtFrom": expected, "quads": count, "signature": signature(home), "files": sizes(fresh)}
    return json.dumps(content, indent=2) + "\n"


def quad_count(folder: Path) -> int | None:
    """Return the number of quads that a built store should hold, or None where there is none."""
    try:
        return int(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["quads"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
