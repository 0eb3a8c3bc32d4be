"""Conflict through third parties in coded events: one of a pair fights whom the other backs.

Derived, never coded, and only ever asked of one pair, or of the clients in one state: over all pairs such a join is
quadratic. The rule, for a backer B, an attacker A and a client C, where A and B count with those who act for them and
C stands for itself alone:

1. B does C more material good than harm, and A harms C in warfare more than it does C material good, in the whole time
   asked about: who strikes and feeds the same actor is no backer of it.
2. In at least one month (year, in yearly tables) both happen: B's material cooperation with C, in any arena but
   ``peace-making`` (truces are made with enemies), and A's material conflict against C in the arena ``warfare``. Only
   such months count, and each side needs at least ``least`` events in them.
3. C acts neither for A nor for B, and is an organised party: citizens, refugees and other population groups are
   nobody's client.

The clients in a state are the state, those who act for it, and the other parts of the country, its rebels among them.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kgraph.errors import InputError
from kgraph.events.duck import connect
from kgraph.events.engine import worded
from kgraph.events.manifest import DataSet

ARENA = "warfare"
_NO_BACKING = "peace-making"
LEAST = 2
_NO_PARTY = "PopulationGroup"


class Row(NamedTuple):
    """A row of the table that a premise rests on."""

    file: str
    line: int
    row_id: str
    first_day: date
    agent_text: str
    target_text: str
    code: str | None
    relation: str
    arena: str


class ThroughClient(NamedTuple):
    """A rivalry through a client: ``attacker`` fights whom ``backer`` backs, in the same ``months``.

    ``support`` and ``attacks`` are events in these months, and ``…_by_month`` of each of them in order. ``harm`` is how
    often the backer harmed the client, and ``good`` how often the attacker helped it, in the whole time. The rows are
    the premises, by day.
    """

    backer: str
    attacker: str
    client: str
    client_label: str
    client_state: str
    months: tuple[str, ...]
    support: int
    attacks: int
    harm: int
    good: int
    support_by_month: tuple[int, ...]
    attacks_by_month: tuple[int, ...]
    support_rows: tuple[Row, ...]
    attack_rows: tuple[Row, ...]


class RivalsThrough(NamedTuple):
    """A rivalry through a client as `ThroughClient` counts it, and what the two do to each other in the whole time.

    ``material`` and ``verbal`` are events of cooperation and of conflict directly between the two.
    """

    backer: str
    attacker: str
    client: str
    client_label: str
    months: tuple[str, ...]
    support: int
    attacks: int
    harm: int
    good: int
    material: tuple[int, int]
    verbal: tuple[int, int]

    @property
    def directly(self) -> str:
        """What the two are to each other: one of `DIRECTLY`.

        ``partners`` have more cooperation than conflict, in deeds as in words, ``rivals`` more conflict; a class in
        which the two are level, or nothing is coded, does not speak against. Classes that disagree, or are both
        level, make ``mixed``; no events, ``nothing coded``.
        """
        leanings = {(one > other) - (one < other) for one, other in (self.material, self.verbal)} - {0}
        if not any((*self.material, *self.verbal)):
            return DIRECTLY[3]
        return DIRECTLY[1] if len(leanings) != 1 else DIRECTLY[0] if leanings == {1} else DIRECTLY[2]


DIRECTLY = ("partners", "mixed", "rivals", "nothing coded")
_SIDE = "CASE WHEN {0}_state = '' THEN {0} ELSE {0}_state END"
_AGENT, _TARGET = _SIDE.format("agent"), _SIDE.format("target")
_IN_TIME = "month >= left($since, length(month)) AND left(month, length($until)) <= $until"
_OF_PAIR = f"{_AGENT} IN ($a, $b) AND {_TARGET} NOT IN ($a, $b)"
# Parts of a country that act for nobody have its id and two hyphens first (docs/who-is-who.md).
_IN_STATE = f"""
    target IN (
        SELECT DISTINCT target FROM read_parquet($aggregates)
        WHERE target = $place OR target_state = $place OR (target_state = '' AND starts_with(target, $place || '--'))
    )
    AND {_AGENT} <> {_TARGET} AND ($each OR agent_state <> '')
    AND {_AGENT} NOT IN (SELECT actor FROM read_parquet($names) WHERE kind = $no_party)
