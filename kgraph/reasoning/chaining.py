"""Forward chaining: all that follows from given facts by rules, each fact found once (semi-naive evaluation).

The method is the textbook one (Abiteboul, Hull and Vianu, Foundations of Databases, 1995, chapter 13): every fact is
joined once with those known before it, through an index on the arguments that are bound by then.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import eq, ge, gt, itemgetter, le, lt, ne
from typing import NamedTuple

from kgraph.errors import InputError
from kgraph.reasoning.rulebook import Atom, Call, Comparison, Rule, Term, Variable, variables

Value = str | int
Fact = tuple[Value, ...]
Row = tuple[Value, ...]
_Key = Callable[[Row], Row]
# Far beyond what any of our data yields (15 facts for each that is given), and well below what memory holds.
MOST_FACTS = 5_000_000
MOST_OF_FEW, MOST_OF_EACH = 250_000, 100
LONGEST_TEXT = 10_000

_COMPARE: dict[str, Callable[[Value, Value], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_COMPUTE: dict[str, Callable[[list[Value]], Value]] = {
    "CONCAT": lambda values: _joined(values),
    "STR": lambda values: str(values[0]),
    "MAX": lambda values: max(values),
    "MIN": lambda values: min(values),
    "SUM": lambda values: sum(values),  # type: ignore[arg-type]
}


def chain(
    rules: Iterable[Rule], given: Mapping[str, Collection[Fact]], most: int | None = None
) -> dict[str, Mapping[Fact, None]]:
    """Return all facts by predicate, the given ones included, in the order in which they were found.

    Args:
        rules: the rules, as they were read.
        given: what holds from the start, by predicate.
        most: how many facts may be found; by default 100 for each that is given, at least 250,000, at most 5 million.

    Raises:
        InputError: naming the rule that was at work when more facts had been found, that makes texts without end, or
            that compares a word with a number.
    """
    if most is None:
        most = min(MOST_FACTS, max(MOST_OF_FEW, MOST_OF_EACH * sum(map(len, given.values()))))
    return _Chaining(rules, most).run(given)


_Rows = list[Row]
_Step = Callable[[_Rows], _Rows]
_Index = dict[object, list[Fact]]


class _Plan(NamedTuple):
    """How one rule is applied to new facts of one of its atoms."""

    place: str
    start: Callable[[Iterable[Fact]], _Rows]
    steps: list[_Step]
    heads: list[tuple[str, _Key]]


class _TooMany(Exception):
    """More rows than allowed."""


class _TooLong(Exception):
    """A longer text than allowed."""


def _joined(values: Iterable[Value]) -> str:
    text = "".join(map(str, values))
    if len(text) > LONGEST_TEXT:
        raise _TooLong
    return text


class _Chaining:
    def __init__(self, rules: Iterable[Rule], most: int) -> None:
        self.most = most
        self.count = 0
        self.facts: dict[str, dict[Fact, None]] = {}
        self.waiting: dict[str, list[Fact]] = {}
        self.applied: dict[str, list[Fact]] = {}
        self.indexes: dict[str, dict[tuple[int, ...], _Index]] = {}
        self.uses: dict[str, list[tuple[Rule, int]]] = {}
        self.plans: dict[tuple[int, int | None], _Plan] = {}
        self.order: dict[str, int] = {}
        self.facts_of_rules: list[Rule] = []
        for rule in rules:
            if not rule.atoms:
                self.facts_of_rules.append(rule)
            for number, atom in enumerate(rule.atoms):
                self.uses.setdefault(atom.predicate, []).append((rule, number))
            for atom in (*rule.atoms, *rule.heads):
                self.order.setdefault(atom.predicate, len(self.order))

    def run(self, given: Mapping[str, Iterable[Fact]]) -> dict[str, Mapping[Fact, None]]:
        for predicate, facts in given.items():
            self.order.setdefault(predicate, len(self.order))
            self._add(predicate, facts)
        for rule in self.facts_of_rules:
            self._apply(rule, None, [()])
        while self.waiting:
            # The earliest predicate first, so that a later one meets whole batches.
            predicate = min(self.waiting, key=self.order.__getitem__)
            fresh = self.waiting.pop(predicate)
            self.applied.setdefault(predicate, []).extend(fresh)
            for positions, index in self.indexes.get(predicate, {}).items():
                _enter(index, positions, fresh)
            for rule, number in self.uses.get(predicate, ()):
                if all(atom.predicate in self.applied for atom in rule.atoms):
                    self._apply(rule, number, fresh)
        return dict(self.facts)

    def _add(self, predicate: str, facts: Iterable[Fact]) -> None:
        known = self.facts.setdefault(predicate, {})
        fresh = []
        for fact in facts:
            if fact not in known:
                known[fact] = None
                fresh.append(fact)
        if fresh:
            self.waiting.setdefault(predicate, []).extend(fresh)
            self.count += len(fresh)

    def _apply(self, rule: Rule, number: int | None, fresh: list[Fact]) -> None:
        plan = self.plans.get((id(rule), number)) or self._plan(rule, number)
        try:
            rows = plan.start(fresh)
            for step in plan.steps:
                if not rows:
                    return
                rows = step(rows)
            for predicate, of_row in plan.heads:
                self._add(predicate, map(of_row, rows))
            if self.count > self.most:
                raise _TooMany
        except _TooMany:
            raise InputError(
                f"{rule.place}: this rule was at work when more than {self.most:,} facts had been found; "
                "narrow the rule, or ask for a shorter time"
            ) from None
        except _TooLong:
            raise InputError(
                f"{rule.place}: this rule makes texts of more than {LONGEST_TEXT:,} characters; let it come to an end"
            ) from None
        except TypeError:
            raise InputError(f"{rule.place}: counts or orders words as if they were numbers; mend the rule") from None

    def _plan(self, rule: Rule, number: int | None) -> _Plan:
        """Plan the rule for new facts of its atom of this number: the atoms with most bound arguments come first.

        A rule without atoms holds from the start: it has no number, and its plan begins with one row without values.
        """
        slots: dict[Variable, int] = {}
        start = list if number is None else _selection(rule.atoms[number], slots)
        atoms = [atom for other, atom in enumerate(rule.atoms) if other != number]
        comparisons = list(rule.comparisons)
        steps: list[_Step] = []
        while atoms or comparisons:
            ready = [item for item in comparisons if _ready(item, slots)]
            for item in ready:
                comparisons.remove(item)
                steps.append(_comparison(item, slots))
            if not ready and not atoms:
                raise InputError(f"{rule.place}: computes values from one another in a circle; mend the rule")
            if not ready:
                atom = max(atoms, key=lambda atom: _bound(atom, slots))
                atoms.remove(atom)
                steps.append(self._join(atom, slots))
        heads = [(head.predicate, _getter([_place(item, slots) for item in head.arguments])) for head in rule.heads]
        plan = self.plans[id(rule), number] = _Plan(rule.place, start, steps, heads)
        return plan

    def _join(self, atom: Atom, slots: dict[Variable, int]) -> _Step:
        """Extend each row by the facts that agree with it on what it has bound."""
        bound = [at for at, item in enumerate(atom.arguments) if item is not None and _is_bound(item, slots)]
        index = self._index(atom.predicate, tuple(bound))
        key = _key([_place(atom.arguments[at], slots) for at in bound])
        rest = Atom(atom.predicate, _unbound(atom, bound))
        adds = any(item is not None for item in rest.arguments)
        select = _selection(rest, slots)
        most = self.most

        def extend(rows: _Rows) -> _Rows:
            found: _Rows = []
            for row in rows:
                if facts := index.get(key(row)):
                    found += [row + new for new in select(facts)] if adds else [row]
                    if len(found) > most:
                        raise _TooMany
            return found

        return extend

    def _index(self, predicate: str, positions: tuple[int, ...]) -> _Index:
        indexes = self.indexes.setdefault(predicate, {})
        if positions not in indexes:
            _enter(indexes.setdefault(positions, {}), positions, self.applied.get(predicate, []))
        return indexes[positions]


def _enter(index: _Index, positions: tuple[int, ...], facts: Iterable[Fact]) -> None:
    key = _key(positions)
    for fact in facts:
        index.setdefault(key(fact), []).append(fact)


def _unbound(atom: Atom, bound: list[int]) -> tuple[Variable | str | int | None, ...]:
    return tuple(None if at in bound else item for at, item in enumerate(atom.arguments))


def _selection(atom: Atom, slots: dict[Variable, int]) -> Callable[[Iterable[Fact]], _Rows]:
    """Return the values of the atom's new variables in each fact that fits; ``slots`` learns where they will stand."""
    values: list[tuple[int, Value]] = []
    same: list[tuple[int, int]] = []
    first: dict[Variable, int] = {}
    for at, item in enumerate(atom.arguments):
        if isinstance(item, Variable):
            if item in first:
                same.append((at, first[item]))
            else:
                first[item] = at
                slots[item] = len(slots)
        elif item is not None:
            values.append((at, item))
    pick = _getter(list(first.values()))
    if not values and not same:
        return lambda facts: [pick(fact) for fact in facts]
    return lambda facts: [
        pick(fact)
        for fact in facts
        if all(fact[at] == value for at, value in values) and all(fact[at] == fact[other] for at, other in same)
    ]


