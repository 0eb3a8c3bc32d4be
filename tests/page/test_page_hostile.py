"""Hostile texts in every channel: they are shown as they are, and nothing of them ever runs."""

import csv
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kgraph.analysis.dyads import Dossier, dossier
from kgraph.graph import Graph
from kgraph.model import Claim
from kgraph.reasoning.disputes import disputing
from kgraph.reasoning.proofs import Conclusions
from kgraph.views import wording
from kgraph.views.page import page as page_of

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
Open = Callable[..., Any]

PAYLOADS = {
    "image": "<img src=x onerror=window.pwned=1>",
    "script": "</script><script>window.pwned=1</script>",
    "attribute": '"\' onmouseover=\'window.pwned=1\' onfocus="window.pwned=1" autofocus x="',
    "svg": '"><svg/onload=window.pwned=1>',
    "link": "<a href=javascript:window.pwned=1>href</a><iframe srcdoc='<script>parent.pwned=1</script>'>",
    "comment": "<!--<script>window.pwned=1//-->]]>",
    "template": "{{ 7*7 }}{% raw %}${window.pwned=1}`+(window.pwned=1)+`",
    "separators": "\u2028window.pwned=1\u2029\\u003cimg src=x onerror=window.pwned=1\\u003e\\",
    "style": "</style><style>@import 'https://example.org/x.css';</style><meta http-equiv=refresh content=0>",
}
ADDRESSES = ["javascript:window.pwned=1", "data:text/html,<script>window.pwned=1</script>", "//example.org/x",
             " javascript:window.pwned=1", "https:javascript:window.pwned=1", "JaVaScRiPt:window.pwned=1"]  # fmt: skip


class Poisoned:
    """The article's graph with a payload in every text and in the name of every claim."""

    def __init__(self, graph: Graph, payload: str, addresses: Sequence[str]) -> None:
        self.store, self.view, self.vocabulary, self.theatres = (
            graph.store,
            graph.view,
            graph.vocabulary,
            graph.theatres,
        )
        self.as_of = payload

        def renamed(name: str) -> str:
            return f"{name}{payload}"

        def bad_claim(claim: Claim) -> Claim:
            return claim._replace(
                name=renamed(claim.name),
                note=payload,
                about=payload,
                place=payload,
                when_basis=payload,
                anchor=payload,
                when=claim.when + payload.replace("/", "")
                if "/" not in claim.when and "[" not in claim.when
                else claim.when,
                disputes=tuple(map(renamed, claim.disputes)),
                triggered_by=tuple(map(renamed, claim.triggered_by)),
                outcome_of=tuple(map(renamed, claim.outcome_of)),
                amount=claim.amount and claim.amount._replace(unit=payload),
            )

        self.actors = {
            name: actor._replace(labels={"en": f"{payload} {actor.label}"}, description=payload)
            for name, actor in graph.actors.items()
        }
        self.arenas = {name: arena._replace(label=f"{payload} {arena.label}") for name, arena in graph.arenas.items()}
        texts = dict.fromkeys(("title", "kind", "issued", "rights", "locator", "note"), payload)
        # Each source once for each address; those that are cited have the first.
        self.sources = {
            name + at * "-again": source._replace(creators=(payload,), origin=address, **texts)
            for name, source in graph.sources.items()
            for at, address in enumerate(addresses)
        }
        self.claims = {renamed(name): bad_claim(claim) for name, claim in graph.claims.items()}
        self.disputing = disputing(self.claims)
        old = graph.conclusions
        within = re.compile("|".join(sorted(map(re.escape, old.claims), key=len, reverse=True)))

        def renamed_all(text: str) -> str:
            return within.sub(lambda match: renamed(match.group()), text)

        derivations = [
            d._replace(name=renamed_all(d.name), premises=tuple(map(renamed_all, d.premises)))
            for d in old.all_derivations.values()
        ]
        standing = {renamed(name): self.claims[renamed(name)] for name in old.claims}
        self.conclusions = Conclusions(standing, derivations, graph.vocabulary)

    def actor(self, text: str) -> str:
        return text

    def dossier(self, a: str, b: str) -> Dossier:
        return dossier(self.conclusions, self.arenas, a, b)

    def rank(self) -> list[Any]:
        return []


