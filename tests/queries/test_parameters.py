"""Parameters narrow or turn a question, and both engines agree on what then answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from kgraph.catalogue.question import Question
from kgraph.graph import Graph

# rdflib warns of its own words.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")

Rows = Callable[[str], list[tuple[str, ...]]]

# The question, its parameters, a column, and its values in the order of the rows.
CASES: list[tuple[str, dict[str, str], str, list[str | None]]] = [
    ("actors/claims-on-actor", {"actor": "Armenia"}, "phrase", ["has a defence pact with"]),
    ("actors/claims-on-actor", {"actor": "Syrian fighters in Libya"}, "part", ["means"]),
    ("actors/named", {"text": "ЛНА"}, "id", ["haftar-forces"]),
    ("actors/named", {"text": 'x" } #'}, "id", []),
    ("dyads/ties", {"a": "armenia", "b": "russia"}, "polarity", ["1"]),
    ("dyads/ties", {"a": "armenia", "b": "turkey"}, "polarity", []),
    ("dyads/timeline", {"a": "turkey", "b": "united-states"}, "paragraph", ["18", "19", "19"]),
    ("dyads/partners-in-opposite-camps", {"actor": "wagner"}, "side", []),
    ("dyads/contested-arms-purchases", {"alliance": "russia"}, "buyerName", []),
    ("dyads/suppliers-and-rivals", {"buyer": "russia"}, "supplierName", []),
    ("provenance/expected-and-lapsed", {"date": "2021-01-31"}, "phrase", []),
    ("provenance/expected-and-lapsed", {"date": "2021-10-01"}, "phrase", ["withdraws", "holds a summit with"]),
    ("provenance/corroboration", {"relation": "breachesArmsEmbargo"}, "independent", []),
    ("provenance/speakers", {"speaker": "putin"}, "aboutName", ["Rosatom", "Turkey"]),
    ("provenance/paragraphs", {"source": "reuters-2021-09-28", "paragraph": "12"}, "claims", ["3"]),
    ("provenance/paragraphs", {"paragraph": "24"}, "claims", []),
    ("provenance/amounts", {"least": "33.4"}, "value", ["1000000", "34", "50", "7000000"]),
    ("provenance/rests-on-claim", {"claim": "reuters-2021-09-28/19-erdogan-rejects-dictation"}, "xName", []),
    ("events/by-arena-and-month", {"a": "russia", "b": "turkey"}, "events", []),
    ("proxies/acting-for", {"principal": "russia"}, "actorName", ["Rosatom", "Vladimir Putin", "Wagner Group"]),
    ("proxies/clients-and-patrons", {"patron": "wagner"}, "clientName", ["Haftar's forces"]),
    ("proxies/opposed-clients", {"theatre": "nagorno-karabakh"}, "patronName", ["Russia", "Vladimir Putin"]),
    ("proxies/rivals-by-proxy", {"theatre": "ukraine"}, "aName", []),
    ("structure/claims-of-relation", {"relation": "sellsMoreGasTo"}, "paragraph", ["21"]),
    ("structure/claims-of-relation", {"relation": "mediates"}, "phrase", ["negotiates a peace deal"]),
    ("structure/derived-by-rule", {"rule": "stated-rival-camps"}, "agentName", ["Russia"]),
    ("structure/held-on", {"date": "2019-07-01", "domain": "sanctions"}, "phrase",
     ["sanctions", "persists despite the warnings of", "threatens to sanction"]),
    ("structure/held-on", {"date": "2021-09-29", "domain": "sanctions"}, "phrase", []),
    ("structure/unbalanced-triads", {"between": "nato"}, "aName", ["Turkey's NATO partners"]),
    ("theatres/backers", {"theatre": "nagorno-karabakh"}, "backerName", ["Russia", "Turkey", "Vladimir Putin"]),
    ("theatres/opponents", {"theatre": "ukraine"}, "phrase",
     ["annexes territory of", "masses forces at the border of"]),
    ("theatres/claims-in-arena", {"arena": "middle-east"}, "phrase", ["is in rivalry with"]),
    ("theatres/mediators-with-a-side", {"theatre": "libya"}, "mediatorName", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "parameters", "column", "expected"), CASES)
def test_a_parameter_is_heeded(
    name: str, parameters: Mapping[str, str], column: str, expected: list[str | None], graph: Graph, by_oxigraph: Rows,
    by_rdflib: Rows,
) -> None:  # fmt: skip
    answer = graph.ask(name, **parameters)
    assert expected == [row[column] for row in answer]
    assert sorted(by_rdflib(answer.text)) == sorted(by_oxigraph(answer.text))


def test_every_parameter_is_tried(questions: Mapping[str, Question]) -> None:
    tried = {(name, parameter) for name, parameters, _, _ in CASES for parameter in parameters}
    assert tried == {(name, parameter) for name, question in questions.items() for parameter in question.parameters}
