"""The dossier as one HTML file: no script, nothing fetched, every text escaped."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kgraph.views.dossier.document import DISPUTED, READING, Document
from kgraph.views.dossier.summary import MEASURED


def as_html(document: Document) -> str:
    """Return the dossier as a whole page whose policy allows its own style sheet and nothing else."""
    here = files("kgraph.views.dossier")
    style = here.joinpath("dossier.css").read_text(encoding="utf-8")
    template = here.joinpath("dossier.html.j2").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    # The style sheet is our own file, not text from the graph.
    return environment.from_string(template).render(
        document=document,
        reading=READING,
        disputed=DISPUTED,
        measured=MEASURED,
        style=Markup(style),
        digest=digest,
    )
