"""Ctrl-C while libraries work: none is lost."""

from __future__ import annotations

import signal
import threading
from types import FrameType


class Interrupts:
    """Remembers Ctrl-C while it is entered.

    Python drops an interrupt that comes while a destructor runs, as those of Ibis often do; whoever calls `check`
    between two steps is interrupted then. In other threads than the main one, which get none, nothing changes.
    """

    def __init__(self) -> None:
        """Begin without one."""
        self._asked = False
        # Where Ctrl-C is ignored, as in the background, or handled by somebody else, it stays so.
        usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        self._listens = usual and threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Interrupts:
        """Begin to remember."""
        if self._listens:
            signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        """Let whoever listened before listen again."""
        if self._listens:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def check(self) -> None:
        """Raise KeyboardInterrupt if there was one that got lost."""
        if self._asked:
            raise KeyboardInterrupt

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
        raise KeyboardInterrupt
