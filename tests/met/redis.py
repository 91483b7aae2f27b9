"""Redis is not believed for ever."""

from typing import Final

from tests.guard import Guard

STORE, STORE_TEST = "tickets/presence/store.py", "tickets/presence/tests/test_store.py"
SEATS, SEATS_TEST = "tickets/presence/seats.py", "tickets/presence/tests/test_seats.py"
ALL_STARTED = "    asked = [_started(page, *one) for one in places if one[1]]\n"
LIVE = "tickets/conversation/live.py"
DUTY, WEB_TEST = "tickets/presence/duty.py", "tickets/liveness/tests/test_web.py"
STATE, REDIS_TEST = "tickets/connections/state.py", "tickets/tests/test_redis.py"
FAULTS = "tests/faults/test_redis.py::test_"

GUARDS: Final = [
    Guard(
        "redis: what has vanished is looked for each tick",
        "tickets/liveness/web.py",
        "            await self._look_after(slot, marked)\n",
        "            pass\n",
        f"{FAULTS}each_kind_of_key_comes_back",
    ),
    Guard(
        "redis: a key that has vanished",
        STORE,
        "if redis.call('EXISTS', unpack(people, first, last)) <= last - first then",
        "if false then",
        STORE_TEST,
    ),
    Guard(
        "redis: a seat that has vanished",
        SEATS,
        "if looked.seats < min(written, self._written):",
        "if False:",
        SEATS_TEST,
    ),
    Guard(
        "redis: who leaves while it is asked hasn't vanished",
        SEATS,
        "min(written, self._written)",
        "written",
        SEATS_TEST,
    ),
    *(
        Guard(
            f"presence: at one place once: {what}",
            file,
            text,
            without,
            "tickets/tests/test_consumers.py",
        )
        for what, file, text, without in (
            ("under the newest name", LIVE, "here = page.following.seat(seat.public_id)", "here = seat"),
            ("as one of two", LIVE, "        unfollow(page, seat.public_id)\n", "        pass\n"),
            ("named twice", LIVE, "    asked = list(started.values())\n", ALL_STARTED),
            ("after a second hello", "tickets/hello.py", "    sign_ins().left(page)  #", "    pass  #"),
        )
    ),
    Guard(
        "presence: written, and the answer lost",
        SEATS,
        "                self._untold |= {seat.ticket for seat in came}\n",
        "                pass\n",
        SEATS_TEST,
    ),
    Guard(
        "redis: each seat by itself, now and then",
        SEATS,
        "elif tick % HOUR >= HOUR - MOST_SLOTS:",
        "elif False:",
        SEATS_TEST,
    ),
    Guard(
        "redis: however many are looked after at once",
        STORE,
        "for first = 1, #people, {MOST_AT_ONCE} do",
        "for first = 1, #people, 10000 do",
        STORE_TEST,
    ),
    Guard(
        "redis: an entry that has vanished",
        STORE,
        "+ redis.call('HEXISTS', KEYS[i], person) < 2",
        "+ 1 < 2",
        STORE_TEST,
    ),
    Guard(
        "redis: what is lost is told again",
        SEATS,
        'places: telling it again", len(lost))\n            self._tell_again(lost)\n',
        'places: telling it again", len(lost))\n',
        SEATS_TEST,
    ),
    Guard(
        "redis: somebody else's entry in its place",
        SEATS,
        "if seat.key not in there]:\n            self._tell_again(lost)\n",
        "if seat.key not in there]:\n            pass\n",
        SEATS_TEST,
    ),
    Guard(
        "redis: a namesake's entry in its place",
        SEATS,
        'person.get("key", person["role"])',
        'person["name"]',
        SEATS_TEST,
    ),
    Guard(
        "redis: a small part at a time",
        SEATS,
        "share = -(-len(self._seats) // slots)",
        "share = len(self._seats)",
        SEATS_TEST,
    ),
    Guard("redis: a policy that evicts", STATE, "        if policy:\n", "        if False:\n", WEB_TEST),
    Guard(
        "redis: is asked for",
        "tickets/redis.py",
        '(await client().info("memory")).get("maxmemory_policy")',
        "None",
        REDIS_TEST,
    ),
    Guard(
        "redis: writes that it refuses",
        STATE,
        "if refused := self._heartbeat.refused:",
        'if refused := "":',
        WEB_TEST,
    ),
    Guard(
        "redis: a moment away, and nobody moves",
        SEATS,
        "            if self._failing:\n                self._moved.set()\n",
        "",
        SEATS_TEST,
    ),
    Guard(
        "redis: and a line in the log",
        SEATS,
        '            log.warning("who is there could not be written, and will be tried again: %s", error)\n',
        "",
        SEATS_TEST,
    ),
    Guard(
        "a fresh process: it doesn't know yet who is there",
        DUTY,
        "self.on_duty: bool | None = None",
        "self.on_duty: bool | None = False",
        f"{FAULTS}a_fresh_process_does_not_say_that_nobody_is_there",
    ),
    Guard(
        "a fresh process: and the page shows nothing",
        "static/js/presence/presence.js",
        'if (onDuty === null) return { state: "unknown", words: "" };',
        "",
        "tests/js/presence/presence.test.js",
    ),
]