# Several in each text, and none that would swallow the next one.
TOGETHER = [("image", "attribute", "svg"), ("script", "link", "style"), ("separators", "template", "comment")]


def test_every_payload_is_tried() -> None:
    assert sorted(PAYLOADS) == sorted(name for names in TOGETHER for name in names)


@pytest.mark.parametrize("names", TOGETHER, ids="-".join)
def test_nothing_of_it_runs(graph: Graph, names: tuple[str, ...], open_page: Open) -> None:
    payload = " ".join(PAYLOADS[name] for name in names)
    addresses = ADDRESSES[TOGETHER.index(names) :: len(TOGETHER)]
    opened = open_page(page_of(Poisoned(graph, payload, addresses), focus=("russia", "turkey")))
    page = opened.page
    ties = page.evaluate("kgraph.ties()")
    assert len(ties) > 50
    for tie in page.evaluate("kgraph.drawnTies()")[::6]:
        at = page.evaluate("id => kgraph.pointOf(id)", tie)
        page.mouse.move(at["x"], at["y"], steps=3)
        page.wait_for_timeout(30)
    box = page.locator("#network").bounding_box()
    assert box is not None
    for x in range(0, int(box["width"]), 90):
        for y in range(0, int(box["height"]), 70):
            page.mouse.move(box["x"] + x, box["y"] + y)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 30)
    page.evaluate(
        """() => { for (const button of document.querySelectorAll('button.line')) {
          if (button.dataset.a) continue;
          button.click();
          document.querySelectorAll('#evidence details').forEach((d) => { d.open = true; });
        } }"""
    )
    with page.expect_download() as picture:
        page.locator("#save-svg").dispatch_event("click")
    tags = {each.tag.split("}")[1] for each in ElementTree.parse(picture.value.path()).iter()}
    assert {"svg", "title", "rect", "path", "text", "tspan", "circle"} == tags
    with page.expect_download() as table:
        page.locator("#save-csv").dispatch_event("click")
    cells = {
        cell for row in csv.reader(Path(table.value.path()).read_text(encoding="utf-8").splitlines()) for cell in row
    }
    assert not [cell for cell in cells - {"-1"} if cell.startswith(("=", "+", "-", "@"))]
    page.locator("#whole").click()
    page.locator("#search").fill(payload)
    page.keyboard.press("Enter")
    page.locator("#ties button.line").first.dispatch_event("click")
    assert page.locator("#evidence").is_visible()
    assert page.evaluate("window.pwned === undefined")
    assert [] == opened.dialogs
    assert [] == opened.requests
    assert [] == opened.errors
    assert 0 == page.locator("img, iframe, main script, [onerror], [onload], [onmouseover], [autofocus]").count()
    hrefs = page.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert {"#dossier", "https://creativecommons.org/licenses/by/4.0/"} == set(hrefs)
    shown = wording.clean(payload)
    page.go_back()
    for part in ("h1", ".summary", ".view", ".unites", ".divides", "#ties", ".about", "#evidence"):
        assert shown in " ".join(page.locator(part).text_content().split()), part


def test_the_policy_lets_only_our_own_scripts_through(article: str, open_page: Open) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', article)
    assert policy is not None
    rules = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    assert "'none'" == rules["default-src"]
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    assert {"base-uri": "'none'", "form-action": "'none'"}.items() <= rules.items()
    # A script that is smuggled in all the same does not run.
    smuggled = article.replace("<main>", "<main><script>window.pwned=1</script><img src=x onerror=window.pwned=1>", 1)
    opened = open_page(smuggled)
    assert opened.page.evaluate("window.pwned === undefined")
    assert any("Content Security Policy" in error for error in opened.errors)


def test_our_script_never_makes_markup_from_text(article: str) -> None:
    for path in sorted((ROOT / "kgraph/views/page/script").glob("*.js")):
        script = path.read_text(encoding="utf-8")
        assert script in article
        assert [] == re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|DOMParser", script
        )
    page = (ROOT / "kgraph/views/page/page.html").read_text(encoding="utf-8")
    assert [] == re.findall(r"\son\w+\s*=|\| *safe", page)
    assert [] == re.findall(r'(?:src|href)="(?!#|\{\{|https://creativecommons)', page)
