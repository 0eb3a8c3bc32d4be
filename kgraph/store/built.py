"""The store on disk: a cache made by `kgraph build`, used only while it belongs to the record beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import StoreError
from kgraph.files import recover_directory, replace_directory, write_atomically
from kgraph.home import Home
from kgraph.namespaces import BASE, PREFIXES
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.record import MANIFEST, built_from, pens_changed, signature

# A quad inside the store that says what it was built from: an emptied store lacks it.
_ITSELF = ox.NamedNode(f"{BASE}store")
_BUILT_FROM = ox.NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
SAVED = "concluded.json"
_GRAPH = ox.NamedNode(f"{BASE}graph/store")


class Freshness:
    """Whether a home has a built store that belongs to its record, and whether pens were edited since."""

    def __init__(self, home: Home) -> None:
        """Compare names, sizes and times first, and contents only where these differ."""
        recover_directory(home.store)
        self.fresh = False
        try:
            self._known = json.loads((home.store / MANIFEST).read_text(encoding="utf-8"))
            same = self._known["signature"] == signature(home)
            self.fresh = same or self._known["builtFrom"] == built_from(home)
            self.pens_edited = not same and pens_changed(home)
        except (OSError, ValueError, KeyError, TypeError):
            self.pens_edited = pens_changed(home)


def open_built(home: Home) -> EmbeddedStore | None:
    """Open the built store, or return None where it cannot be read or was emptied."""
    try:
        expected = json.loads((home.store / MANIFEST).read_text(encoding="utf-8"))["builtFrom"]
        store = EmbeddedStore.open(home.store / "quads")
    except (OSError, ValueError, KeyError, StoreError):
        return None
    # The count in the manifest is compared by `kgraph check`; here one look-up tells an emptied store.
    mark = ox.Quad(_ITSELF, _BUILT_FROM, ox.Literal(expected), _GRAPH)
    return store if mark in store.inner else None


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
        write_atomically(fresh / MANIFEST, _manifest(home, expected, count))
        replace_directory(fresh, home.store)
    except OSError as error:
        raise StoreError(
            f"{home.store}: cannot be written ({error.strerror}); the record alone will be used"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return count


def _manifest(home: Home, expected: str, count: int) -> str:
    return json.dumps({"builtFrom": expected, "quads": count, "signature": signature(home)}, indent=2) + "\n"


def quad_count(folder: Path) -> int | None:
    """Return the number of quads that a built store should hold, or None where there is none."""
    try:
        return int(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["quads"])
    except (OSError, ValueError, KeyError):
        return None
