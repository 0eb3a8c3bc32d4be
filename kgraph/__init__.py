"""kgraph: who is whose partner and rival at the same time, over what, through whom, since when, and on whose word."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["Graph", "InputError", "KgraphError", "MissingLibrary", "StoreError", "UnknownName", "load", "open"]

_PLACES = {"Graph": ("graph", "Graph"), "load": ("loading", "load"), "open": ("loading", "open_graph")}
_ERRORS = ("InputError", "KgraphError", "MissingLibrary", "StoreError", "UnknownName")


def __getattr__(name: str) -> object:
    # Imported on first use: the command line asks most questions without most of this.
    if name in _PLACES:
        from importlib import import_module

        module, member = _PLACES[name]
        return getattr(import_module(f"kgraph.{module}"), member)
    if name in _ERRORS:
        from kgraph import errors

        return getattr(errors, name)
    raise AttributeError(f"module 'kgraph' has no attribute '{name}'")
