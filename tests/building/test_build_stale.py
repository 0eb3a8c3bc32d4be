"""A store that does not belong to the record beside it is never used, and answers stay right without it."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.errors import StoreError
from kgraph.home import Home
from kgraph.store.built import open_built
from kgraph.store.freshness import MANIFEST, QUADS, Freshness, checksums, sizes

QUESTION = "SELECT ?claim { ?claim a kg:StandingClaim } ORDER BY ?claim"
CLAIMS = ["claim:paper/01-russia-supports-assad", "claim:paper/02-turkey-opposes-assad"]


def claims_of(home: Home) -> list[Any]:
    graph = kgraph.load(home.root)
    rows = [row["claim"] for row in graph.sparql(QUESTION)]
    assert [f"claim:{name}" for name in sorted(graph.conclusions.claims)] == rows
    assert bool(graph.why("russia", "partnerOf", "assad"))
    assert bool(graph.why("turkey", "rivalOf", "assad"))
    return rows


def test_a_built_store_is_used(built: Home) -> None:
    assert Freshness(built).fresh
    assert open_built(built) is not None
    assert CLAIMS == claims_of(built)


def test_a_copied_home_keeps_its_store(built: Home, tmp_path: Path) -> None:
    copy = Home(Path(shutil.copytree(built.root, tmp_path / "copy", copy_function=shutil.copyfile)))
    assert Freshness(copy).fresh


def test_edited_pens_are_told_and_the_record_still_answers(edited: Home, run: Any) -> None:
    code, out, err = run("ask", QUESTION, home=edited)
    assert (0, ["claim", *CLAIMS]) == (code, out.split())
    assert "kgraph: the pens were edited since the last build; run 'kgraph build'\n" == err


@pytest.mark.parametrize("keep_times", [False, True])
def test_a_record_edited_by_hand_is_read_and_not_the_store(built: Home, keep_times: bool) -> None:
    path = built.record / "sources" / "paper.ttl"
    text = path.read_text(encoding="utf-8")
    times = path.stat()
    path.write_text(text.replace("kg:asserts", "kg:denies", 1), encoding="utf-8")
    if keep_times:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not Freshness(built).fresh
    assert 1 == len(kgraph.load(built.root).conclusions.claims)


def test_a_record_built_elsewhere_is_read_and_not_the_store(built: Home, edited: Home, run: Any) -> None:
    shutil.copytree(edited.store, edited.root / "old")
    assert 0 == run("build", home=edited).code
    shutil.rmtree(edited.store)
    (edited.root / "old").rename(edited.store)
    assert not Freshness(edited).fresh
    assert 3 == len(claims_of(edited))


@pytest.mark.parametrize("folder", ["ontology", "ontology/rules"])
def test_an_edited_ontology_or_rule_makes_the_store_stale(built: Home, folder: str) -> None:
    path = min((built.root / folder).glob("*.*"))
    comment = "#" if path.suffix == ".ttl" else "%"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{comment} more\n", encoding="utf-8")
    assert not Freshness(built).fresh
    assert CLAIMS == claims_of(built)


def store_files(home: Home) -> list[Path]:
    return [path for path in sorted(home.store.rglob("*")) if path.is_file() and path.name not in ("LOCK", "LOG")]


@pytest.mark.parametrize("keep", [0.0, 0.5, None])
def test_a_cut_emptied_or_missing_file_of_the_store(built: Home, keep: float | None) -> None:
    for path in store_files(built):
        content = path.read_bytes()
        if keep is None:
            path.unlink()
        else:
            path.write_bytes(content[: int(len(content) * keep)])
        assert CLAIMS == claims_of(built), path
        path.write_bytes(content)


def test_a_store_with_other_bytes_answers_rightly_or_says_how_to_mend_it(built: Home, run: Any) -> None:
    for path in store_files(built):
        content = path.read_bytes()
        path.write_bytes(bytes(byte ^ 255 for byte in content))
        code, out, err = run("ask", QUESTION, home=built)
        assert (code, out.split()) in ((0, ["claim", *CLAIMS]), (2, [])), path
        assert code == 0 or err.endswith("run 'kgraph build'\n")
        path.write_bytes(content)
    assert 0 == run("build", home=built).code


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", '{"signature": 1}', '{"files": []}', "\ufeff{}", "[1]"])
@pytest.mark.parametrize("name", ["manifest.json", "concluded.json"])
def test_nonsense_in_the_store(built: Home, run: Any, name: str, text: str) -> None:
    (built.store / name).write_text(text, encoding="utf-8")
    assert CLAIMS == claims_of(built)
    code, _, err = run("check", home=built)
    assert code in (1, 2)
    assert "Traceback" not in err


@pytest.mark.parametrize("keep", [0, 10])
def test_a_store_that_loads_but_has_lost_quads_is_not_believed(built: Home, keep: int) -> None:
    quads, manifest = built.store / QUADS, built.store / MANIFEST
    quads.write_bytes(b"".join(quads.read_bytes().splitlines(keepends=True)[:keep]))
    known = json.loads(manifest.read_text(encoding="utf-8"))
    files = {"files": sizes(built.store), "crc32": checksums(built.store)}
    manifest.write_text(json.dumps({**known, **files}), encoding="utf-8")
    assert Freshness(built).fresh
    assert open_built(built) is None
    assert CLAIMS == claims_of(built)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("quads.nq", b"kgraph/actor/russia>", b"kgraph/actor/rvssia>"),
        ("concluded.json", b'"russia","supports","assad"', b'"turkey","supports","assad"'),
    ],
)
def test_a_byte_that_changed_while_size_and_time_did_not_is_noticed(
    built: Home, run: Any, name: str, old: bytes, new: bytes
) -> None:
    path = built.store / name
    content, times = path.read_bytes(), path.stat()
    assert old in content
    path.write_bytes(content.replace(old, new))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert Freshness(built).fresh
    assert CLAIMS == claims_of(built)
    assert kgraph.load(built.root).why("russia", "supports", "assad")
    assert not kgraph.load(built.root).why("turkey", "supports", "assad")
    assert 0 == run("build", home=built).code
    assert open_built(built) is not None


def test_a_store_that_is_a_file_or_an_empty_folder(built: Home) -> None:
    shutil.rmtree(built.store)
    built.store.mkdir()
    assert CLAIMS == claims_of(built)
    built.store.rmdir()
    built.store.write_text("")
    assert CLAIMS == claims_of(built)


def test_check_tells_lost_quads(built: Home, run: Any) -> None:
    manifest = built.store / "manifest.json"
    known = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**known, "quads": known["quads"] + 1}), encoding="utf-8")
    shutil.copy2(Path(__file__).parents[2] / "data" / "expectations.yaml", built.data / "expectations.yaml")
    code, out, _ = run("check", home=built)
    assert 1 == code
    assert f"{built.store}: is not what was written, and is not used; run 'kgraph build'" in out


def test_a_record_that_is_no_turtle_is_one_line(built: Home, run: Any) -> None:
    path = built.record / "sources" / "paper.ttl"
    path.write_text("nonsense\n<", encoding="utf-8")
    code, out, err = run("ask", QUESTION, home=built)
    assert (2, "") == (code, out)
    assert err.startswith(f"kgraph: {path}:1: ")
    assert err.endswith("; mend the file or run 'kgraph build'\n")
    assert 0 == run("build", home=built).code
    assert CLAIMS == claims_of(built)


def test_a_home_that_cannot_be_written_still_works(edited: Home, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 == run("build", home=edited).code
    shutil.rmtree(edited.store)

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    for method in ("mkdir", "rename", "replace", "write_bytes", "write_text"):
        monkeypatch.setattr(Path, method, refuse)
    code, out, err = run("build", home=edited)
    assert 0 == code
    assert "3 claims" in out
    faults = [line for line in err.splitlines() if "cannot" in line]
    assert [f"kgraph: {edited.store}: cannot be written (Permission denied); the record alone will be used"] == faults
    assert not edited.store.exists()
    assert 3 == len(claims_of(edited))


def test_a_record_that_cannot_be_written_is_one_line(
    edited: Home, run: Any, monkeypatch: pytest.MonkeyPatch, contents: Any
) -> None:
    before = contents(edited.data)

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", refuse)
        code, _, err = run("build", home=edited)
    assert 2 == code
    remedy = "cannot be written (Permission denied); use a home you can write to"
    assert f"kgraph: {edited.record}: {remedy}" == err.splitlines()[-1]
    assert before == contents(edited.data)


def test_open_takes_a_home_or_its_store_and_refuses_others(built: Home, tmp_path: Path) -> None:
    assert set(kgraph.open(built.root).claims) == set(kgraph.open(built.store).claims)
    with pytest.raises(StoreError, match="neither a kgraph home nor its store; name a folder with"):
        kgraph.open(tmp_path)
