"""The store on disk: a cache made by `kgraph build`, used only while it belongs to the record beside it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import StoreError
from kgraph.files import recover_directory, replace_directory, write_atomically
from kgraph.home import Home
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.record import MANIFEST, built_from
from kgraph.vocabulary import BASE, PREFIXES

# A quad inside the store that says what it was built from: an emptied store lacks it.
_ITSELF = ox.NamedNode(f"{BASE}store")
_BUILT_FROM = ox.NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_GRAPH = ox.NamedNode(f"{BASE}graph/store")


def open_built(home: Home) -> EmbeddedStore | None:
    """Return the built store, or None where there is none, or where it does not belong to the record."""
    recover_directory(home.store)
    try:
        expected = built_from(home)
        known = json.loads((home.store / MANIFEST).read_text(encoding="utf-8"))
        if known["builtFrom"] != expected:
            return None
        store = EmbeddedStore.open(home.store / "quads")
        # The count in the manifest is compared by `kgraph check`; here one look-up tells an emptied store.
        mark = ox.Quad(_ITSELF, _BUILT_FROM, ox.Literal(expected), _GRAPH)
        return store if mark in store.inner else None
    except (OSError, ValueError, KeyError, StoreError):
        return None


def write_built(home: Home, store: EmbeddedStore) -> int:
    """Write a filled store in the place of the built one, in one step; return the number of quads.

    Raises:
        StoreError: if the folder cannot be written to.
    """
    fresh = home.store.with_name(f".{home.store.name}.new")
    expected = built_from(home)
    store.add([ox.Quad(_ITSELF, _BUILT_FROM, ox.Literal(expected), _GRAPH)])
    count = len(store)
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        store.write_to(fresh / "quads")
        write_atomically(fresh / MANIFEST, json.dumps({"builtFrom": expected, "quads": count}, indent=2) + "\n")
        replace_directory(fresh, home.store)
    except OSError as error:
        raise StoreError(f"{home.store}: cannot be written ({error.strerror}); the record alone will be used") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return count


def quad_count(folder: Path) -> int | None:
    """Return the number of quads that a built store should hold, or None where there is none."""
    try:
        return int(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["quads"])
    except (OSError, ValueError, KeyError):
        return None
