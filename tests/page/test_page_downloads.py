"""What is seen can be taken away: as a picture, as a table, as linked data; other programs read it."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from PIL import Image

from kgraph.graph import Graph
from kgraph.namespaces import iri

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Any, button: str) -> tuple[str, str]:
    """The name and the text of what a button downloads."""
    with page.expect_download() as download:
        page.locator(button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_text(encoding="utf-8")


def test_the_picture_is_a_drawing_of_all_that_is_shown(article: str, open_page: Open) -> None:
    opened = open_page(article)
    page = opened.page
    name, text = saved(page, "#save-svg")
    assert "kgraph-russia-turkey.svg" == name
    root = ElementTree.fromstring(text)
    assert page.inner_text("h1") == root.findtext(f"{SVG}title")
    lines = [path for path in root.iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]
    assert len(lines) == len(page.evaluate("kgraph.edges()"))
    words = " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))
    for label in (
        "Russia",
        "Wagner Group",
        "+ Energy",
        "− Ukraine",
        "Nagorno-Karabakh",
        "dashed: reported speech",
        "Claims from Reuters, 28 September 2021",
    ):
        assert label in words
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    for box in root.iter(f"{SVG}rect"):
        x, y = float(box.attrib["x"]), float(box.attrib["y"])
        assert left <= x <= x + float(box.attrib["width"]) <= left + width + 0.2
        assert top <= y <= y + float(box.attrib["height"]) <= top + height + 0.2
    assert [] == opened.errors
    assert [] == opened.requests


def test_the_drawing_opens_in_a_browser_and_looks_like_the_picture(
    article: str, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(article).page
    _, text = saved(page, "#save-svg")
    file = tmp_path / "picture.svg"
    file.write_text(text, encoding="utf-8")
    other = page.context.browser.new_page()
    other.goto(file.as_uri())
    empty = "[...document.querySelectorAll('text')].filter((text) => !text.getBBox().width).length"
    assert 0 == other.evaluate(empty)
    assert 0 == other.locator("script").count()
    other.close()


def test_the_picture_is_saved_as_points_too(article: str, open_page: Open) -> None:
    opened = open_page(article)
    page = opened.page
    with page.expect_download() as download:
        page.locator("#save-png").click()
    assert "kgraph-russia-turkey.png" == download.value.suggested_filename
    found = Image.open(download.value.path())
    found.load()
    _, svg = saved(page, "#save-svg")
    width, height = (float(ElementTree.fromstring(svg).attrib[key]) for key in ("width", "height"))
    assert (2 * width, 2 * height) == pytest.approx(found.size, abs=2)
    assert len(found.convert("RGB").getcolors(1 << 24)) > 50
    assert [] == opened.errors
    assert [] == opened.requests


FILTERS = ["", "view=whole", "arena=libya", "sign=-1&way=derived", "basis=reported&at=2020-02", "speaker=un-experts"]


@pytest.mark.parametrize("fragment", FILTERS)
def test_the_table_has_a_row_for_each_line_that_the_page_says_it_shows(
    everything: str, open_page: Open, fragment: str
) -> None:
    page = open_page(everything, fragment=fragment).page
    _, text = saved(page, "#save-csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    ties = {tie["id"]: tie for tie in page.evaluate("kgraph.tiesNow()")}
    visible = page.locator("#ties tbody tr:not([hidden]) button.line").evaluate_all(
        "all => all.map(b => b.dataset.tie)"
    )
    assert sorted(visible) == sorted(row["line"] for row in rows)
    said = re.search(r"\d+", page.inner_text("#shown"))
    assert said is not None
    assert int(said[0]) == len(rows) > 0
    assert {row["line"] for row in rows if row["in_picture"] == "true"} == set(page.evaluate("kgraph.shownTies()"))
    for row in rows:
        tie = ties[row["line"]]
        assert (tie["text"], tie["agent"], tie["said"], tie["claims"]) == (
            row["says"], row["agent"], row["said_by"], row["claims"].split(" | "),
        )  # fmt: skip
        assert str(tie["sign"]) == row["sign"]
    _, linked = saved(page, "#save-jsonld")
    claims = {node["@id"] for node in json.loads(linked)["@graph"] if node["@id"].startswith("claim:")}
    assert {f"claim:{name}" for row in rows for name in row["claims"].split(" | ")} == claims


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("fragment", ["", "a=united-states&b=turkey", "lang=ru&view=whole"])
def test_no_word_of_the_drawing_is_cut(everything: str, open_page: Open, width: int, fragment: str) -> None:
    page = open_page(everything, width=width, fragment=fragment).page
    _, text = saved(page, "#save-svg")
    outside = """text => {
      const place = document.createElement('div');
      place.append(document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true));
      document.body.append(place);
      const svg = place.firstChild;
      const [left, top, width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
      const found = [...svg.querySelectorAll('text')].filter((each) => {
        const box = each.getBBox();
        return box.x < left || box.y < top || box.x + box.width > left + width || box.y + box.height > top + height;
      }).map((each) => each.textContent);
      const count = svg.querySelectorAll('text').length;
      place.remove();
      return { found, count };
    }"""
    page.goto("about:blank")
    found = page.evaluate(outside, text)
    assert found["count"] > 10
    assert [] == found["found"]


def test_the_linked_data_are_those_of_the_record(article: str, graph: Graph, open_page: Open) -> None:
    page = open_page(article).page
    page.locator("#whole").click()
    page.locator("#filters > summary").click()
    page.locator("#filter-way").select_option("direct")
    name, text = saved(page, "#save-jsonld")
    assert "kgraph-all-actors.jsonld" == name
    found = rdflib.Graph().parse(data=text, format="json-ld")
    drawn = {claim for tie in page.evaluate("kgraph.ties()") if not tie["rule"] for claim in tie["claims"]}
    record = graph.rdf.default_graph

    def said_of(where: rdflib.Graph, node: rdflib.term.Node) -> set[tuple[str, str, str]]:
        """All that is said of a node; a node without a name by what is said of it."""
        return {
            (
                str(p),
                str(sorted(said_of(where, o))) if isinstance(o, rdflib.BNode) else str(o),
                str(getattr(o, "datatype", "")) or "",
            )
            for p, o in where.predicate_objects(node)
        }

    plain = str(rdflib.XSD.string)
    for claim in sorted(drawn):
        node = rdflib.URIRef(iri("claim", claim))
        ours, theirs = ({(p, o, "None" if d == plain else d) for p, o, d in said_of(g, node)} for g in (found, record))
        assert ours
        assert theirs == ours
    node = rdflib.URIRef(iri("claim", "reuters-2021-09-28/11-turkish-soldiers-killed"))
    assert (node, None, None) not in found


def test_no_cell_is_run_by_a_spreadsheet(article: str, open_page: Open, repack: Callable[..., str]) -> None:
    plain, poison = '"text":"Russia sells arms to Turkey"', '"text":"=HYPERLINK(1)\\u0022,\\u0022x"'
    poisoned = repack(article, lambda text: text.replace(plain, poison))
    page = open_page(poisoned).page
    _, text = saved(page, "#save-csv")
    cells = {row["says"] for row in csv.DictReader(io.StringIO(text))}
    assert '\'=HYPERLINK(1)","x' in cells
    assert not [cell for cell in cells if cell.startswith("=")]