"""
_RIVALS = """
deeds AS (
    SELECT {agent} AS doer, target AS client, target_state, arena, sign, month, events
    FROM read_parquet($aggregates)
    WHERE "class" = 'material' AND sign <> 0 AND {anchor} AND NOT (sign > 0 AND arena = $no_backing) AND {in_time}
),
whole AS (
    SELECT doer, client, coalesce(sum(events) FILTER (sign > 0), 0) AS good,
        coalesce(sum(events) FILTER (sign < 0), 0) AS harm,
        coalesce(sum(events) FILTER (sign < 0 AND arena = $arena), 0) AS attacks
    FROM deeds GROUP BY ALL
),
by_month AS (
    SELECT doer, client, any_value(target_state ORDER BY target_state) AS state, month,
        coalesce(sum(events) FILTER (sign > 0), 0) AS good,
        coalesce(sum(events) FILTER (sign < 0 AND arena = $arena), 0) AS attacks
    FROM deeds GROUP BY doer, client, month
),
parties AS (
    SELECT actor, any_value(label ORDER BY label) AS label
    FROM read_parquet($names) GROUP BY actor HAVING NOT bool_or(kind = $no_party)
),
rivals AS (
    SELECT s.doer AS backer, t.doer AS attacker, s.client, parties.label, any_value(s.state ORDER BY s.state) AS state,
        list(s.month ORDER BY s.month) AS months, sum(s.good)::BIGINT AS support, sum(t.attacks)::BIGINT AS attacks,
        any_value(backs.harm)::BIGINT AS harm, any_value(fights.good)::BIGINT AS good,
        list(s.good::BIGINT ORDER BY s.month) AS support_by_month,
        list(t.attacks::BIGINT ORDER BY s.month) AS attacks_by_month
    FROM by_month s JOIN by_month t ON s.client = t.client AND s.month = t.month AND s.doer <> t.doer
    JOIN whole backs ON backs.doer = s.doer AND backs.client = s.client
    JOIN whole fights ON fights.doer = t.doer AND fights.client = t.client
    JOIN parties ON parties.actor = s.client
    WHERE s.good > 0 AND t.attacks > 0 AND backs.good > backs.harm AND fights.attacks > fights.good
    GROUP BY s.doer, t.doer, s.client, parties.label
    HAVING sum(s.good) >= $least AND sum(t.attacks) >= $least
)
"""
_FOUND = f"""
WITH {_RIVALS.format(agent=_AGENT, anchor=_OF_PAIR, in_time=_IN_TIME)}
SELECT * FROM rivals ORDER BY least(support, attacks) DESC, client, backer
"""
_IN = f"""
WITH {_RIVALS.format(agent=_AGENT, anchor=_IN_STATE, in_time=_IN_TIME)},
ends AS (SELECT DISTINCT least(backer, attacker) AS a, greatest(backer, attacker) AS b FROM rivals),
between_them AS (
    SELECT a, b, "class", sign, sum(events)::BIGINT AS events
    FROM ends JOIN read_parquet($aggregates) ON dyad = a || ' ' || b AND {_AGENT} <> {_TARGET} AND {_IN_TIME}
    GROUP BY ALL
),
direct AS (
    SELECT a, b,
        [coalesce(sum(events) FILTER ("class" = 'material' AND sign > 0), 0)::BIGINT,
         coalesce(sum(events) FILTER ("class" = 'material' AND sign < 0), 0)::BIGINT] AS material,
        [coalesce(sum(events) FILTER ("class" = 'verbal' AND sign > 0), 0)::BIGINT,
         coalesce(sum(events) FILTER ("class" = 'verbal' AND sign < 0), 0)::BIGINT] AS verbal
    FROM between_them GROUP BY a, b
)
SELECT backer, attacker, client, label, months, support, attacks, harm, good,
    coalesce(material, [0, 0]), coalesce(verbal, [0, 0])
