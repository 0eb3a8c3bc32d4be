"""`kgraph import`: event and dyad tables, by a mapping."""

from __future__ import annotations

import argparse

from kgraph.cli.parser import add_home, choice, whole_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgraph.events.manifest import FileAccount
    from kgraph.events.preview import Preview


# What shells expect of a command that Ctrl-C ended.
_INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("mapping", metavar="MAPPING", help="a name of data/mappings/ such as icews18, or a file")
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="the table's files, also as a pattern such as 'events-*.tab'"
    )
    add_home(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing; show the first rows as claims, and what is not known"
    )
    parser.add_argument(
        "--max-errors",
        type=whole_number,
        default=0,
        metavar="N",
        help="go on with up to N refused rows, kept with their reasons in rejects.tsv (default 0)",
    )
    parser.add_argument("--engine", default="duckdb", metavar="ENGINE", help="duckdb (default) or spark")
    parser.add_argument(
        "--anew", action="store_true", help="begin the data set anew; else the files are added to what is there"
    )


def run(arguments: argparse.Namespace) -> int:
    """Import, or show what an import would do."""
    from kgraph.cli.watching import Watched
    from kgraph.events.engines import ENGINES
    from kgraph.events.files import find_files
    from kgraph.events.importing import import_table
    from kgraph.events.mapping import find_mapping, read_mapping
    from kgraph.events.progress import Step
    from kgraph.home import find_home
    from kgraph.store.record import load_ontology
    from kgraph.store.words import read_vocabulary

    engine = choice("engine", arguments.engine, ENGINES)
    home = find_home(arguments.home)
    mapping = read_mapping(find_mapping(home, arguments.mapping), read_vocabulary(load_ontology(home)))
    files = find_files(arguments.files)
    if arguments.dry_run:
        from kgraph.events.preview import preview

        with Watched() as watched:
            seen = preview(home, mapping, files, say=watched)
        _show(seen)
        return 0
    with Watched() as watched:
        done = import_table(
            home,
            mapping,
            files,
            max_errors=arguments.max_errors,
            engine_name=engine,
            anew=arguments.anew,
            say=watched,
        )
        found = done.data_set
        if done.new:
            from kgraph.events.rdf import make_store

            watched(Step("filling the store for questions"))
            try:
                make_store(home, found)
            except KeyboardInterrupt:
                told = f"interrupted; '{found.name}' is imported, and its store is filled when it is first asked"
                watched(Step(told))
                return _INTERRUPTED
    if not done.new:
        print(f"{found.name}: nothing to do; all files given are in it already (--anew reads them again)")
    print("\n".join(account_table(found.files)))
    rule = "counted as one event" if found.one_a_day else "counted one by one"
    print(f"reports of one code between the same two on one day: {rule} ({mapping.form.one_a_day.why})")
    print(f"data set '{found.name}' is in {found.folder}")
    return 0


def account_table(files: Sequence[FileAccount]) -> list[str]:
    """Return the account of files as lines: all rows, and what became of each."""
    from kgraph.events.manifest import total

    rules = total(files).dropped
    head = ["file", "rows", "claims", *(f"left out: {rule}" for rule in rules), "refused"]
    rows = [head]
    for one in [*files, *([total(files)] if len(files) > 1 else [])]:
        counts = [one.rows, one.claims, *(one.dropped.get(rule, 0) for rule in rules), one.refused]
        rows.append([one.file, *(f"{count:,}" for count in counts)])
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]


def _show(found: Preview) -> None:
    from kgraph.errors import in_line
    from kgraph.events.dates import shown

    print("The first rows as claims:")
    signs = {1: "+", -1: "-"}
    for row in found.claims:
        when, sign = shown(row["first_day"], row["last_day"]), signs.get(row["sign"], "0")
        who, whom = (f"{in_line(row[f'{end}_text'])} ({row[end]})" for end in ("agent", "target"))
        print(f"  {when}  {sign} {who} {row['relation'] or 'no tie'} [{row['arena']}, {row['class']}] {whom}")
    if not found.claims:
        print("  none")
    if found.refused:
        print("\nWould be refused:")
        for unread in found.refused:
            others = f" (and {unread.others:,} other texts)" if unread.others else ""
            rows = f"{unread.rows:>9,} {'row' if unread.rows == 1 else 'rows'}"
            print(f"  {rows}, first {unread.text}: {unread.why}{others}")
        if found.kinds > len(found.refused):
            print(f"  and {found.kinds - len(found.refused):,} more kinds of faults, each in no more rows")
    resolved = found.names - found.unresolved_in_all
    print(f"\nNames: {found.names:,}, of which {resolved:,} are known actors or parts of known states.")
    if found.unresolved:
        print(
            "Most frequent of the others; each stays in as itself. To say who one is, add it to data/actors.yaml and "
            "run 'kgraph build':"
        )
        for unread in found.unresolved:
            print(f"  {unread.rows:>9,} {'row' if unread.rows == 1 else 'rows'}  {in_line(unread.text)}")
    print("\nPairs of states that would be first in 'kgraph rank --by volume' (cooperation : conflict):")
    for pair in found.pairs:
        counts = "; ".join(
            f"{kind} {pair[f'{kind}_positive']:,} : {pair[f'{kind}_negative']:,}" for kind in ("material", "verbal")
        )
        print(f"  {pair['a']} and {pair['b']}: {counts}")
    if not found.pairs:
        print("  none; no two states have both")
    print("\nAccount:")
    print("\n".join(account_table(found.accounts)))
