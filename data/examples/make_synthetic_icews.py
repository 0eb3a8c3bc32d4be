"""Writes synthetic-icews-events.tab: made-up events in the 20 columns of ICEWS; the same bytes every time.

Nothing in the table happened. Pairs, codes and days are drawn at random from fixed lists; event numbers start with 9.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

HEADER = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
# Code, ICEWS's text and score, and how often: talk is far more frequent than deeds.
EVENTS = (
    ("010", "Make statement", 0.0, 20), ("020", "Make an appeal or request", 3.0, 6),
    ("036", "Express intent to meet or negotiate", 4.0, 10),
    ("040", "Consult", 1.0, 14), ("042", "Make a visit", 1.9, 8), ("057", "Sign formal agreement", 8.0, 4),
    ("061", "Cooperate economically", 6.4, 4),
    ("062", "Cooperate militarily", 7.4, 2), ("072", "Provide military aid", 8.3, 1),
    ("111", "Criticize or denounce", -2.0, 12), ("112", "Accuse", -2.0, 8), ("130", "Threaten", -4.4, 4),
    ("163", "Impose embargo, boycott, or sanctions", -8.0, 3), ("190", "Use conventional military force", -10.0, 4),
)  # fmt: skip
ACTORS = (
    ("Russia", "NA", "Russian Federation"), ("Turkey", "NA", "Turkey"), ("United States", "NA", "United States"),
    ("China", "NA", "China"), ("India", "NA", "India"), ("Syria", "NA", "Syria"), ("Ukraine", "NA", "Ukraine"),
    ("Military (Russia)", "Military,Government", "Russian Federation"),
    ("Foreign Affairs (Turkey)", "Executive,Foreign Ministry,Government", "Turkey"),
    ("Citizen (Turkey)", "General Population / Civilian / Social,Social", "Turkey"),
    ("Vladimir Putin", "Executive,Executive Office,Government", "Russian Federation"),
    ("Recep Tayyip Erdoğan", "Executive,Executive Office,Government", "Turkey"),
    ("Norland", "NA", "NA"), ("Veria", "NA", "NA"),
)  # fmt: skip
COUNT, SEED = 2_000, 20180101


def text() -> str:
    """Return the table."""
    chance = random.Random(SEED)
    weights = [weight for *_, weight in EVENTS]
    lines = ["\t".join(HEADER)]
    rows: list[list[str]] = []
    for number in range(COUNT):
        if rows and chance.random() < 0.1:
            # Another report of an event that is there already.
            row = [*chance.choice(rows)]
        else:
            (one, sectors, country), (other, sectors_of_other, country_of_other) = chance.sample(ACTORS, 2)
            code, words, score, _ = chance.choices(EVENTS, weights)[0]
            day = date(2018, 1, 1) + timedelta(days=chance.randrange(365))
            row = ["", day.isoformat(), one, sectors, country, words, code, f"{score:g}", other, sectors_of_other]
            row += [country_of_other, "", "1", "Synthetic Agency", "NA", "NA", "NA", country, "NA", "NA"]
            rows.append(row)
        lines.append("\t".join([str(90_000_000 + number), *row[1:11], str(80_000_000 + number), *row[12:]]))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("synthetic-icews-events.tab").write_text(text(), encoding="utf-8")
