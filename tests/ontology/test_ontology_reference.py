"""The reference of the ontology: every term, who uses it, safe and the same each time."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from kgraph.namespaces import KG, PREFIXES
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.record import load_ontology
from kgraph.views import wording
from kgraph.views.reference import reference
from kgraph.views.reference.terms import Term, read_terms
from kgraph.views.reference.trees import picture
from kgraph.views.reference.uses import terms_in

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def page(graph: Graph, home: Home) -> str:
    return reference(graph, home)


@pytest.fixture(scope="module")
def terms(home: Home) -> dict[str, Term]:
    return read_terms(load_ontology(home))


def article(page: str, anchor: str) -> str:
    """The text of a term's article, tags kept."""
    found = re.search(rf'<article id="{re.escape(anchor)}".*?</article>', page, flags=re.DOTALL)
    assert found, anchor
    return found[0]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


# --- what it says


def test_every_term_has_its_definition_labels_and_examples(page: str, terms: dict[str, Term]) -> None:
    assert len(terms) > 190
    for term in terms.values():
        told = words(article(page, term.anchor))
        for text in (term.curie, term.definition, *term.labels.values(), *term.positive, *term.negative, *term.notes):
            assert " ".join(text.split()) in told, (term.curie, text)


@pytest.mark.parametrize(
    ("name", "sign"), [("supports", "cooperation (+1)"), ("opposes", "conflict (−1)"), ("mediates", "neither (0)")]
)
def test_a_relation_shows_its_polarity(page: str, name: str, sign: str) -> None:
    assert f">{sign}</span>" in article(page, name)


def test_a_relation_lists_the_claims_that_state_it(page: str, graph: Graph) -> None:
    for relation in graph.vocabulary.relations.values():
        if relation.derived_by:
            continue
        told = words(article(page, relation.name))
        claims = [claim for claim in graph.claims.values() if claim.relation == relation.name]
        number = f"{len(claims) or 'No'} claim{'' if len(claims) == 1 else 's'} of this relation"
        assert number in told, relation.name
        for claim in claims:
            assert f"{wording.sentence(graph, claim)} {wording.when(claim)} · {wording.citation(graph, claim)}" in told


def test_a_relation_counts_what_is_claimed_of_its_narrower_ones(page: str, graph: Graph) -> None:
    narrower = set(graph.vocabulary.below("supports"))
    number = sum(claim.relation in narrower for claim in graph.claims.values())
    assert f"{number} with its narrower ones." in words(article(page, "supports"))


def test_a_derived_relation_says_for_how_many_pairs_it_follows_and_under_which_policy(page: str, graph: Graph) -> None:
    derivations = graph.conclusions.derivations.values()
    pairs = {frozenset((d.agent, d.target)) for d in derivations if d.relation == "proxyRivalOf"}
    told = words(article(page, "proxyRivalOf"))
    assert f"Follows for {len(pairs)} pairs under the policy “claims”; it is never claimed." in told
    assert "Russia is a proxy rival of Turkey." in told


def test_another_view_counts_other_pairs(home: Home) -> None:
    told = words(article(reference(load(ROOT, policy="facts"), home), "proxyRivalOf"))
    assert "under the policy “facts”" in told


def test_classes_and_domains_say_what_is_in_them(page: str, graph: Graph) -> None:
    states = sorted(actor.label for actor in graph.actors.values() if actor.kind == "State")
    told = words(article(page, "State"))
    assert f"{len(states)} individuals of this class" in told
    assert all(label in told for label in states[:12])
    assert f"0 individuals of this class, {len(graph.actors)} with" in words(article(page, "Actor")).replace(
        "No ", "0 "
    )
    energy = [claim for claim in graph.claims.values() if "energy" in claim.arenas]
    assert f"{len(energy)} claims in it." in words(article(page, "domain-energy"))


def test_questions_and_terms_lead_to_each_other(page: str) -> None:
    assert 'href="#question-dyads-contested-arms-purchases"' in article(page, "sellsArmsTo")
    found = re.search(r'<dt id="question-dyads-contested-arms-purchases">.*?</dd>', page, flags=re.DOTALL)
    assert found
    assert 'href="#sellsArmsTo"' in found[0]


def test_every_question_of_the_catalogue_stands_there_with_its_words(page: str, home: Home) -> None:
    for path in home.queries.rglob("*.rq"):
        anchor = path.relative_to(home.queries).with_suffix("").as_posix().replace("/", "-")
        assert page.count(f'<dt id="question-{anchor}">') == 1


