"""A build that is cut short, anywhere, leaves a state that loads and tells the truth of the old pens or the new."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.home import Home
from kgraph.store.embedded import EmbeddedStore

OLD = {"paper/01-russia-supports-assad", "paper/02-turkey-opposes-assad"}
NEW = OLD | {"paper/03-turkey-warns-assad"}
POINTS = [
    "kgraph.build.compile_home", "kgraph.build.validate", "kgraph.build.read_filled", "kgraph.build.as_text",
    "kgraph.build._write_record", "kgraph.build.write_built", "kgraph.store.built.signature",
    "kgraph.store.built._manifest",
]  # fmt: skip


def check_good(home: Home) -> set[str]:
    """The claims of a home, which must load and answer the same from store and record; nothing is left over."""
    graph = kgraph.load(home.root)
    claims = set(graph.claims)
    answered = {str(row["claim"]).removeprefix("claim:") for row in graph.sparql("SELECT ?claim {?claim a kg:Claim}")}
    assert claims == answered
    assert graph.why("russia", "supports", "assad")
    return claims


@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError, OSError("cut")])
@pytest.mark.parametrize("point", POINTS)
def test_an_exception_in_any_step(
    edited: Home, monkeypatch: pytest.MonkeyPatch, run: Any, point: str, fault: Any
) -> None:
    def fail(*_: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(point, fail)
        try:
            code = run("build", home=edited).code
        except MemoryError:
            code = 2
    # A store that cannot be written is no fault of the build.
    assert code in (0, 2, 130)
    after_record = POINTS.index(point) >= POINTS.index("kgraph.build.write_built")
    assert (NEW if after_record else OLD) == check_good(edited)
    assert [] == [path.name for path in edited.data.iterdir() if path.name.startswith(".")]
    assert 0 == run("build", home=edited).code
    assert NEW == check_good(edited)


@pytest.mark.parametrize("count", range(9))
@pytest.mark.parametrize("method", ["rename", "replace"])
def test_an_interrupt_at_any_renaming(
    edited: Home, monkeypatch: pytest.MonkeyPatch, run: Any, method: str, count: int
) -> None:
    original: Callable[..., Path] = getattr(Path, method)
    calls = []

    def interrupt(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == count + 1:
            raise KeyboardInterrupt
        return original(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, method, interrupt)
        code = run("build", home=edited).code
    assert code == (130 if len(calls) > count else 0)
    assert check_good(edited) in (OLD, NEW)
    assert 0 == run("build", home=edited).code
    assert NEW == check_good(edited)


def test_an_interrupt_between_the_renames_that_nothing_can_undo(edited: Home, run: Any) -> None:
    for folder in (edited.record, edited.store):
        folder.rename(folder.with_name(f".{folder.name}.old"))
    assert OLD == check_good(edited)
    assert 1 == run("build", "--check", home=edited).code
    assert 0 == run("build", home=edited).code
    assert NEW == check_good(edited)


def test_an_interrupt_while_the_store_is_written(edited: Home, monkeypatch: pytest.MonkeyPatch, run: Any) -> None:
    def cut(_: EmbeddedStore) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(EmbeddedStore, "as_nquads", cut)
        assert 130 == run("build", home=edited).code
    assert NEW == check_good(edited)


def test_a_reader_between_the_renames_does_not_stop_a_build(
    edited: Home, monkeypatch: pytest.MonkeyPatch, run: Any
) -> None:
    original = Path.rename
    came = []

    def rename(self: Path, target: Path) -> Path:
        moved = original(self, target)
        if Path(target).name == ".rdf.old" and not came:
            came.append(check_good(edited))
        return moved

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        assert 0 == run("build", home=edited).code
    assert [OLD] == came
    assert NEW == check_good(edited)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
def test_kill_9_at_any_moment(edited: Home, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kgraph", "build"]
    chance = random.Random(2021)
    trial = Home(tmp_path / "trial")
    started = time.monotonic()
    shutil.copytree(edited.root, trial.root)
    environment = {**os.environ, "KGRAPH_HOME": str(trial.root)}
    assert 0 == subprocess.run(command, env=environment, capture_output=True, check=False).returncode
    whole = time.monotonic() - started
    seen = []
    for number in range(10):
        shutil.rmtree(trial.root)
        shutil.copytree(edited.root, trial.root)
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Most of the time goes into reading and reasoning; what is written is written near the end.
        time.sleep(whole * chance.uniform(0.6, 1.05) if number else 0.05)
        process.kill()
        process.wait()
        claims = check_good(trial)
        assert claims in (OLD, NEW)
        seen.append(claims)
    assert OLD in seen
    assert 0 == subprocess.run(command, env=environment, capture_output=True, check=False).returncode
    assert NEW == check_good(trial)
    assert [] == [path.name for path in trial.data.iterdir() if path.name.startswith(".")]