def _comparison(item: Comparison, slots: dict[Variable, int]) -> _Step:
    right = _computed(item.right, slots)
    if item.sign == "=" and isinstance(item.left, Variable) and item.left not in slots:
        slots[item.left] = len(slots)
        return lambda rows: [(*row, right(row)) for row in rows]
    left, compare = _computed(item.left, slots), _COMPARE[item.sign]
    return lambda rows: [row for row in rows if compare(left(row), right(row))]


def _computed(term: Term, slots: Mapping[Variable, int]) -> Callable[[Row], Value]:
    if isinstance(term, Variable):
        return itemgetter(slots[term])
    if isinstance(term, Call):
        compute = _COMPUTE[term.function]
        if len(term.arguments) > 1 and all(isinstance(argument, Variable) for argument in term.arguments):
            pick = itemgetter(*(slots[name] for name in variables(term)))
            return lambda row: compute(pick(row))
        arguments = [_computed(argument, slots) for argument in term.arguments]
        return lambda row: compute([argument(row) for argument in arguments])
    return lambda _row: term


def _ready(item: Comparison, slots: Mapping[Variable, int]) -> bool:
    assigns = item.sign == "=" and isinstance(item.left, Variable)
    needed = [*variables(item.right), *(() if assigns else variables(item.left))]
    return all(name in slots for name in needed)


