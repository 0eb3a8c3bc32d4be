"""Building: pens -> record -> store, validated on the way, and nothing written unless all of it holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import NamedTuple

from kgraph.errors import InputError, StoreError
from kgraph.files import recover_directory, replace_directory, write_atomically
from kgraph.home import Home
from kgraph.reasoning.conclude import read_filled
from kgraph.reasoning.saved import as_text
from kgraph.reasoning.view import View
from kgraph.sources.read import Pens, read_pens
from kgraph.store.built import write_built
from kgraph.store.freshness import MANIFEST, manifest, ontology_files
from kgraph.store.record import load_ontology, load_record
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
        InputError: with every fault found.
    """
    from kgraph.sources.compile import compile_record

    vocabulary = read_vocabulary(load_ontology(home))
    pens = read_pens(home, vocabulary)
    texts = compile_record(pens, vocabulary)
    texts[MANIFEST] = manifest(home, texts)
    return pens, texts


def differences(home: Home, texts: dict[str, str]) -> list[str]:
    """Return one line for each file of the record that differs from what the pens say."""
    recover_directory(home.record)
    present = {path.relative_to(home.record).as_posix() for path in home.record.rglob("*") if path.is_file()}
    lines = []
    for name in sorted(present | set(texts)):
        path = home.record / name
        if name not in texts:
            lines.append(f"{path}: no pen stands behind this file; run 'kgraph build'")
        elif name not in present:
            lines.append(f"{path}: missing; run 'kgraph build'")
        elif path.read_bytes() != texts[name].encode():
            lines.append(f"{path}: differs from the pens; run 'kgraph build'")
    return lines


def build(home: Home, say: Progress) -> Built:
    """Compile, validate and write the record, then the store; each replaced in one step.

    Raises:
        InputError: with every fault found; nothing is written then.
    """
    say("reading the pens")
    pens, texts = compile_home(home)
    say("validating against the shapes")
    validate(home, pens, texts)
    changed = tuple(line.split(":")[0] for line in differences(home, texts))
    if changed:
        say("writing the record")
        _write_record(home, texts)
    say("reasoning and filling the store")
    store = load_record(home)
    contents = read_filled(store, home.rules, View())
    fault = None
    try:
        quads = write_built(home, store, as_text(contents))
    except StoreError as error:
        # An installed package may not be writable: the record alone serves as well.
        fault, quads = str(error), len(store)
    return Built(pens, changed, len(contents.conclusions.derivations), quads, fault)


def validate(home: Home, pens: Pens, texts: dict[str, str]) -> None:
    """Check the record's texts against the shapes.

    Raises:
        InputError: with one line a violation.
    """
    from kgraph.sources.validate import shacl_faults

    turtle = [text for name, text in texts.items() if name.endswith(".ttl")]
    if faults := shacl_faults(turtle, ontology_files(home), home.ontology / "shapes.ttl", pens.places):
        raise InputError(faults)


def _write_record(home: Home, texts: dict[str, str]) -> None:
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
