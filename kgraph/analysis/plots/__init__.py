"""Pictures for a paper, each of what a function of `kgraph.analysis` returns as data. Need the extra ``plots``.

Colours are those of Okabe and Ito, which colour-blind readers tell apart; hatches and dashes tell the signs apart in
print.
"""

from kgraph.analysis.plots.canvas import FORMATS, save
from kgraph.analysis.plots.networks import draw_camps, draw_windows
from kgraph.analysis.plots.pairs import draw_profile, draw_timeline, draw_trend

__all__ = ["FORMATS", "draw_camps", "draw_profile", "draw_timeline", "draw_trend", "draw_windows", "save"]
