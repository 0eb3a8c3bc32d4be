"""The reference as one HTML file: no script, nothing fetched, every text escaped, the same bytes for the same input."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kgraph.views.reference.document import Reference


def as_html(reference: Reference) -> str:
    """Return the reference as a whole page whose policy allows its own style sheet and nothing else."""
    here = files("kgraph.views.reference")
    style = here.joinpath("reference.css").read_text(encoding="utf-8")
    template = here.joinpath("reference.html.j2").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    # The style sheet is our own file, not text from the ontology.
    return environment.from_string(template).render(reference=reference, style=Markup(style), digest=digest)
