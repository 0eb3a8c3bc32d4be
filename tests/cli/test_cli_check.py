"""`kgraph check`: anchors are looked for or said to be skipped, and the counts leave room for an experiment."""

import hashlib
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from kgraph.graph import Graph
from kgraph.home import Home

TEXT = "News\n\nRussia stands by Assad, it said.\n\nTurkey wants him gone.\n"


def pen(source: str, digest: str | None) -> str:
    """A source of two claims."""
    claims = [
        f"  - id: 0{number}-{agent}-{relation}-assad\n    paragraph: {number}\n    anchor: {anchor}\n"
        f"    agent: {agent}\n    relation: {relation}\n    target: assad\n    arenas: [syria]\n"
        '    when: "/.."\n    basis: Present tense.\n'
        for number, agent, relation, anchor in (
            (2, "russia", "supports", "stands by Assad"),
            (3, "turkey", "opposes", "wants him gone"),
        )
    ]
    known = f"  text_digest: {digest}\n" if digest else ""
    head = f'source:\n  id: {source}\n  title: News\n  kind: news report\n  issued: "2021-09-28"\n'
    return f"{head}  publisher: reuters\n  voice: reuters\n{known}claims:\n{''.join(claims)}"


@pytest.fixture
def fresh_home(article_home: Home, tmp_path: Path) -> Home:
    """A copy of the article's home to edit."""
    root = tmp_path / "home"
    shutil.copytree(article_home.root, root, ignore=shutil.ignore_patterns("store", ".*"))
    return Home(root)


@pytest.fixture
def whole_home(home: Home, tmp_path: Path) -> Home:
    """A copy of the home with all sources to edit."""
    root = tmp_path / "whole"
    for folder in ("ontology", "data", "queries"):
        shutil.copytree(home.root / folder, root / folder, ignore=shutil.ignore_patterns("store", ".*"))
    return Home(root)


@pytest.fixture
def checked(fresh_home: Home, run: Any, tmp_path: Path) -> Any:
    """A function that adds sources of two claims each and checks anchors in the folder of texts."""
    texts = tmp_path / "texts"
    texts.mkdir()

    def check(sources: dict[str, str], asked: bool = True) -> tuple[int, list[str]]:
        for name, text in sources.items():
            (fresh_home.data / "sources" / f"{name}.yaml").write_text(text, encoding="utf-8")
        (fresh_home.data / "expectations.yaml").write_text("expectations: {}\n", encoding="utf-8")
        assert 0 == run("build", home=fresh_home).code
        code, out, err = run("check", *(("--texts", str(texts)) if asked else ()), home=fresh_home)
        assert "" == err
        return code, out[out.index("ok   store") :].splitlines()[1:]

    return check


DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_source_without_text_is_said_to_be_skipped(checked: Any, tmp_path: Path, article_graph: Graph) -> None:
    (tmp_path / "texts" / "paper.txt").write_text(TEXT, encoding="utf-8")
    sources = {name: pen(name, DIGEST if name == "paper" else "0" * 64) for name in ("paper", "gazette")}
    code, (*lines, article, found) = checked({**sources, "leaflet": pen("leaflet", None)})
    assert (0, 2) == (code, len(lines))
    assert article.startswith("skip anchors: skipped: no text of reuters-2021-09-28 found at ")
    assert lines[0].startswith(f"skip anchors: skipped: no text of gazette found at {tmp_path / 'texts'} (no file with")
    assert lines[0].endswith("; put it in that folder")
    assert lines[1].startswith(
        "skip anchors: skipped: leaflet: its pen does not say which text it is; add 'text_digest'"
    )
    assert f"ok   anchors: 2 of {len(article_graph.claims) + 6} checked, each found in its paragraph" == found


@pytest.mark.parametrize("content", [None, TEXT + "edited", ""])
def test_asked_for_and_nothing_checked_is_a_fault(checked: Any, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "texts" / "paper.txt").write_text(content, encoding="utf-8")
    code, (head, *lines) = checked({"paper": pen("paper", DIGEST)})
    assert (1, "FAIL anchors: 2 fault(s)", 2) == (code, head, len(lines))
    for source, line in zip(("paper", "reuters-2021-09-28"), lines, strict=True):
        assert line.startswith(f"     nothing checked: no text of {source} found at {tmp_path / 'texts'} (no file with")


def test_an_anchor_that_is_elsewhere_is_a_fault(checked: Any, tmp_path: Path) -> None:
    (tmp_path / "texts" / "paper.txt").write_text(TEXT, encoding="utf-8")
    code, lines = checked({"paper": pen("paper", DIGEST).replace("wants him gone", "stands by Assad")})
    assert (1, "FAIL anchors: 1 fault(s)") == (code, lines[-2])
    assert lines[-1].endswith("anchor 'stands by Assad' is not in paragraph 3; it stands in 2")


def test_not_asked_for_nothing_is_said(checked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_TEXTS", "")
    assert (0, []) == checked({"paper": pen("paper", DIGEST)}, asked=False)


def test_the_folder_may_be_named_by_the_environment(
    checked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGRAPH_TEXTS", str(tmp_path / "texts"))
    assert 1 == checked({"paper": pen("paper", DIGEST)}, asked=False)[0]


def test_taking_out_the_claim_on_which_most_hangs_meets_the_expectations(
    graph: Graph, whole_home: Home, run: Any
) -> None:
    found = graph.conclusions
    heaviest = max(found.claims, key=lambda name: sum(name in found.leaves(fact) for fact in found.derivations))
    source, _, claim = heaviest.partition("/")
    path = whole_home.data / "sources" / f"{source}.yaml"
    text, count = re.subn(rf"  - id: {claim}\n(    .*\n)+", "", path.read_text(encoding="utf-8"))
    assert 1 == count
    path.write_text(text, encoding="utf-8")
    assert 0 == run("build", home=whole_home).code
    code, out, _ = run("check", home=whole_home)
    assert 0 == code, out


def test_a_count_out_of_range_says_that_the_range_can_be_edited(fresh_home: Home, run: Any) -> None:
    path = fresh_home.data / "expectations.yaml"
    path.write_text('expectations:\n  claims: {least: "1000", most: "2000"}\n', encoding="utf-8")
    code, out, _ = run("check", home=fresh_home)
    assert 1 == code
    remedy = "find out what was lost or doubled, or write the new range there if it is meant"
    assert line_with(out, "expected 1000 to 2000").endswith(f" claims, expected 1000 to 2000; {remedy}")
    assert f"{path}:2: " in out


def line_with(out: str, part: str) -> str:
    """The line that holds a text."""
    return next(line for line in out.splitlines() if part in line)
