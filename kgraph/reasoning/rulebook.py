"""Reading the rules: the part of Nemo's rule language (Datalog with terms that are computed) that kgraph uses.

A rule is ``head, head :- atom, atom, ?x = MAX(?y, ?z), ?x <= ?y .``; arguments are variables (``?x``), ``_``, names
(``kg:rivalOf``), strings and whole numbers. https://knowsys.github.io/nemo-doc/ describes the whole language; what is
not read here (negation, aggregates, existential variables) is refused.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from kgraph.errors import InputError, in_line, nearest
from kgraph.namespaces import KG

FUNCTIONS = {"CONCAT", "MAX", "MIN", "STR", "SUM"}
COMPARISONS = {"=", "!=", "<", "<=", ">", ">="}
_SIGNS = {*COMPARISONS, ":-", "(", ")", ",", ".", "+"}
# These may stand next to anything; the others need blanks around them.
_TIGHT = "(),.+"
_Part = TypeVar("_Part")


class Variable(str):
    """A variable of a rule."""

    __slots__ = ()


class Call(NamedTuple):
    """A term that is computed: a function and its arguments."""

    function: str
    arguments: tuple["Term", ...]


Term = Variable | str | int | Call


class Atom(NamedTuple):
    """A predicate and its arguments; None stands for anything."""

    predicate: str
    arguments: tuple[Variable | str | int | None, ...]


class Comparison(NamedTuple):
    """Two terms and how they must compare; ``=`` with a new variable on the left gives it the value."""

    left: Term
    sign: str
    right: Term


class Rule(NamedTuple):
    """One rule and where it stands (``file:line``)."""

    place: str
    heads: tuple[Atom, ...]
    atoms: tuple[Atom, ...]
    comparisons: tuple[Comparison, ...]


def read_rules(folder: Path, given: Iterable[str], relations: Collection[str]) -> list[Rule]:
    """Read every ``.rls`` file of a folder; ``given`` names the predicates that hold from the start.

    Raises:
        InputError: with one line for every file that does not parse, and for every rule that names a relation or a
            predicate that does not exist, or a variable in its head or a comparison that no atom binds.
    """
    rules: list[Rule] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.rls")):
        try:
            found = list(_Reader(path, path.read_text(encoding="utf-8")).rules())
            if not found:
                faults.append(f"{path}: holds no rule; restore the file, or remove it")
            rules += found
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            faults.append(f"{path}:{line}: not UTF-8 (byte {error.start + 1}); save the file as UTF-8")
        except OSError as error:
            faults.append(f"{path}: cannot be read ({error.strerror}); restore the file")
        except InputError as error:
            faults += error.faults
    if not faults:
        faults = list(_faults(rules, set(given), relations))
    if faults:
        raise InputError(faults)
    return rules


@cache
def _kind(token: str) -> str | None:
    """Return what kind of token it is, or None for what no rule holds."""
    first = token[0]
    if first == "?" and token[1:].isidentifier():
        return "variable"
    if token == "_":
        return "any"
    if token.startswith("kg:"):
        return "name"
    if token.lstrip("-").isdecimal():
        return "number"
    if token in _SIGNS:
        return "sign"
    return "word" if token.isidentifier() else None


def variables(term: Term | None) -> Iterator[Variable]:
    """Return the variables in a term."""
    if isinstance(term, Variable):
        yield term
    elif isinstance(term, Call):
        for argument in term.arguments:
            yield from variables(argument)


class _Reader:
    """A recursive descent over the tokens of one file."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.tokens: list[tuple[str, str, int]] = []
        for number, line in enumerate(text.splitlines(), 1):
            if line and line[0] != "%":
                self._read(line, number)
        self.tokens.append(("end", "the end", self.tokens[-1][2] if self.tokens else 1))
        self.next = 0

    def _read(self, line: str, number: int) -> None:
        """Cut a line into tokens: a string is what stands between quotes, a comment what follows a percent sign."""
        parts = line.split('"')
        for place, part in enumerate(parts):
            if place % 2:
                self.tokens.append(("string", part, number))
                continue
            code, comment, _ = part.partition("%")
            for sign in _TIGHT:
                code = code.replace(sign, f" {sign} ")
            for token in code.split():
                if (kind := _kind(token)) is None:
                    raise self._fault(number, f"'{token}' is nothing that a rule may hold")
                self.tokens.append((kind, token, number))
            if comment:
                return
        if len(parts) % 2 == 0:
            raise self._fault(number, "a string is not closed")

    def rules(self) -> Iterator[Rule]:
        while self._peek()[0] != "end":
            place = f"{self.path}:{self._peek()[2]}"
            heads = self._listed(self._atom)
            body: list[Atom | Comparison] = []
            if self._is(":-"):
                body = self._listed(self._literal)
            self._expect(".")
            yield Rule(
                place,
                tuple(heads),
                tuple(part for part in body if isinstance(part, Atom)),
                tuple(part for part in body if isinstance(part, Comparison)),
            )

    def _listed(self, read: Callable[[], _Part]) -> list[_Part]:
        parts = [read()]
        while self._is(","):
            parts.append(read())
        return parts

    def _literal(self) -> Atom | Comparison:
        kind, text, _ = self._peek()
        if kind == "word" and text not in FUNCTIONS:
            return self._atom()
        left = self._sum()
        sign = self._take("sign", "a comparison")
        if sign not in COMPARISONS:
            raise self._unexpected("a comparison", back=1)
        return Comparison(left, sign, self._sum())

    def _atom(self) -> Atom:
        predicate = self._take("word", "the name of a predicate")
        self._expect("(")
        arguments = self._listed(self._argument)
        self._expect(")")
        return Atom(predicate, tuple(arguments))

    def _argument(self) -> Variable | str | int | None:
        if self._peek()[0] == "any":
            self.next += 1
            return None
        term = self._term()
        if isinstance(term, Call):
            raise self._unexpected("a variable or a value (compute it beforehand: ?x = …)", back=1)
        return term

    def _sum(self) -> Term:
        term = self._term()
        while self._is("+"):
            term = Call("SUM", (term, self._term()))
        return term

    def _term(self) -> Term:
        kind, text, _ = self._peek()
        self.next += 1
        if kind == "variable":
            return Variable(text)
        if kind == "name":
            return KG + text[3:]
        if kind == "string":
            return text
        if kind == "number":
            return int(text)
        if kind == "word" and text in FUNCTIONS:
            self._expect("(")
            arguments = self._listed(self._sum)
            self._expect(")")
            return Call(text, tuple(arguments))
        raise self._unexpected("a variable, a name, a string or a number", back=1)

    def _peek(self) -> tuple[str, str, int]:
        return self.tokens[self.next]

    def _is(self, sign: str) -> bool:
        kind, text, _ = self.tokens[self.next]
        if text != sign or kind != "sign":
            return False
        self.next += 1
        return True

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            raise self._unexpected(f"'{sign}'")

    def _take(self, kind: str, wanted: str) -> str:
        found, text, _ = self._peek()
        if found != kind:
            raise self._unexpected(wanted)
        self.next += 1
        return text

    def _unexpected(self, wanted: str, back: int = 0) -> InputError:
        self.next -= back
        _, text, line = self._peek()
        return self._fault(line, f"{wanted} expected, not '{text}'")

    def _fault(self, line: int, what: str) -> InputError:
        return InputError(f"{self.path}:{line}: {what}; mend the rule")


