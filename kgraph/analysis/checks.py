"""What may name an actor, weigh a tie, count or limit something, in data and arguments that others give."""

from __future__ import annotations

from fractions import Fraction
from numbers import Real
from operator import index

from kgraph.errors import InputError, in_line

_MOST_DIGITS = 300


def fault_of_name(value: object, text: bool = True) -> str:
    """Return what is wrong with a name, or nothing; ``text`` says whether only text is a name."""
    # NaN of Python and numpy, NaT and NA of pandas: what tables hold where nothing is.
    if value is None or (not isinstance(value, str) and str(value) in ("nan", "NaN", "NaT", "<NA>")):
        return "a name is missing"
    if not str(value).strip():
        return "a name is empty"
    return f"{in_line(repr(value))} is no text" if text and not isinstance(value, str) else ""


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


def whole(value: object, what: str, least: int) -> int:
    """Return a whole number, one of numpy too.

    Raises:
        InputError: if it is none (also True, 3.0 or '3'), or below ``least``.
    """
    try:
        found = None if isinstance(value, bool) else index(value)  # type: ignore[arg-type]
    except TypeError:
        found = None
    if found is None or found < least:
        raise InputError(f"{what}: {in_line(repr(value))} is no whole number from {least} on")
    return found


def real(value: object, what: str, unit: str = "") -> float:
    """Return a number from 0 on, infinity too; ``unit`` is what it counts, for the message.

    Raises:
        InputError: if it is none (also True or '3'), NaN or negative.
    """
    fits = isinstance(value, Real) and not isinstance(value, bool)
    if not fits or not (found := float(value)) >= 0:  # type: ignore[arg-type]
        raise InputError(f"{what}: {in_line(repr(value))} is no number{unit and f' of {unit}'} from 0 on")
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
