"""A pyvis network of the ties, drawn with our own template: pyvis carries the data, nothing of its page is used."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from math import hypot
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network

from kgraph.errors import StoreError
from kgraph.views.page.curves import roundness
from kgraph.views.page.layout import Layout
from kgraph.views.page.ties import Tie

_HERE = Path(__file__).parent
# Okabe and Ito's blue and vermillion: told apart with every kind of colour blindness.
COLOURS = {1: "#0072B2", -1: "#B84900", 0: "#6B7280"}
DASHES: dict[str, Any] = {"stated": False, "reported": [9, 5], "expected": [2, 5], "derived": [14, 4, 3, 4]}
DASHES["derived-report"] = [9, 4, 2, 4, 2, 4]
# The form of an arrow's head tells the sign without its colour.
_HEADS = {1: "arrow", -1: "bar", 0: "circle"}
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True, "zoomView": False, "dragNodes": False, "selectConnectedEdges": False, "keyboard": False,
    },
    "edges": {"selectionWidth": 2, "hoverWidth": 1},
}  # fmt: skip


def network_of(layout: Layout, ties: list[Tie], pair: tuple[str, str]) -> Network:
    """Return a directed network with one edge a tie, all positions and bends given."""
    net = Network(directed=True, cdn_resources="in_line")
    net.options = dict(_OPTIONS)
    for name in sorted(layout.boxes):
        box = layout.boxes[name]
        leading = name in pair
        net.add_node(
            name,
            label=layout.texts[name],
            shape="box",
            color={"background": "#FFFFFF", "border": "#4B5563"},
            x=round(box.x, 1),
            y=round(box.y, 1),
            borderWidth=2 if leading else 1,
            margin=10 if leading else 6,
            widthConstraint={"minimum": round(box.width) - (32 if leading else 24)},
            font={"size": 23 if leading else 16, "face": _FONT, "bold": leading, "color": "#111827"},
            leading=leading,
        )
    for tie in ties:
        net.add_edge(tie.agent, tie.target, **_edge(layout, tie, pair))
    return net


def _edge(layout: Layout, tie: Tie, pair: tuple[str, str]) -> dict[str, Any]:
    start, end = layout.boxes[tie.agent], layout.boxes[tie.target]
    bend = layout.bends[tie.id]
    turn = roundness(bend, hypot(end.x - start.x, end.y - start.y) or 1.0)
    smooth: dict[str, Any] = {"enabled": False}
    if turn > 0.005:
        smooth = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": turn}
    head = {"enabled": True, "type": _HEADS[tie.sign], "scaleFactor": 0.4 if tie.between(*pair) else 0.5}
    found: dict[str, Any] = {
        "id": tie.id,
        "arrows": {"to": head, "from": head} if tie.symmetric else {"to": head},
        "color": {"color": COLOURS[tie.sign]},
        "dashes": DASHES[tie.look],
        "width": (2.2 if tie.sign < 0 else 1.8) if tie.sign else 1.2,
        "smooth": smooth,
        "sign": tie.sign,
        "look": tie.look,
    }
    return found


def render(net: Network, data: dict[str, Any], layout: Layout) -> str:
    """Return the page: our template filled by pyvis, every script and style inside, their hashes in the policy."""
    env = net.templateEnv
    env.loader = ChoiceLoader([FileSystemLoader(str(_HERE)), env.loader])
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    library, script, style = _library(), _own("script.js"), _own("style.css")
    drawing = {"frames": [g._asdict() for g in layout.groups], "labels": [x._asdict() for x in layout.labels]}
    env.filters.update(inert=inert, from_json=json.loads)
    env.globals.update(
        page=data,
        drawing=drawing,
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
        script_hashes=Markup(" ".join(f"'{hash_of(text)}'" for text in (library, script))),
        style_hash=Markup(f"'{hash_of(style)}'"),
    )
    net.path = "page.html"
    return str(net.generate_html()) + "\n"


def inert(value: Any) -> Markup:
    """Return JSON that no parser of HTML or script takes for anything else."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)


def hash_of(text: str) -> str:
    """Return the hash by which a Content-Security-Policy lets an inline script or style through."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _own(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


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
