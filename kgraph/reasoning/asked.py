"""From what a user asks for, in texts, to a view: dates read, names resolved."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from kgraph.dates import Window, hull, parse_window
from kgraph.errors import InputError, UnknownName, together
from kgraph.reasoning.view import DEFAULT_POLICY, HOLDS, WITHOUT, View, policy_named

if TYPE_CHECKING:
    from kgraph.model import Claim
    from kgraph.names import Names


def view_of(
    policy: str = DEFAULT_POLICY,
    as_of: str | None = None,
    since: str | None = None,
    until: str | None = None,
    prefer: Iterable[str] = (),
    without: Iterable[str] = (),
    holds: str = HOLDS[0],
) -> View:
    """Return the view; speakers and what is left out are still as the user wrote them.

    Raises:
        InputError: on an unknown policy or kind, on a date that is none or runs backwards, or on two kinds of time.
    """
    chosen, window, certainly, *left_out = together(
        lambda: policy_named(policy),
        lambda: _window(as_of, since, until),
        lambda: _certainly(holds),
        *(partial(_left_out, text) for text in without),
    )
    return View(
        policy=chosen,
        window=window,
        preferred=tuple(prefer),
        without=tuple(left_out),
        spanning=since is not None or until is not None,
        certainly=certainly,
    )


def _certainly(holds: str) -> bool:
    if holds not in HOLDS:
        raise UnknownName("way to hold", holds, HOLDS)
    return holds == "certainly"


def _window(as_of: str | None, since: str | None, until: str | None) -> Window | None:
    if as_of is not None and (since is not None or until is not None):
        raise InputError("--as-of and --from/--to are two ways to ask about time; give one of them")
    if as_of is not None:
        return parse_window(as_of)
    if since is None and until is None:
        return None
    window = Window(
        parse_window(since).first if since is not None else None,
        parse_window(until).last if until is not None else None,
    )
    if window.first and window.last and window.first > window.last:
        raise InputError(f"the time from {since} to {until} runs backwards; put the earlier date first")
    return window


def _left_out(text: str) -> tuple[str, str]:
    kind, mark, name = text.partition(":")
    if not mark or not name:
        raise InputError(f"'{text}' says not what to leave out; write one of {', '.join(f'{k}:NAME' for k in WITHOUT)}")
    if kind not in WITHOUT:
        raise UnknownName("kind", kind, WITHOUT)
    return kind, name


def time_asked(as_of: str | None, since: str | None, until: str | None) -> str | None:
    """Return the time that is asked about as an EDTF date or interval, or None for any time."""
    return as_of if since is None and until is None else f"{since or '..'}/{until or '..'}"


def resolved(view: View, actors: Names, speakers: Names, sources: Iterable[str], claims: Iterable[str]) -> View:
    """Return the view with local names in place of what the user wrote; ``speakers`` are those with a claim.

    Raises:
        UnknownName: with the nearest names; all faults at once.
    """
    known = {"source": list(sources), "claim": list(claims)}

    def named(kind: str, text: str) -> str:
        if kind in known:
            name = text.removeprefix(f"{kind}:")
            if name not in known[kind]:
                raise UnknownName(kind, name, known[kind])
            return name
        return actors.resolve(text) if kind == "actor" else speakers.resolve(text)

    def heard(text: str) -> str:
        try:
            return actors.resolve(text)
        except UnknownName:
            # Whoever is named says something, so that only those are suggested who do.
            return speakers.resolve(text)

    preferred = [partial(heard, text) for text in view.preferred]
    left_out = [partial(named, kind, text) for kind, text in view.without]
    found = together(*preferred, *left_out)
    names = found[len(preferred) :]
    without = tuple((kind, name) for (kind, _), name in zip(view.without, names, strict=True))
    return view._replace(preferred=tuple(found[: len(preferred)]), without=without)


def nothing_holds(window: Window, claims: Iterable[Claim]) -> InputError:
    """Return the fault of asking about a time in which no claim holds."""
    around = hull(claim.extent for claim in claims)
    asked = " to ".join(day.isoformat() if day else "any day" for day in window)
    known = " to ".join(day.isoformat() if day else "an open day" for day in around[:2])
    return InputError(f"nothing holds from {asked}: the claims lie from {known}; ask about another time")
