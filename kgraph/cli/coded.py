"""What the verbs on a pair share: imported events beside the claims, and nothing where none are imported."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.analysis.dyads import Dossier
    from kgraph.graph import Graph
    from kgraph.views.coded.tables import CodedPart


def add_events(parser: argparse.ArgumentParser) -> None:
    """Add ``--events``."""
    parser.add_argument(
        "--events",
        metavar="DATASET",
        help="only this data set of imported events (kgraph import); default: all there are",
    )


def add_year(parser: argparse._ActionsContainer, what: str) -> None:
    """Add ``--year`` and ``--level``, which choose among events alone."""
    parser.add_argument("--year", metavar="YEAR", help=f"only events of this year; --from and --to {what}")
    parser.add_argument(
        "--level", metavar="LEVEL", help="states (default): with those who act for them; actors: each for itself"
    )


def events_alone(arguments: argparse.Namespace, policy: str) -> tuple[str | None, str | None]:
    """Return the first and last month asked for where events are shown without claims.

    Raises:
        InputError: if an option is given that chooses among claims, or the time is said twice.
    """
    from kgraph.errors import InputError

    usual: dict[str, object] = {
        "as_of": None,
        "prefer": [],
        "without": [],
        "policy": policy,
        "weights": "even",
        "holds": "possibly",
    }
    for name, value in usual.items():
        if getattr(arguments, name, value) != value:
            option = f"--{name.replace('_', '-')}"
            raise InputError(f"{option} chooses among claims; leave it out where events are asked for")
    if arguments.year and (arguments.since or arguments.until):
        raise InputError("--year and --from or --to say the time twice; give one of them")
    return arguments.year or arguments.since, arguments.year or arguments.until


def has_events(graph: Graph, data_set: str | None, needed: bool = False) -> bool:
    """Say whether there are imported events to show.

    Raises:
        InputError: if a data set is named that is not there, or events are ``needed`` and there are none.
    """
    if data_set is None and not needed:
        return bool(graph.data_sets)
    if data_set is not None or not graph.data_sets:
        from kgraph.analysis.coded.events import the_one

        the_one(graph.data_sets, data_set)
    return True


def coded_parts(graph: Graph, dossier: Dossier, data_set: str | None, proxy: bool = False) -> list[CodedPart]:
    """Return what imported events say of a pair; ``proxy`` adds conflict through third parties.

    Raises:
        InputError: as `has_events`.
    """
    if not has_events(graph, data_set, needed=proxy):
        return []
    from kgraph.views.coded.pair import parts

    return parts(graph, dossier, proxy=proxy, data_set=data_set)


def coded_months(graph: Graph, a: str, b: str, data_set: str | None) -> list[CodedPart]:
    """Return what imported events say of a pair month by month.

    Raises:
        InputError: as `has_events`.
    """
    if not has_events(graph, data_set):
        return []
    from kgraph.views.coded import months

    return months.coded_months(graph, a, b, data_set)
