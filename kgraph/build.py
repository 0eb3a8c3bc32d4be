"""Building: pens -> record -> store, validated on the way, and nothing written unless all of it holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kgraph.errors import InputError, StoreError
from kgraph.files import only_one, recover_directory, replace_directory, write_atomically
from kgraph.home import Home
from kgraph.reasoning.conclude import read_filled
from kgraph.reasoning.saved import as_text
from kgraph.reasoning.view import View
from kgraph.sources.read import Pens, read_pens
from kgraph.store.built import write_built
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.freshness import MANIFEST, manifest, ontology_files
from kgraph.store.record import load_ontology
from kgraph.store.words import read_vocabulary

Progress = Callable[[str], None]


class Built(NamedTuple):
    """What a build made."""

    pens: Pens
    changed: tuple[str, ...]
    derived: int
    quads: int
    store_fault: str | None


def compile_home(home: Home) -> tuple[Pens, dict[str, str]]:
    """Read the pens of a home and compile them to the record's texts; nothing is written.

    Raises:
        InputError: with every fault found; or with every axiom of the ontology that the rules do not follow.
    """
    from kgraph.reasoning.owl.fragment import read_fragment
    from kgraph.sources.compile import compile_record

    ontology = load_ontology(home)
    read_fragment(ontology_files(home))
    vocabulary = read_vocabulary(ontology)
    pens = read_pens(home, vocabulary)
    texts = compile_record(pens, vocabulary)
    texts[MANIFEST] = manifest(home, texts)
    return pens, texts


def differences(home: Home, texts: Mapping[str, str]) -> list[str]:
    """Return one line for each file of the record that differs from what the pens say."""
    return [f"{home.record / name}: {what}; run 'kgraph build'" for name, what in _differing(home, texts).items()]


def build(home: Home, say: Progress) -> Built:
    """Compile, validate, reason, then write the record and the store; each replaced in one step.

    Raises:
        InputError: with every fault found; nothing is written then.
    """
    with only_one(home.data):
        say("reading the pens")
        pens, texts = compile_home(home)
        say("validating against the shapes")
        validate(home, pens, texts)
        say("reasoning")
        store = _store_of(home, texts)
        contents = read_filled(store, home.rules, View())
        saved = as_text(contents)
        changed = tuple(str(home.record / name) for name in _differing(home, texts))
        if changed:
            say("writing the record")
            _write_record(home, texts)
        say("filling the store")
        fault = None
        try:
            quads = write_built(home, store, saved)
        except StoreError as error:
            # An installed package may not be writable: the record alone serves as well.
            fault, quads = str(error), len(store)
    return Built(pens, changed, len(contents.conclusions.derivations), quads, fault)


def validate(home: Home, pens: Pens, texts: Mapping[str, str]) -> None:
    """Check the record's texts against the shapes.

    Raises:
        InputError: with one line a violation.
    """
    from kgraph.sources.validate import shacl_faults

    turtle = [text for name, text in texts.items() if name.endswith(".ttl")]
    if faults := shacl_faults(turtle, ontology_files(home), home.ontology / "shapes.ttl", pens.places):
        raise InputError(faults)


def _differing(home: Home, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the files of the record that differ from the texts, and how, by name."""
    recover_directory(home.record)
    present = {path.relative_to(home.record).as_posix() for path in home.record.rglob("*") if path.is_file()}
    found = {}
    for name in sorted(present | set(texts)):
        if name not in texts:
            found[name] = "no pen stands behind this file"
        elif name not in present:
            found[name] = "missing"
        elif (home.record / name).read_bytes() != texts[name].encode():
            found[name] = "differs from the pens"
    return found


def _store_of(home: Home, texts: Mapping[str, str]) -> EmbeddedStore:
    store = load_ontology(home)
    for name, text in texts.items():
        if name.endswith(".ttl"):
            store.load_text(text, name)
    return store


def _write_record(home: Home, texts: Mapping[str, str]) -> None:
    fresh = home.record.with_name(f".{home.record.name}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        for name, text in texts.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, text)
        replace_directory(fresh, home.record)
    except OSError as error:
        raise InputError(f"{home.record}: cannot be written ({error.strerror}); use a home you can write to") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