def _faults(rules: list[Rule], given: set[str], relations: Collection[str]) -> Iterator[str]:
    """Return what is wrong with rules that parse, a line each."""
    known = given | {head.predicate for rule in rules for head in rule.heads}
    sizes: dict[str, int] = {}
    users: dict[str, list[Rule]] = {}
    for rule in rules:
        for name in {atom.predicate for atom in (*rule.heads, *rule.atoms)} - known:
            users.setdefault(name, []).append(rule)
    for rule in rules:
        bound = {name for atom in rule.atoms for argument in atom.arguments for name in variables(argument)}
        bound |= {item.left for item in rule.comparisons if item.sign == "=" and isinstance(item.left, Variable)}
        used = [name for head in rule.heads for argument in head.arguments for name in variables(argument)]
        used += [name for item in rule.comparisons for term in (item.left, item.right) for name in variables(term)]
        for name in dict.fromkeys(used):
            if name not in bound:
                yield f"{rule.place}: nothing says what {name} is; name it in an atom of the rule's body"
        if any(None in head.arguments for head in rule.heads):
            yield f"{rule.place}: '_' in a head; name what it shall be"
        for atom in (*rule.heads, *rule.atoms):
            if atom.predicate not in known:
                # What several rules lack is said once, of the first of them.
                if rule is users[atom.predicate][0]:
                    others = len(users[atom.predicate]) - 1
                    more = f" (also in {others} more rule{'s' * (others > 1)})" if others else ""
                    near = nearest(atom.predicate, known)
                    guess = f"{_did_you_mean(near)} Else " if near else ""
                    remedy = f"{guess}no rule makes it and it is not given; add a rule that does, or restore its file"
                    yield f"{rule.place}: unknown predicate '{in_line(atom.predicate)}'{more}; {remedy}"
            elif sizes.setdefault(atom.predicate, len(atom.arguments)) != len(atom.arguments):
                yield f"{rule.place}: '{atom.predicate}' has {sizes[atom.predicate]} arguments elsewhere; mend the rule"
            for argument in atom.arguments:
                if isinstance(argument, str) and argument.startswith(KG) and argument[len(KG) :] not in relations:
                    near = [f"kg:{relation}" for relation in nearest(argument[len(KG) :], relations)]
                    remedy = _did_you_mean(near) if near else "see ontology/relations.ttl"
                    yield f"{rule.place}: unknown relation 'kg:{in_line(argument[len(KG) :])}'; {remedy}"


def _did_you_mean(near: Iterable[str]) -> str:
    return f"did you mean {' or '.join(repr(name) for name in near)}?"
