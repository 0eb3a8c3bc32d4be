"""What all pictures share: colours, an empty figure, windows as an axis, and how a figure is written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COOPERATION, CONFLICT = "#0072B2", "#D55E00"
FORMATS: tuple[str, ...] = ("pdf", "png", "svg")
_MOST_LABELS = 12


def figure_of(width: float, height: float, rows: int = 1) -> tuple[Figure, list[Axes]]:
    """Return an empty figure, in inches, and its axes one above the other, which share what runs from left to right.

    Raises:
        InputError: if matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise InputError(
            "pictures need matplotlib; install kgraph with the extra: pip install 'kgraph[plots]'"
        ) from None
    # Without pyplot, so that nothing is kept and no window opens.
    figure = Figure(figsize=(width, height), layout="constrained")
    every = [axes for row in figure.subplots(rows, 1, sharex=True, squeeze=False) for axes in row]
    for axes in every:
        axes.spines[["top", "right"]].set_visible(False)
    return figure, every


def mark_windows(axes: Axes, labels: Sequence[str], changes: Sequence[int], named: bool = True) -> None:
    """Name some of the windows, window n being from n - 1/2 to n + 1/2, and mark where a new level begins.

    ``named``: whether the key says so.
    """
    for number, change in enumerate(changes):
        label = "new level begins" if named and number == 0 else None
        axes.axvline(change - 0.5, color="black", linewidth=0.8, linestyle="dotted", label=label)
    shown = range(0, len(labels), -(-len(labels) // _MOST_LABELS) or 1)
    axes.set_xticks(list(shown), [labels[place] for place in shown], rotation=45, ha="right")
    # Months have a hyphen: 2020-02.
    axes.set_xlabel("month" if any("-" in label for label in labels) else "year")


def key_below(figure: Figure, axes: Axes, columns: int) -> None:
    """Write the key to what is drawn below the picture, if anything was given a name."""
    handles, names = axes.get_legend_handles_labels()
    if handles:
        figure.legend(handles, names, loc="outside lower center", ncols=columns, frameon=False, fontsize="small")


def save(figure: Figure, path: Path) -> None:
    """Write a figure as PDF, PNG or SVG, by the ending of the path; the same figure gives the same bytes.

    Raises:
        InputError: if the ending is another one, or the path cannot be written.
    """
    import matplotlib as mpl

    from kgraph.files import write_output

    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise InputError(f"{path}: pictures are written as {', '.join(FORMATS)}; give the file such an ending")
    out = io.BytesIO()
    # Neither the day of writing nor random ids; fonts that journals can embed.
    dateless = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {}}[form]
    with mpl.rc_context({"svg.hashsalt": "kgraph", "pdf.fonttype": 42}):
        figure.savefig(out, format=form, dpi=300, metadata=dateless)
    write_output(path, out.getvalue())
