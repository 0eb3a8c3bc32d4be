"""Ctrl-C that comes where Python drops it is told at the next step."""

import signal
import threading
from collections.abc import Iterator

import pytest

from kgraph.events.interrupts import Interrupts


class Interrupted:
    """Something in whose destructor Ctrl-C comes."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """Ctrl-C as Python begins with it, also where the tests run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_in_a_destructor_is_told_at_the_next_check() -> None:
    with Interrupts() as interrupts:
        interrupts.check()
        thing = Interrupted()
        del thing
        with pytest.raises(KeyboardInterrupt):
            interrupts.check()


def test_an_interrupt_elsewhere_comes_at_once_and_afterwards_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), Interrupts():
        signal.raise_signal(signal.SIGINT)
    assert before is signal.getsignal(signal.SIGINT)


def test_where_it_is_ignored_it_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interrupts() as interrupts:
            signal.raise_signal(signal.SIGINT)
            interrupts.check()
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_than_the_main_one_can_import() -> None:
    told: list[bool] = []

    def work() -> None:
        with Interrupts() as interrupts:
            interrupts.check()
            told.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told == [True]
