"""Agents who search a running desk, at a rate that waits for nobody.

Reads one line of JSON, the `Order`, and prints `ready`. From then on it takes a line {"rate": searches a
second, "seconds": …} and answers with the milliseconds of each since it was due: {"took": […], "failed": 0}.
"""

import json
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, RemoteDisconnected
from typing import Any, Final
from urllib.parse import quote

from bench.search import asked

AT_ONCE: Final = 16  # many more than are under way: none waits here
PATIENCE: Final = 30.0  # seconds


@dataclass(frozen=True)
class Order:
    port: int
    cookie: str
    messages: int  # there are


class Searchers:
    def __init__(self, order: Order) -> None:
        self.order, self.own = order, threading.local()
        self.makes, self.dice = list(asked(order.messages).values()), random.Random(2)
        self.threads = ThreadPoolExecutor(AT_ONCE)

    def search(self, due: float, text: str) -> float | None:
        """Milliseconds; None: no answer with results."""
        if not hasattr(self.own, "line"):
            self.own.line = HTTPConnection("127.0.0.1", self.order.port, timeout=PATIENCE)
        try:
            found = self._found(text)
        except RemoteDisconnected:  # nobody had asked for so long: a browser asks again
            self.own.line.close()
            found = self._found(text)
        return round(1000 * (time.monotonic() - due), 3) if "results" in found else None

    def _found(self, text: str) -> Any:
        self.own.line.request("GET", f"/api/search?q={quote(text)}", headers={"Cookie": self.order.cookie})
        return json.loads(self.own.line.getresponse().read())

    def run(self, rate: float, seconds: float) -> dict[str, object]:
        start, under_way = time.monotonic(), []
        for number in range(round(rate * seconds)):
            due = start + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            text = self.makes[number % len(self.makes)]()
            under_way.append(self.threads.submit(self.search, due, text))
        took = [one.result() for one in under_way]
        return {"took": [one for one in took if one is not None], "failed": took.count(None)}


def main() -> None:
    searchers = Searchers(Order(**json.loads(sys.stdin.readline())))
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(searchers.run(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
