"""What Redis holds of what processes tell of themselves: their reports and histories.

| key (after `holdfast:`)  | what                                                  | lifetime |
|--------------------------|-------------------------------------------------------|----------|
| reporters                | ids of processes and workers that told of themselves  | -        |
| report:<id>              | what one told last (`tickets.connections.report`)     | 60 s     |
| history:<id>             | stream: its figures, every few seconds                | 1 hour   |

Each method is one round trip, or two.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tickets.per_loop import per_loop
from tickets.redis import KEY, NONSENSE, client, holds, throw_away

holds("set", "reporters")
holds("string", "report")
holds("stream", "history")
REPORTERS: Final = KEY + "reporters"
REPORT_KEPT: Final = 60  # seconds
HISTORY_KEPT: Final = 3600  # seconds
MOST_POINTS: Final = 900  # a point each four seconds


@dataclass(frozen=True, slots=True)
class Told:
    report: dict[str, Any]
    age: float  # seconds, by Redis's clock


# milliseconds of Redis's clock, figures
History = list[tuple[int, dict[str, Any]]]


class ReportStore:
    def __init__(self, redis: Any) -> None:
        self._redis = redis

    async def report(self, id: str, report: Mapping[str, Any], figures: Mapping[str, Any] | None) -> None:
        """`figures`: to be kept as a point of its history."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.sadd(REPORTERS, id)
            pipe.set(_report(id), json.dumps(report), ex=REPORT_KEPT)
            if figures is not None:
                # Redis's clock stamps the entries: no two hosts' clocks meet.
                pipe.xadd(_history(id), {"": json.dumps(figures)}, maxlen=MOST_POINTS, approximate=True)
                pipe.expire(_history(id), HISTORY_KEPT)
            await pipe.execute()

    async def retire(self, id: str) -> None:
        """It ends in order: nobody need look for it. Its history stays."""
        await self._redis.delete(_report(id))

    async def reports(self, since: int) -> tuple[int, dict[str, Told], dict[str, History]]:
        """Redis's time (milliseconds), what each told last, and histories from `since` on."""
        ids = sorted(await self._redis.smembers(REPORTERS))
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.time()
            for id in ids:
                pipe.get(_report(id))
                pipe.pttl(_report(id))
                pipe.xrange(_history(id), min=since)
                pipe.exists(_history(id))
            (seconds, micros), *answers = await pipe.execute()
        reports = dict(zip(ids, map(_told, answers[::4], answers[1::4]), strict=True))
        histories = dict(zip(ids, map(_points, answers[2::4]), strict=True))
        there = zip(ids, answers[::4], answers[2::4], answers[3::4], strict=True)
        forgotten, spoilt = list[str](), list[str]()
        for id, text, entries, kept in there:
            forgotten += [] if text is not None or kept else [id]
            spoilt += [_report(id)] if text is not None and not reports[id] else []
            spoilt += [_history(id)] if len(histories[id]) < len(entries) else []
        if forgotten:
            await self._redis.srem(REPORTERS, *forgotten)
        await throw_away(self._redis, spoilt)
        told = {id: one for id, one in reports.items() if one}
        return 1000 * seconds + micros // 1000, told, {id: one for id, one in histories.items() if one}


def _told(text: str | None, left: int) -> Told | None:
    report = _read(text)
    return Told(report, max(0.0, REPORT_KEPT - left / 1000)) if report else None


def _points(entries: Iterable[tuple[str, Mapping[str, str]]]) -> History:
    return [(_at(entry), read) for entry, fields in entries if (read := _read(fields.get("")))]


def _read(text: str | None) -> dict[str, Any] | None:
    """None: there is none, or it is nonsense."""
    try:
        found = json.loads(text or "")
    except NONSENSE:
        return None
    return found if isinstance(found, dict) else None


def _report(id: str) -> str:
    return f"{KEY}report:{id}"


def _history(id: str) -> str:
    return f"{KEY}history:{id}"


def _at(entry: str) -> int:
    return int(entry.partition("-")[0])


report_store = per_loop(lambda: ReportStore(client()))