FROM rivals LEFT JOIN direct ON a = least(backer, attacker) AND b = greatest(backer, attacker)
ORDER BY least(support, attacks) DESC, support + attacks DESC, client, backer, attacker
"""
_ROWS = f"""
SELECT file, line, row_id, first_day, agent_text, target_text, code, relation, arena
FROM read_parquet($rows, hive_partitioning = true)
WHERE {_AGENT} = $doer AND target = $client AND "class" = 'material' AND sign = $sign
    AND NOT (sign > 0 AND arena = $no_backing) AND ($arena = '' OR arena = $arena) AND list_contains($months, month)
    AND dyad IN (SELECT DISTINCT dyad FROM read_parquet($aggregates) WHERE target = $client)
ORDER BY first_day, row_id
"""


def through_clients(
    data_set: DataSet, a: str, b: str, since: str = "", until: str = "9999-99", least: int = LEAST
) -> list[ThroughClient]:
    """Return where one of two actors fights whom the other backs, by the rule above, the strongest first.

    Args:
        data_set: an imported data set.
        a: the id of an actor.
        b: the id of another one.
        since: the first year or month that counts, such as 2018 or 2018-06.
        until: the last one.
        least: how many events each side needs, from 1 on.

    Raises:
        InputError: if ``least`` is below 1.
        MissingExtra: if DuckDB is not installed.
    """
    _check(least)
    aggregates, rows = str(data_set.aggregates), str(data_set.rows / "*" / "*.parquet")
    asked = {"a": a, "b": b, "since": since, "until": until, "arena": ARENA, "least": least}
    asked |= {"no_backing": _NO_BACKING, "no_party": _NO_PARTY}
    result = []
    with connect() as con, worded():
        found = con.execute(_FOUND, {**asked, "aggregates": aggregates, "names": str(data_set.names)}).fetchall()
        for backer, attacker, client, label, state, months, support, attacks, harm, good, *by_month in found:
            proofs = []
            for doer, sign, arena in ((backer, 1, ""), (attacker, -1, ARENA)):
                which = {"doer": doer, "client": client, "sign": sign, "arena": arena, "months": months}
                which |= {"no_backing": _NO_BACKING}
                lines = con.execute(_ROWS, {**which, "rows": rows, "aggregates": aggregates}).fetchall()
                proofs.append(tuple(Row(*line) for line in lines))
            result.append(
                ThroughClient(
                    backer,
                    attacker,
                    client,
                    label,
                    state,
                    tuple(months),
                    support,
                    attacks,
                    harm,
                    good,
                    *map(tuple, by_month),
                    *proofs,
                )
            )
    return result


def rivals_through(
    data_set: DataSet, place: str, since: str = "", until: str = "9999-99", least: int = LEAST, level: str = "states"
) -> list[RivalsThrough]:
    """Return who fights whom others back among the clients in one state, by the rule above; partners first.

    Args:
        data_set: an imported data set.
        place: the id of the state whose clients are asked about, or of one client.
        since: the first year or month that counts, such as 2018 or 2018-06.
        until: the last one.
        least: how many events each side needs, from 1 on.
        level: ``states`` asks only about states that back or fight, ``actors`` also about those who act for none.

    Returns:
        One of each backer, attacker and client: in the order of `DIRECTLY`, then the strongest first.

    Raises:
        InputError: if ``least`` is below 1.
        MissingExtra: if DuckDB is not installed.
    """
    _check(least)
    asked = {"place": place, "each": level == "actors", "since": since, "until": until, "arena": ARENA, "least": least}
    asked |= {"no_backing": _NO_BACKING, "no_party": _NO_PARTY}
    asked |= {"aggregates": str(data_set.aggregates), "names": str(data_set.names)}
    with connect() as con, worded():
        rows = con.execute(_IN, asked).fetchall()
    made = ((*row[:4], tuple(row[4]), *row[5:9], tuple(row[9]), tuple(row[10])) for row in rows)
    found = [RivalsThrough._make(row) for row in made]
    return sorted(found, key=lambda one: DIRECTLY.index(one.directly))


def _check(least: int) -> None:
    if least < 1:
        raise InputError(f"least: {least} events prove nothing; ask for at least 1")
