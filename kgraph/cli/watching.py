"""What long work shows on stderr: on a terminal a bar under the steps, elsewhere the steps alone."""

from __future__ import annotations

import sys
from contextlib import suppress
from types import TracebackType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType
    from rich.progress import Progress as Bar

    from kgraph.events.progress import Step


class Watched:
    """Tells the steps of what is done while it is entered."""

    def __init__(self) -> None:
        """Begin without a step."""
        self.step: Step | None = None
        self._bar: Bar | None = _bar(self) if sys.stderr.isatty() else None

    def __enter__(self) -> Watched:
        """Show the bar."""
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, step: Step) -> None:
        """Begin a step."""
        self.step = step
        line = f"kgraph: {step.text}"
        if self._bar is not None:
            for task in self._bar.task_ids:
                self._bar.remove_task(task)
            if not step.brief:
                self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
            self._bar.add_task(step.text, total=None)
        elif not step.brief:
            # Whoever stops listening does not stop the work.
            with suppress(BrokenPipeError):
                print(line, file=sys.stderr)


def _bar(watched: Watched) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    class Asking(Progress):
        """Asks the step how far it is whenever the bar is drawn."""

        def get_renderables(self) -> Iterable[RenderableType]:
            done = watched.step.done() if watched.step is not None else None
            for task in self.task_ids:
                self.update(task, total=None if done is None else 1.0, completed=done or 0.0)
            yield from super().get_renderables()

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    return Asking(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
