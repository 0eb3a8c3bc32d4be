"""Signed multigraphs, which keep every tie, and the named ways to reduce one to a signed graph.

Most methods for signed networks want one sign for each pair. Which of several ties decides it is a choice that changes
the answer, so here it is the caller's, by name (`RULES`), and the reduced graph says what the rule did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple

from kgraph.dates import Extent, Window, parse_extent
from kgraph.errors import InputError, UnknownName, in_line

if TYPE_CHECKING:
    import networkx

Pair = tuple[str, str]

_MOST_DIGITS = 300

RULES: Mapping[str, str] = {
    "drop": "a pair with both signs is left out",
    "positive": "a pair with both signs counts as positive",
    "negative": "a pair with both signs counts as negative",
    "latest": "a pair with both signs has the sign of its latest tie",
    "majority": "a pair with both signs has the sign that weighs more",
    "both": "a pair with both signs has two edges, one of each",
}


class Tie(NamedTuple):
    """One positive (1) or negative (-1) tie of two actors, undirected for what follows.

    ``weight`` is exact and above 0. ``arenas`` are names, ``extent`` says when it may and must have held (all None:
    not dated), ``name`` is the claim, derivation or row that it comes from.
    """

    a: str
    b: str
    sign: int
    weight: Fraction = Fraction(1)
    arenas: tuple[str, ...] = ()
    extent: Extent = Extent()
    name: str = ""

    @property
    def pair(self) -> Pair:
        """The two actors, by name."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)


class Edge(NamedTuple):
    """An edge of a signed graph; ``a`` before ``b`` by name, ``weight`` exact and above 0."""

    a: str
    b: str
    sign: int
    weight: Fraction = Fraction(1)


class Ambivalent(NamedTuple):
    """A pair with both signs, and what each weighs."""

    a: str
    b: str
    positive: Fraction
    negative: Fraction


class SignedGraph(NamedTuple):
    """Actors and signed edges, by name; at most one edge of each sign a pair.

    ``rule`` is the one that made it. ``ambivalent`` are the pairs that had both signs before, ``undecided`` those of
    them that the rule could not decide (the two latest ties on one day, or equal weights) and that are left out.
    """

    actors: tuple[str, ...]
    edges: tuple[Edge, ...]
    rule: str = "both"
    ambivalent: tuple[Ambivalent, ...] = ()
    undecided: tuple[Pair, ...] = ()


class SignedMultigraph(NamedTuple):
    """Actors, and all ties between them with their signs: none overwrites another."""

    actors: tuple[str, ...]
    ties: tuple[Tie, ...]

    def by_pair(self) -> dict[Pair, list[Tie]]:
        """Return the ties of each pair that has any, by name."""
        found: dict[Pair, list[Tie]] = {}
        for tie in self.ties:
            found.setdefault(tie.pair, []).append(tie)
        return dict(sorted(found.items()))

    def ambivalent(self) -> tuple[Ambivalent, ...]:
        """Return the pairs with both signs, by name."""
        found = []
        for (a, b), ties in self.by_pair().items():
            positive, negative = weights(ties)
            if positive and negative:
                found.append(Ambivalent(a, b, positive, negative))
        return tuple(found)

    def within(self, arena: str | None = None, window: Window | None = None) -> SignedMultigraph:
        """Return the ties of an arena that possibly hold in a window; the actors stay.

        Raises:
            UnknownName: if no tie is in such an arena.
        """
        if arena is not None and arena not in (known := self.arenas()):
            raise UnknownName("arena", str(arena), known)
        kept = (
            tie
            for tie in self.ties
            if (arena is None or arena in tie.arenas) and (window is None or window.may_hold(tie.extent))
        )
        return self._replace(ties=tuple(kept))

    def arenas(self) -> tuple[str, ...]:
        """Return the arenas of all ties, by name."""
        return tuple(sorted({arena for tie in self.ties for arena in tie.arenas}))

    def reduce(self, rule: str) -> SignedGraph:
        """Return a signed graph with, save under the rule ``both``, one sign for each pair.

        The weight of an edge is the sum of the weights of its ties of that sign. `RULES` says what each rule does.

        Raises:
            UnknownName: if there is no such rule.
        """
        if rule not in RULES:
            raise UnknownName("rule of reduction", rule, RULES)
        edges: list[Edge] = []
        undecided: list[Pair] = []
        for (a, b), ties in self.by_pair().items():
            positive, negative = weights(ties)
            found = [Edge(a, b, sign, weight) for sign, weight in ((1, positive), (-1, negative)) if weight]
            if len(found) == 2 and rule != "both":
                sign = _decided(rule, ties, positive, negative)
                found = [edge for edge in found if edge.sign == sign]
                if sign is None and rule != "drop":
                    undecided.append((a, b))
            edges.extend(found)
        return SignedGraph(self.actors, tuple(edges), rule, self.ambivalent(), tuple(undecided))


