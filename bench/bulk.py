"""How long a bulk of many conversations takes over a line that dies in the middle, and that each was done
once: as the page does it, so many a call, and asked again by the same ids.

    python -m bench.bulk --database postgresql
"""

import argparse
import json
import time
import urllib.request
from contextlib import ExitStack
from http.client import HTTPConnection
from typing import Any, Final
from uuid import uuid4

from bench.machine import in_words
from bench.parties import Filled, Running, holdfast
from tests.postgresql import Server

INTERVAL: Final = 10  # seconds between two pings
OF_CALL: Final = 50  # as static/js/features/bulk/running.js
PAUSE: Final = 0.5  # seconds before another try, as there


class Line:
    """That dies under so many calls: the server has the call, and its answer gets nowhere."""

    def __init__(self, running: Running, cookie: str, dies: set[int]) -> None:
        self._port, self._dies, self.calls = running.port, dies, 0
        self._headers = {"Cookie": cookie, "Origin": running.origin, "Content-Type": "application/json"}

    def post(self, path: str, body: Any) -> dict[str, Any] | None:
        """None: no answer."""
        self.calls += 1
        http = HTTPConnection("127.0.0.1", self._port, timeout=30)
        http.request("POST", path, json.dumps(body), self._headers)
        try:
            if self.calls in self._dies:
                time.sleep(0.05)  # it is in the midst of it
                return None
            answer = http.getresponse()
            told: dict[str, Any] = json.loads(answer.read())
            assert answer.status == 200, told
            return told
        finally:
            http.close()


def resolves(line: Line, tickets: list[str]) -> list[dict[str, Any]]:
    bulk, outcomes = str(uuid4()), list[dict[str, Any]]()
    for first in range(0, len(tickets), OF_CALL):
        some = [{"ticket": ticket, "status": "resolved"} for ticket in tickets[first : first + OF_CALL]]
        body = {"id": bulk, "change": {"type": "status"}, "tickets": some}
        while (told := line.post("/api/bulk", body)) is None:
            time.sleep(PAUSE)
        outcomes += told["outcomes"]
    return outcomes


def changes(running: Running, filled: Filled) -> list[int]:
    """How often each ticket's status was changed."""
    counts = []
    for place in filled.places:
        address = f"{running.origin}/api/tickets/{place['ticket']}/events"
        call = urllib.request.Request(address, headers={"Cookie": filled.cookie})
        with urllib.request.urlopen(call) as answer:
            counts.append(sum(event["kind"] == "status" for event in json.load(answer)["events"]))
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--tickets", type=int, default=500)
    parser.add_argument("--cuts", type=int, default=5)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = parser.parse_args()
    print(in_words(), flush=True)
    with ExitStack() as stack:
        more = {"RATE_LIMITS": "off"}
        if asked.database == "postgresql":
            more["DATABASE_URL"] = stack.enter_context(Server()).new_database()
        running = stack.enter_context(Running(holdfast(), INTERVAL, **more))
        filled = running.filled(asked.tickets)
        tickets = [place["ticket"] for place in filled.places]
        calls = asked.tickets // OF_CALL
        line = Line(running, filled.cookie, {1 + n * calls // asked.cuts + n for n in range(asked.cuts)})
        began = time.monotonic()
        outcomes = resolves(line, tickets)
        took = time.monotonic() - began
        assert [one["ticket"] for one in outcomes] == tickets
        assert all("seq" in one and "code" not in one for one in outcomes), outcomes
        assert changes(running, filled) == [1] * len(tickets)
    print(
        f"{asked.tickets} conversations on {asked.database} in {line.calls} calls, of which {asked.cuts} "
        f"got no answer: each resolved once, in {took:.1f} s"
    )


if __name__ == "__main__":
    main()