def _bound(atom: Atom, slots: Mapping[Variable, int]) -> tuple[int, int]:
    """Count the variables that are bound by now, then the constants: a constant alone ties the atom to no row."""
    known = sum(isinstance(item, Variable) and item in slots for item in atom.arguments)
    return known, sum(item is not None and not isinstance(item, Variable) for item in atom.arguments)


def _is_bound(item: Variable | str | int, slots: Mapping[Variable, int]) -> bool:
    return not isinstance(item, Variable) or item in slots


class _Constant(NamedTuple):
    """A value that stands in every row."""

    value: Value


def _place(item: Variable | str | int | None, slots: Mapping[Variable, int]) -> int | _Constant:
    if isinstance(item, Variable):
        return slots[item]
    assert item is not None
    return _Constant(item)


def _key(places: Sequence[int | _Constant]) -> Callable[[Row], object]:
    """Return the function that picks these places of a row to look facts up by: a value alone, or a tuple."""
    if len(places) == 1 and isinstance(places[0], int):
        return itemgetter(places[0])
    getter = _getter(places)
    return getter if len(places) > 1 or not places else lambda row: getter(row)[0]


def _getter(places: Sequence[int | _Constant]) -> _Key:
    """Return the function that picks these places of a row, as a tuple."""
    slots = [place for place in places if isinstance(place, int)]
    if len(slots) == len(places) and len(slots) > 1:
        return itemgetter(*slots)
    if len(slots) == len(places) and slots:
        only = slots[0]
        return lambda row: (row[only],)
    parts = [(place, None) if isinstance(place, int) else (-1, place.value) for place in places]
    return lambda row: tuple([row[at] if value is None else value for at, value in parts])