def test_a_term_shows_what_it_corresponds_to_elsewhere(page: str) -> None:
    told = words(article(page, "threatensToSanction"))
    assert "same as cameo:1312 Threaten with sanctions, boycott, embargo confidence 0.9" in told


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "PREFIX kg: <https://w3id.org/kgraph/ontology#> SELECT * { ?a kg:supports/kg:polarity ?b }",
            "supports polarity",
        ),
        ("PREFIX k: <https://w3id.org/kgraph/ontology#>\nSELECT * { ?a k:supports ?b } # k:opposes", "supports"),
        ("SELECT * { ?a <https://w3id.org/kgraph/ontology#supports> ?b }", "supports"),
        ('SELECT * { ?a rdfs:label \'kg:supports\', "kg:opposes \\" kg:meets" }', ""),
        ("SELECT * { ?a other:supports ?b }", ""),
    ],
)
def test_the_terms_of_a_question_are_those_that_its_query_names(query: str, expected: str) -> None:
    assert {KG + name for name in expected.split()} == {
        iri for iri in terms_in(query) if iri.startswith(KG) and iri != KG
    }


# --- pictures


def test_the_pictures_hold_every_relation_and_class_once(page: str, terms: dict[str, Term]) -> None:
    drawn = re.findall(r'<a href="#([^"]+)" aria-label=', page)
    expected = [term.anchor for term in terms.values() if term.kind in ("relation", "class")]
    assert sorted(expected) == sorted(drawn)


def test_bars_of_relations_are_drawn_to_one_scale(page: str) -> None:
    lengths: dict[str, set[str]] = {}
    drawn = page[page.index('id="tree-cooperation"') : page.index('id="tree-classes"')]
    for length, number in re.findall(r'<rect [^>]*width="([\d.]+)"[^>]*/>\s*<text [^>]*>(\d+)</text>', drawn):
        lengths.setdefault(number, set()).add(length)
    assert len(lengths) > 2
    assert all(len(found) == 1 for found in lengths.values()), lengths


def tree(turtle: str) -> list[tuple[str, int, int | None]]:
    store = EmbeddedStore()
    head = "".join(f"@prefix {prefix}: <{start}> .\n" for prefix, start in PREFIXES.items())
    store.load_text(head + turtle, "few.ttl")
    terms = read_terms(store)
    drawn = picture("few", "Few", "", terms, terms.keys(), lambda term: 0, "use", 0)
    return [(row.label, row.y, row.parent_y) for row in drawn.rows]


def classes(**above: str) -> str:
    return "".join(
        f'kg:{name} a owl:Class ; rdfs:isDefinedBy kg:m ; rdfs:label "{name}"@en'
        + "".join(f" ; rdfs:subClassOf kg:{parent}" for parent in parents.split())
        + " .\n"
        for name, parents in above.items()
    )


def test_a_tree_shows_a_term_below_its_parent_and_siblings_by_name() -> None:
    assert [("A", 12, None), ("B", 36, 12), ("D", 60, 36), ("C", 84, 12)] == tree(classes(A="", C="A", B="A", D="B"))


def test_a_term_with_a_parent_that_another_parent_implies_stands_under_the_nearer_one() -> None:
    assert [("A", 12, None), ("B", 36, 12), ("C", 60, 36)] == tree(classes(A="", B="A", C="A B"))


def test_terms_that_stand_above_each_other_are_drawn_all_the_same() -> None:
    assert {"A", "B", "C"} == {label for label, _, _ in tree(classes(A="", B="C", C="B"))}


# --- the file


def test_every_link_within_the_page_leads_somewhere_and_no_name_stands_twice(page: str) -> None:
    names = re.findall(r'\sid="([^"]*)"', page)
    assert len(set(names)) == len(names)
    assert set() == set(re.findall(r'href="#([^"]*)"', page)) - set(names)
    for used in re.findall(r'aria-(?:labelledby|describedby)="([^"]*)"', page):
        assert used in names


def test_the_page_has_no_script_and_its_policy_allows_none(page: str) -> None:
    assert "content=\"default-src 'none'; style-src 'sha256-" in page
    assert not re.search(r"<(script|link|img|iframe|object|embed|form|base)\b|\sstyle=|\son\w+=|\ssrc=", page)


def test_addresses_of_our_own_base_are_not_linked(page: str) -> None:
    assert 'href="https://w3id.org/kgraph' not in page
    assert 'href="http://www.wikidata.org/prop/direct/P463"' in page


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "KGRAPH_HOME": str(ROOT), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "kgraph", "docs", "-o", str(path)]
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=tmp_path)
        made.append(path.read_bytes())
    assert made[0] == made[1]


HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1) {{ 7 * 7 }}'


def test_texts_of_ontology_questions_and_tables_are_shown_and_never_obeyed(fresh_home: Home) -> None:
    in_turtle = HOSTILE.replace('"', '\\"')
    relations = fresh_home.ontology / "relations.ttl"
    text = relations.read_text(encoding="utf-8")
    starts = ('rdfs:label "', 'skos:altLabel "', 'kg:inverseLabel "', 'skos:definition "', '"Positive: ', '"Negative: ')
    for start in (*starts, 'skos:scopeNote "'):
        assert start in text
        text = text.replace(start, f"{start}{in_turtle} ", 1)
    relations.write_text(text, encoding="utf-8")
    table = fresh_home.ontology / "mappings" / "cameo.sssom.tsv"
    rows = table.read_text(encoding="utf-8").replace("Talks by telephone", HOSTILE, 1)
    table.write_text(
        rows.replace("mapping_set_title: ", f"mapping_set_title: {HOSTILE.split('{')[0]}"), encoding="utf-8"
    )
    question = fresh_home.queries / "dyads" / "ties.rq"
    asked = question.read_text(encoding="utf-8")
    question.write_text(re.sub(r'#\+ question = ".*"', f"#+ question = '{HOSTILE}'", asked), encoding="utf-8")
    made = reference(load(fresh_home.root), fresh_home)
    assert made.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 10
    assert not re.search(r"<script|<img|<[^>]*\sonmouseover=", made)
    assert "{{ 7 * 7 }}" in made


def test_letters_that_turn_the_reading_direction_are_left_out(fresh_home: Home) -> None:
    relations = fresh_home.ontology / "relations.ttl"
    text = relations.read_text(encoding="utf-8")
    relations.write_text(text.replace('skos:definition "', 'skos:definition "\u202e', 1), encoding="utf-8")
    assert "\u202e" not in reference(load(fresh_home.root), fresh_home)


# --- the verb


def test_the_verb_writes_the_page_and_says_where(run: Callable[..., Any], tmp_path: Path, page: str) -> None:
    path = tmp_path / "ontology.html"
    ran = run("docs", "-o", str(path))
    assert (0, f"{path}\n", "") == (ran.code, ran.out, ran.err)
    assert page == path.read_text(encoding="utf-8")


def test_a_fault_in_a_table_is_told_and_nothing_is_written(
    run: Callable[..., Any], fresh_home: Home, tmp_path: Path
) -> None:
    table = fresh_home.ontology / "mappings" / "wikidata.sssom.tsv"
    lines = table.read_text(encoding="utf-8").replace("kg:memberOf", "kg:membrOf")
    table.write_text(lines, encoding="utf-8")
    number = next(at for at, line in enumerate(lines.split("\n"), 1) if line.startswith("kg:membrOf"))
    path = tmp_path / "ontology.html"
    ran = run("docs", "-o", str(path), home=fresh_home)
    assert 2 == ran.code
    told = f"kgraph: {table}:{number}: unknown term 'ontology#membrOf'; did you mean 'ontology#memberOf'"
    assert ran.err.startswith(told)
    assert 1 == len(ran.err.splitlines())
    assert not path.exists()
    checked = run("check", home=fresh_home)
    assert 1 == checked.code
    assert "FAIL mappings: 1 fault(s)" in checked.out


def test_a_home_without_mapping_tables_has_a_reference_without_them(fresh_home: Home) -> None:
    shutil.rmtree(fresh_home.ontology / "mappings")
    assert "rows in the mapping tables" not in reference(load(fresh_home.root), fresh_home)


# --- in the browser


@pytest.mark.browser
@pytest.mark.parametrize("width", [400, 1280])
def test_the_page_is_drawn_in_its_width_without_network(
    width: int, browser: Browser, page: str, tmp_path: Path
) -> None:
    path = tmp_path / "ontology.html"
    path.write_text(page, encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
    shown = context.new_page()
    faults: list[str] = []
    shown.on("console", lambda message: faults.append(message.text))
    shown.on("request", lambda request: faults.append(request.url) if request.url != path.as_uri() else None)
    shown.goto(path.as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.locator("svg.tree").count() == 4
    assert shown.locator("svg.tree").first.bounding_box()["width"] > 300
    shown.locator('svg.tree a[href="#sellsArmsTo"]').click()
    assert shown.evaluate("location.hash") == "#sellsArmsTo"
    assert shown.locator("#sellsArmsTo").bounding_box()["y"] < 900
    assert [] == faults
    context.close()
