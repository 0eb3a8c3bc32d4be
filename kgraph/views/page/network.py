"""A pyvis network of the ties, drawn with our own template: pyvis carries the data, nothing of its page is used."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

from jinja2 import ChoiceLoader, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network

from kgraph.errors import StoreError
from kgraph.namespaces import LANGUAGES
from kgraph.views.page.language import language
from kgraph.views.page.packing import packed, pooled

_HERE = Path(__file__).parent
# Okabe and Ito's blue and vermillion: told apart with every kind of colour blindness.
COLOURS = {1: "#0072B2", -1: "#B84900", 0: "#6B7280"}
DASHES: dict[str, Any] = {"stated": False, "reported": [9, 5], "expected": [2, 5], "derived": [14, 4, 3, 4]}
DASHES["derived-report"] = [9, 4, 2, 4, 2, 4]
# The form of an arrow's head tells the sign without its colour.
_HEADS = {1: "arrow", -1: "bar", 0: "circle"}
_OPTIONS = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True, "zoomView": False, "dragNodes": False, "selectConnectedEdges": False, "keyboard": False,
    },
    "edges": {"selectionWidth": 3, "hoverWidth": 1},
}  # fmt: skip


# In the order in which they need each other; one scope for all of them.
_SCRIPTS = (
    "dom",
    "words",
    "times",
    "coded",
    "curves",
    "scene",
    "theatres",
    "layout",
    "whole",
    "camps",
    "drawing",
    "mirror",
    "canvas",
    "entries",
    "picture",
    "copying",
    "evidence",
    "month",
    "search",
    "dossier",
    "story",
    "headline",
    "pairs",
    "lists",
    "choices",
    "filters",
    "timeline",
    "state",
    "downloads",
    "main",
)


class Drawn(Protocol):
    """A line of the picture."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def agent(self) -> str: ...  # noqa: D102
    @property
    def target(self) -> str: ...  # noqa: D102
    @property
    def sign(self) -> int: ...  # noqa: D102
    @property
    def look(self) -> str: ...  # noqa: D102
    @property
    def symmetric(self) -> bool: ...  # noqa: D102


def network_of(actors: Iterable[str], ties: Sequence[Drawn]) -> Network:
    """Return a directed network with one node an actor and one edge a tie; the script places and bends them."""
    net = Network(directed=True, cdn_resources="in_line")
    net.options = dict(_OPTIONS)
    for name in sorted({end for tie in ties for end in (tie.agent, tie.target)} | {*actors}):
        net.add_node(name, label=name, shape="box")
    for tie in ties:
        head = {"enabled": True, "type": _HEADS[tie.sign], "scaleFactor": 0.45}
        net.add_edge(
            tie.agent,
            tie.target,
            id=tie.id,
            arrows={"to": head, "from": head} if tie.symmetric else {"to": head},
            color={"color": COLOURS[tie.sign]},
            dashes=DASHES[tie.look],
            width=(2.2 if tie.sign < 0 else 1.8) if tie.sign else 1.2,
            smooth={"enabled": True, "type": "curvedCW", "roundness": 0.2},
            sign=tie.sign,
        )
    return net


def render(net: Network, languages: Sequence[dict[str, Any]], linked: dict[str, Any]) -> str:
    """Return the page: our template filled by pyvis, every script and style inside, their hashes in the policy.

    ``languages`` are the data in each language, the one to begin with first.
    """
    env = net.templateEnv
    env.loader = ChoiceLoader([FileSystemLoader(str(_HERE)), env.loader])
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    library, script, style = _library(), _script(), _own("style.css")
    env.filters.update(packed=packed, pooled=pooled, from_json=json.loads)
    env.globals.update(
        page=languages[0],
        languages=languages,
        linked=linked,
        dashes=DASHES,
        spoken={code: language(code).name for code in LANGUAGES},
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
        script_hashes=Markup(" ".join(f"'{hash_of(text)}'" for text in (library, script))),
        style_hash=Markup(f"'{hash_of(style)}'"),
    )
    net.path = "page.html"
    return str(net.generate_html()) + "\n"


def hash_of(text: str) -> str:
    """Return the hash by which a Content-Security-Policy lets an inline script or style through."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _own(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    """Return our scripts as one, in a scope of its own."""
    parts = "\n".join(_own(f"script/{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


@cache
def _library() -> str:
    """Return vis-network as pyvis ships it."""
    folder = files("pyvis") / "templates" / "lib"
    found = sorted((entry for entry in folder.iterdir() if entry.name.startswith("vis-")), key=lambda entry: entry.name)
    if not found:
        raise StoreError("pyvis: its package holds no vis-network; install pyvis 0.3.2 again")
    text = (found[-1] / "vis-network.min.js").read_text(encoding="utf-8")
    if "</script" in text.lower():
        raise StoreError("pyvis: its vis-network cannot be inlined; install pyvis 0.3.2 again")
    return text