def weights(ties: Iterable[Tie]) -> tuple[Fraction, Fraction]:
    """Return the weight of the positive and of the negative ties."""
    found = {1: Fraction(0), -1: Fraction(0)}
    for tie in ties:
        found[tie.sign] += tie.weight
    return found[1], found[-1]


def multigraph(ties: Iterable[Tie], actors: Iterable[str] = ()) -> SignedMultigraph:
    """Return the signed multigraph of ties; ``actors`` names also those without any.

    A weight that is a float means the decimal that it prints as, so that 0.1 is a tenth.

    Raises:
        InputError: one line for each tie without two names, of an actor to itself, sign that is neither 1 nor -1, or
            weight that is no finite number above 0.
    """
    kept = []
    faults = []
    for number, tie in enumerate(ties, start=1):
        place = f"tie {number}" if not tie.name else f"tie '{in_line(tie.name)}'"
        unnamed = [fault for end in (tie.a, tie.b) if (fault := _unnamed(end))]
        if unnamed:
            faults.append(f"{place}: {unnamed[0]}; name both actors")
            continue
        missing = [fault for arena in tie.arenas if (fault := _unnamed(arena))]
        if missing:
            faults.append(f"{place}: an arena: {missing[0]}; name the arena or leave it out")
        if tie.a == tie.b:
            faults.append(f"{place}: '{in_line(tie.a)}' is tied to itself; name two different actors or remove it")
        if tie.sign not in (1, -1):
            faults.append(f"{place}: the sign {tie.sign} is neither 1 nor -1; leave neutral ties out")
        try:
            weight = exact_weight(tie.weight, place, "give the sign apart, or remove the tie")
        except InputError as error:
            faults.extend(error.faults)
            continue
        kept.append(tie if weight is tie.weight else tie._replace(weight=weight))
    if faults:
        raise InputError(faults)
    others = set(actors)
    if faults := [f"actors: {fault}; name every actor" for name in others if (fault := _unnamed(name))]:
        raise InputError(faults[:1])
    ends = {end for tie in kept for end in (tie.a, tie.b)}
    ordered = sorted(kept, key=lambda tie: (tie.pair, tie.name, -tie.sign, tie.weight))
    return SignedMultigraph(tuple(sorted(ends | others)), tuple(ordered))


def exact_weight(value: object, place: str = "weight", remedy: str = "give the sign in its own column") -> Fraction:
    """Return a weight without rounding; a float means the decimal that it prints as, so that 0.1 is a tenth.

    ``remedy`` is what to do about a weight that is not above 0.

    Raises:
        InputError: if it is no number, NaN, infinite, zero or negative.
    """
    # Those of numpy are numbers too.
    if isinstance(value, bool) or not isinstance(value, Real | str):
        raise InputError(f"{place}: '{in_line(str(value))}' is no number; give a weight above 0")
    try:
        found = value if isinstance(value, Fraction) else exact_number(str(value))
    except (ValueError, ZeroDivisionError):
        raise InputError(f"{place}: '{in_line(str(value))}' is no finite number; give a weight above 0") from None
    if found <= 0:
        raise InputError(f"{place}: the weight {in_line(str(value))} is not above 0; {remedy}")
    return found


def exact_number(text: str) -> Fraction:
    """Return what a text says without rounding: ``0.1``, ``1/10`` or ``1e-1``.

    Raises:
        ValueError: if it is no number, or one with hundreds of digits.
        ZeroDivisionError: if it divides by 0.
    """
    exponent = text.lower().partition("e")[2]
    # 1e999999999 is short to write and takes all memory.
    if len(text) > _MOST_DIGITS or (exponent and abs(int(exponent)) > _MOST_DIGITS):
        raise ValueError(f"more than {_MOST_DIGITS} digits")
    return Fraction(text)


def from_table(rows: Iterable[Mapping[str, Any]], place: str = "row") -> SignedMultigraph:
    """Return the signed multigraph of a table, a mapping for each row; a pair may have any number of rows.

    Columns: ``a`` and ``b`` (names), ``sign`` (1 or -1; also + and -), and, where they are known, ``weight`` (above 0;
    default 1), ``arena`` and ``time`` (EDTF). Other columns are refused, since a misspelt one would change nothing.

    Raises:
        InputError: one line for each fault, with the number of its row.
    """
    ties: list[Tie] = []
    faults: list[str] = []
    for number, row in enumerate(rows, start=1):
        try:
            ties.append(_row(row, f"{place} {number}"))
        except InputError as error:
            faults.extend(
                line if line.startswith(f"{place} {number}") else f"{place} {number}: {line}" for line in error.faults
            )
    if faults:
        raise InputError(faults)
    return multigraph(ties)


