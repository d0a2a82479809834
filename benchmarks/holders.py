"""Office holders: for which share of the members the table names one holder, by office and day.

The members are those of NATO and the Council of the European Union, and the permanent members of the Security Council,
each on the day itself; beyond Europe those of the G20, the Security Council, OPEC+ and ASEAN, on days since 2016. A
member counts as covered where the table names exactly one person for the office: of two names in one month the reader
takes neither. This counts rows, it does not check them: every row of the package is marked "unverified".

Run: ``python benchmarks/holders.py [--gaps]``. Exits with 1 where a pinned floor is not met.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from whipcount.bodies.catalogue import load_body
from whipcount.bodies.offices import KNOWN_TO, OfficeTable, default_offices

PERMANENT = frozenset({"CN", "FR", "GB", "RU", "US"})
NO_DEFENCE_MINISTER = frozenset({"IS", "MT"})  # the foreign minister's and the home minister's work there
DAYS = (
    date(2022, 1, 31),
    date(2022, 6, 29),  # Madrid summit
    date(2023, 1, 31),
    date(2023, 7, 11),  # Vilnius summit
    date(2024, 3, 7),  # Sweden joins NATO
    date(2024, 7, 10),  # Washington summit
    date(2024, 11, 29),
    date(2025, 6, 25),  # The Hague summit
    KNOWN_TO,
)
DAYS_BEYOND = (date(2016, 7, 15), date(2019, 6, 30), date(2022, 6, 29), date(2024, 11, 29), KNOWN_TO)
NO_STATES = frozenset({"EU", "AFRICAN-UNION"})  # members of the G20 that are none


@dataclass(frozen=True)
class Row:
    """One office: who should have a holder on a day, and how the table is asked."""

    members: Callable[[date], frozenset[str]]
    holders: Callable[[OfficeTable, str, date], frozenset[str]]
    floor: float  # of the share on any of the days
    days: tuple[date, ...] = DAYS


def nato(day: date) -> frozenset[str]:
    """The members of NATO on a day."""
    return frozenset(m.id for m in load_body("NATO").members(day))


def eu(day: date) -> frozenset[str]:
    """The member states of the European Union on a day."""
    return frozenset(m.id for m in load_body("EU-COUNCIL").members(day))


def of(body: str) -> Callable[[date], frozenset[str]]:
    """The states that are members of a body on a day."""
    return lambda day: frozenset(m.id for m in load_body(body).members(day)) - NO_STATES


def everybody(day: date) -> frozenset[str]:
    """The members of NATO, of the EU and the permanent members of the Security Council."""
    return nato(day) | eu(day) | PERMANENT


def by_role(*roles: str) -> Callable[[OfficeTable, str, date], frozenset[str]]:
    """The holders of the first of the roles that anybody holds."""

    def asked(table: OfficeTable, member: str, day: date) -> frozenset[str]:
        for role in roles:
            found = frozenset(t.person for t in table.holders(member, role, day))
            if found:
                return found
        return frozenset()

    return asked


def envoy(to: str) -> Callable[[OfficeTable, str, date], frozenset[str]]:
    """The permanent representatives whose office names the body."""

    def asked(table: OfficeTable, member: str, day: date) -> frozenset[str]:
        tenures = table.holders(member, "permanent_representative", day)
        return frozenset(t.person for t in tenures if t.office.endswith(f" {to}"))

    return asked


ROWS: Mapping[str, Row] = {
    "head of government, else of state": Row(everybody, by_role("head_of_government", "head_of_state"), 1.0),
    "foreign minister": Row(everybody, by_role("foreign_minister"), 0.97),
    "defence minister": Row(lambda day: everybody(day) - NO_DEFENCE_MINISTER, by_role("defence_minister"), 0.97),
    "permanent representative to NATO": Row(nato, envoy("NATO"), 0.13),
    "permanent representative to the EU": Row(eu, envoy("the European Union"), 0.03),
    "permanent representative to the UN": Row(everybody, envoy("the United Nations"), 0.25),
}
HEADS = by_role("head_of_government", "head_of_state")
BEYOND: Mapping[str, Row] = {
    f"{office}, {label}": Row(of(body), holders, floor, DAYS_BEYOND)
    for label, body, head_floor, foreign_floor in (
        ("G20", "G20", 1.0, 1.0),
        ("Security Council", "UNSC", 1.0, 0.93),
        ("OPEC+", "OPEC-PLUS", 0.91, 0.75),
        ("ASEAN", "ASEAN", 1.0, 0.9),
    )
    for office, holders, floor in (
        ("head", HEADS, head_floor),
        ("foreign minister", by_role("foreign_minister"), foreign_floor),
    )
}


def gaps(row: Row, table: OfficeTable, day: date) -> tuple[str, ...]:
    """The members for which the table does not name exactly one holder."""
    return tuple(sorted(m for m in row.members(day) if len(row.holders(table, m, day)) != 1))


def share(row: Row, table: OfficeTable, day: date) -> float:
    """The share of the members that have a holder."""
    return 1 - len(gaps(row, table, day)) / len(row.members(day))


def main() -> int:
    """Print the matrix."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gaps", action="store_true", help="name the members without a holder")
    options = parser.parse_args()
    table = default_offices()
    print(f"Members with one holder in the table ({len(table.tenures)} rows), of all members of the day")
    failed = []
    for rows, days in ((ROWS, DAYS), (BEYOND, DAYS_BEYOND)):
        print(f"{'':36}" + "".join(f"{day:%Y-%m-%d}  " for day in days) + "floor")
        for name, row in rows.items():
            cells = []
            for day in days:
                total = len(row.members(day))
                cells.append(f"{total - len(gaps(row, table, day)):>2} of {total:<2}    ")
                if share(row, table, day) < row.floor:
                    failed.append(f"{name}, {day}: {share(row, table, day):.3f} < {row.floor}")
            print(f"{name:36}" + "".join(cells) + f"{row.floor:.2f}")
            if options.gaps:
                for day in days:
                    print(f"    {day}: {' '.join(gaps(row, table, day)) or 'none'}")
    for line in failed:
        print(f"BELOW THE FLOOR: {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
