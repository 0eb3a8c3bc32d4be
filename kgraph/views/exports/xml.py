"""What XML cannot hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgraph.errors import InputError

if TYPE_CHECKING:
    import networkx

# XML 1.0, section 2.2; a carriage return is legal, but readers turn it into a line feed.
_ILLEGAL = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def check_characters(network: networkx.MultiDiGraph[str]) -> None:
    """Accept a network whose texts come back from XML unchanged.

    Raises:
        InputError: one line for every text that does not.
    """
    entries = [(f"actor '{name}'", data) for name, data in network.nodes(data=True)]
    entries += [(f"claim '{key}'", data) for _, _, key, data in network.edges(keys=True, data=True)]
    faults = [
        f"{entry}: '{name}' holds the character U+{ord(found.group()):04X}, which XML cannot hold; remove it"
        for entry, data in entries
        for name, value in data.items()
        if isinstance(value, str) and (found := _ILLEGAL.search(value))
    ]
    if faults:
        raise InputError(faults)