def from_networkx(graph: networkx.Graph[Any], sign: str = "sign", weight: str = "weight") -> SignedMultigraph:
    """Return the signed multigraph of a networkx graph of any kind; an edge's data hold its sign and its weight.

    Nodes become actors by ``str``. ``sign`` and ``weight`` name the data; without a weight an edge weighs 1. ``arenas``
    (text, several joined by `` | ``) and ``when`` (EDTF) are taken where they are there, as `Graph.to_networkx` writes
    them; pass ``sign="polarity"`` for its graphs, whose neutral edges (0) are left out.

    Raises:
        InputError: one line for each edge without a sign, with a bad one, with a bad weight, or to itself.
    """
    ties: list[Tie] = []
    faults: list[str] = []
    for number, (a, b, data) in enumerate(graph.edges(data=True), start=1):
        place = f"edge {number} ({in_line(str(a))} to {in_line(str(b))})"
        if data.get(sign) == 0 and sign == "polarity":
            continue
        row = {"a": a, "b": b, "sign": data.get(sign), "time": data.get("when")}
        if weight in data:
            row["weight"] = data[weight]
        try:
            tie = _row(row, place)
        except InputError as error:
            faults.extend(error.faults)
            continue
        listed = data.get("arenas")
        if listed not in (None, "") and (fault := _unnamed(listed)):
            faults.append(f"{place}: arenas: {fault}; name the arenas or leave them out")
            continue
        arenas = tuple(name for name in (listed or "").split(" | ") if name)
        ties.append(tie._replace(arenas=arenas, name=place))
    if faults:
        raise InputError(faults)
    for number, node in enumerate(graph.nodes, start=1):
        if fault := _unnamed(node, text=False):
            raise InputError(f"node {number}: {fault}; name every actor")
    return multigraph(ties, (str(node).strip() for node in graph.nodes))


_COLUMNS = ("a", "b", "sign", "weight", "arena", "time")
_SIGNS = {"1": 1, "+1": 1, "+": 1, "-1": -1, "-": -1, "−1": -1, "−": -1}


def _row(row: Mapping[str, Any], place: str) -> Tie:
    for column in row:
        if column not in _COLUMNS:
            raise UnknownName("column", str(column), _COLUMNS, place)
    for column in ("a", "b"):
        if fault := _unnamed(row.get(column), text=False):
            raise InputError(f"{place}: column '{column}': {fault}; name both actors")
    a, b = (str(row[column]).strip() for column in ("a", "b"))
    if a == b:
        raise InputError(f"{place}: '{in_line(a)}' is tied to itself; name two different actors or remove the row")
    given = row.get("sign")
    sign = _SIGNS.get(str(int(given) if isinstance(given, float) and given.is_integer() else given).strip())
    if sign is None or isinstance(given, bool):
        raise InputError(f"{place}: the sign '{in_line(str(given))}' is neither 1 nor -1; leave neutral ties out")
    weight = row.get("weight")
    arena, time = row.get("arena"), row.get("time")
    if arena not in (None, "") and (fault := _unnamed(arena)):
        raise InputError(f"{place}: column 'arena': {fault}; name the arena or leave it empty")
    try:
        extent = parse_extent(str(time)) if time not in (None, "") else Extent()
    except InputError as error:
        raise InputError(f"{place}: {error}") from None
    return Tie(
        a,
        b,
        sign,
        exact_weight(weight, place) if weight not in (None, "") else Fraction(1),
        (str(arena),) if arena not in (None, "") else (),
        extent,
        place,
    )


def _unnamed(value: object, text: bool = True) -> str:
    """Return what is wrong with a name, or nothing; ``text`` says whether only text is a name."""
    # NaN of Python and numpy, NaT and NA of pandas: what tables hold where nothing is.
    if value is None or (not isinstance(value, str) and str(value) in ("nan", "NaN", "NaT", "<NA>")):
        return "a name is missing"
    if not str(value).strip():
        return "a name is empty"
    return f"{in_line(repr(value))} is no text" if text and not isinstance(value, str) else ""


def _decided(rule: str, ties: Sequence[Tie], positive: Fraction, negative: Fraction) -> int | None:
    """Return the sign that a rule gives to a pair with both, or None if it gives none."""
    if rule == "positive":
        return 1
    if rule == "negative":
        return -1
    if rule == "majority" and positive != negative:
        return 1 if positive > negative else -1
    # A tie without any date may be the latest or the first: it leaves the pair undecided.
    if rule == "latest" and all(tie.extent != Extent() for tie in ties):
        last = {sign: max((_last(tie) for tie in ties if tie.sign == sign), default=None) for sign in (1, -1)}
        if last[1] is not None and last[-1] is not None and last[1] != last[-1]:
            return 1 if last[1] > last[-1] else -1
    return None


def _last(tie: Tie) -> tuple[date, date]:
    """Return the last day on which a tie possibly holds, then the last on which it certainly does."""
    return tie.extent.latest or date.max, tie.extent.certain_until or date.min
