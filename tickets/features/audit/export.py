"""The audit log as a file, line by line as it is read: however long it is, little of it is in memory."""

import csv
import json
from collections.abc import AsyncIterator, Callable
from io import StringIO
from typing import Any, Final

from tickets.audit.models import Line
from tickets.database import in_database
from tickets.features.audit import find
from tickets.features.audit.find import FIELDS, Asked

AT_ONCE: Final = 500  # lines
# What a spreadsheet would take for a formula; somebody may have chosen it as a user name.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_json(line: Line) -> str:
    return json.dumps(find.told(line), ensure_ascii=False) + "\n"


def as_csv(line: Line) -> str:
    told = find.told(line)
    return _row(
        json.dumps(told[name], ensure_ascii=False) if isinstance(told[name], dict) else told[name]
        for name in FIELDS
    )


def _row(cells: Any) -> str:
    out = StringIO()
    csv.writer(out).writerow(f"'{cell}" if str(cell).startswith(FORMULA) else cell for cell in cells)
    return out.getvalue()


FORMATS: Final[dict[str, tuple[str, str, Callable[[Line], str]]]] = {
    "csv": ("text/csv; charset=utf-8", _row(FIELDS), as_csv),
    "jsonl": ("application/x-ndjson", "", as_json),
}


async def lines(asked: Asked, written: str) -> AsyncIterator[str]:
    _, head, as_text = FORMATS[written]
    yield head
    below: int | None = None
    while part := await in_database(_part, asked, below):
        yield "".join(map(as_text, part))
        below = part[-1].pk


def _part(asked: Asked, below: int | None) -> list[Line]:
    return list(find.lines(asked, below)[:AT_ONCE])
