"""`kgraph evidence`: from a pair of an event table back to the table's rows."""

from __future__ import annotations

import argparse
import json

from kgraph.cli.parser import add_home, choice, whole_number, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgraph.events.manifest import DataSet
    from kgraph.home import Home
    from kgraph.model import Actor

_SHOWN = ("agent_text", "relation", "target_text", "arena", "sign", "class", "code", "place", "source")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("a", metavar="A", help="an actor: id, name as in the table, label or alias, or a code")
    parser.add_argument("b", metavar="B", help="the other one")
    add_home(parser)
    parser.add_argument("--events", metavar="DATASET", help="which imported data set; may be left out if there is one")
    parser.add_argument("--arena", metavar="ARENA", help="only this domain, such as diplomacy or warfare")
    parser.add_argument("--month", metavar="MONTH", help="only this month or year, e.g. 2018-06 or 2018")
    parser.add_argument("--sign", metavar="SIGN", help="only + (cooperation) or - (conflict)")
    parser.add_argument("--class", dest="class_", metavar="CLASS", help="only material or verbal")
    parser.add_argument("--directed", action="store_true", help="only what A did to B")
    parser.add_argument(
        "--level",
        default="states",
        metavar="LEVEL",
        help="states (default): also what those do who act for A and B; actors: A and B themselves only",
    )
    parser.add_argument(
        "--most", type=whole_number, default=20, metavar="N", help="show at most N rows (default 20; 0: all)"
    )
    parser.add_argument("--format", default="text", metavar="FORMAT", help="text or json")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")


def run(arguments: argparse.Namespace) -> int:
    """Print the rows, or exit with 1 if there are none."""
    from kgraph.errors import InputError, in_line, together
    from kgraph.events.dates import shown
    from kgraph.events.evidence import Evidence
    from kgraph.events.who import actors_of, with_states
    from kgraph.home import find_home

    form = choice("format", arguments.format, ("text", "json"))
    level = choice("level", arguments.level, ("states", "actors"))
    class_ = choice("class", arguments.class_, ("material", "verbal")) if arguments.class_ is not None else None
    sign = _sign(arguments.sign)
    if arguments.month is not None and not _is_month(arguments.month):
        raise InputError(f"'{in_line(arguments.month)}' is no month or year; write 2018-06 or 2018")
    home = find_home(arguments.home)
    data_set = _data_set(home, arguments.events)
    names, labels = actors_of(data_set, with_states(home, _register(home)))
    a, b = together(lambda: names.resolve(arguments.a), lambda: names.resolve(arguments.b))
    if a == b:
        raise InputError(f"'{in_line(arguments.a)}' and '{in_line(arguments.b)}' are the same actor; name two")
    with Evidence(data_set) as evidence:
        found = evidence.between(
            a, b, level=level, directed=arguments.directed, arena=arguments.arena, month=arguments.month, sign=sign,
            class_=class_, most=arguments.most or None,
        )  # fmt: skip
    if form == "json":
        rows = [{**row, "first_day": str(row["first_day"]), "last_day": str(row["last_day"])} for row in found.rows]
        content = {"a": a, "b": b, "data_set": data_set.name, "total": found.total, "rows": rows}
        write_out(json.dumps(content, indent=2, ensure_ascii=False) + "\n", arguments.output)
        return 0 if found.total else 1
    count = f"{found.total:,} {'row' if found.total == 1 else 'rows'}"
    lines = [f"{labels.get(a, a)} and {labels.get(b, b)} in '{data_set.name}': {count}"]
    if found.rows:
        lines.append("\t".join(["date", *_SHOWN, "row"]))
    for row in found.rows:
        cells = [in_line(str(row[name])) if row[name] is not None else "" for name in _SHOWN]
        lines.append(
            "\t".join([shown(row["first_day"], row["last_day"]), *cells, f"{in_line(row['file'])}:{row['line']}"])
        )
    write_out("\n".join(lines) + "\n", arguments.output)
    return 0 if found.total else 1


def _data_set(home: Home, name: str | None) -> DataSet:
    from kgraph.errors import InputError
    from kgraph.events.manifest import data_sets, open_data_set

    if name is not None:
        return open_data_set(home, name)
    known = data_sets(home)
    if len(known) != 1:
        which = f"several: {', '.join(known)}; say which with --events" if known else "none; run 'kgraph import' first"
        raise InputError(f"imported data sets: {which}")
    return open_data_set(home, known[0])


def _register(home: Home) -> Mapping[str, Actor]:
    from kgraph.store.embedded import EmbeddedStore
    from kgraph.store.read import read_actors

    record = EmbeddedStore()
    record.load_file(home.record / "actors.ttl")
    return read_actors(record)


def _sign(given: str | None) -> int | None:
    if given is None:
        return None
    words = {"+": 1, "1": 1, "+1": 1, "cooperation": 1, "-": -1, "-1": -1, "conflict": -1}
    if given in words:
        return words[given]
    from kgraph.errors import UnknownName

    raise UnknownName("sign", given, ("+", "-"))


def _is_month(text: str) -> bool:
    year, dash, month = text.partition("-")
    digits = text.isascii() and year.isdigit() and len(year) == 4
    return digits and (not dash or (month.isdigit() and len(month) == 2 and 1 <= int(month) <= 12))
