"""What Redis holds of who is where.

| key (after `holdfast:`)  | what                                              | lifetime |
|--------------------------|---------------------------------------------------|----------|
| seats:<id>               | hash: "socket ticket" -> person, of a web process | 7 days   |
| people:<ticket>          | hash: presence entries (see `rules.people`)       | 7 days   |
| leaving                  | sorted set: ticket -> tick of the last leaving    | 20 ticks |

Any of these may vanish, by an eviction or by somebody's hand: the process whose sockets sit there
looks after them, a part each tick (`look`), and writes them again. What nobody holds is gone then:
when those who left were last seen. The worker finds whom a dead process left behind (`strays`).

Each method is one round trip, or two.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tickets.liveness.marks import PROCESSES, a_first_lease, marks_key
from tickets.per_loop import per_loop
from tickets.presence.rules import PRESENCE_GRACE, answers
from tickets.redis import KEY, NONSENSE, client, holds, throw_away

holds("hash", "seats", "people")
holds("zset", "leaving")
LEAVING: Final = KEY + "leaving"
GONE: Final = "gone "  # before the key of who left
PERSON: Final = ("key", "role", "name")  # each is text
PERSON_GONE: Final = (*PERSON, "at")  # and the tick, and perhaps the tick until which they were `heard`
PEOPLE_LEASE: Final = 7 * 24 * 3600  # seconds, renewed as long as somebody is there
MOST_AT_ONCE: Final = 4_000  # seats: Lua hands no more than some 8,000 things to a command
SIT_AT_ONCE: Final = 500  # seats in a command of some 3 ms
SOME_KEYS: Final = 50  # that are looked through for strays at a time

# Write down who sat down. Returns the tickets at which this is news. One command for many, with few words
# of each: four commands for a page that comes back cost its process twice as much.
SIT: Final = f"""
local news = {{}}
for i = 3, #ARGV, 4 do
  local place, field, key, person = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local ticket = place:sub(place:find(' ', 1, true) + 1)
  local people = ARGV[2] .. ticket
  redis.call('HSET', KEYS[1], place, person)
  local was_gone = redis.call('HDEL', people, '{GONE}' .. key)
  local is_new = redis.call('HSET', people, field, person)
  redis.call('EXPIRE', people, ARGV[1])
  if was_gone + is_new > 0 then news[#news + 1] = ticket end
end
return news
"""
# How many marks a slot has and how many seats a process; how far some of them were gone through, and at
# which of these nobody is known any more. A process that named them would spend more on the words than Redis
# does on the answer. That a key is there doesn't say that the seat is in it: somebody else's may have been
# written into a new one (`Presence.announced`, and now and then EXACTLY).
LOOK: Final = f"""
local found = redis.call('HSCAN', KEYS[2], ARGV[1], 'COUNT', ARGV[2])
local places, people, lost = {{}}, {{}}, {{}}
for i = 1, #found[2], 2 do
  local space = found[2][i]:find(' ', 1, true)
  if space then
    places[#places + 1] = found[2][i]
    people[#people + 1] = ARGV[3] .. found[2][i]:sub(space + 1)
  end
end
for first = 1, #people, {MOST_AT_ONCE} do
  local last = math.min(first + {MOST_AT_ONCE - 1}, #people)
  if redis.call('EXISTS', unpack(people, first, last)) <= last - first then
    for i = first, last do
      if redis.call('EXISTS', people[i]) == 0 then lost[#lost + 1] = places[i] end
    end
  end
end
return {{redis.call('ZCARD', KEYS[1]), redis.call('HLEN', KEYS[2]), found[1], lost}}
"""
# Of these seats, which aren't there (counted from 0): as many commands for many seats as for few.
EXACTLY: Final = """
local lost = {}
redis.call('EXPIRE', KEYS[1], ARGV[1])
for i = 2, #KEYS do
  local seat, person = ARGV[2 * i - 2], ARGV[2 * i - 1]
  redis.call('EXPIRE', KEYS[i], ARGV[1])
  if redis.call('HEXISTS', KEYS[1], seat) + redis.call('HEXISTS', KEYS[i], person) < 2 then
    lost[#lost + 1] = i - 2
  end
end
return lost
"""
# Of some keys, those with a field that is neither of a process that is written down nor of who left: as
# many answers as there are strays, mostly none.
SUSPECTS: Final = f"""
local answer = redis.call('SCAN', ARGV[1], 'MATCH', ARGV[2], 'COUNT', ARGV[3])
local suspects = {{}}
for _, key in ipairs(answer[2]) do
  for _, field in ipairs(redis.call('HKEYS', key)) do
    local process = field:match('^([^/]*)/') or ''
    if field:sub(1, {len(GONE)}) ~= '{GONE}' and redis.call('SISMEMBER', KEYS[1], process) == 0 then
      suspects[#suspects + 1] = key
      break
    end
  end
end
return {{answer[1], suspects}}
"""


@dataclass(frozen=True, slots=True)
class Seated:
    """A socket at a ticket. `ticket` may be the desk itself."""

    process: str
    socket: str
    ticket: str
    key: str  # one per person, however many sockets
    role: str
    name: str
    answers: bool = True  # an agent who doesn't may answer no customer

    @property
    def field(self) -> str:
        return f"{self.process}/{self.socket}"

    @property
    def place(self) -> str:
        return f"{self.socket} {self.ticket}"

    @property
    def person(self) -> dict[str, Any]:
        person = {"key": self.key, "role": self.role, "name": self.name}
        return person if self.answers else person | {"answers": False}


@dataclass(frozen=True, slots=True)
class Looked:
    marks: int  # of the slot
    seats: int  # of the process, all of them
    lost: frozenset[str]  # places of those that were gone through, at whose tickets nobody is known


class PresenceStore:
    def __init__(self, redis: Any) -> None:
        self._redis = redis
        self._look, self._exactly = redis.register_script(LOOK), redis.register_script(EXACTLY)
        self._suspects = redis.register_script(SUSPECTS)
        self._leavings: dict[str, int] = {}  # what this process wrote to LEAVING of late
        self._scanned = 0  # how far, as Redis counts,
        self._gone_through = "0"  # and so of this process's seats

    async def people(self, tickets: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The presence entries of tickets, for rules.people."""
        wanted = list(tickets)
        async with self._redis.pipeline(transaction=False) as pipe:
            for ticket in wanted:
                pipe.hgetall(_people(ticket))
            answers = await pipe.execute()
        return await self._read(dict(zip(wanted, answers, strict=True)))

    async def move(
        self, came: Iterable[Seated], left: Mapping[Seated, int | None], tick: int, at: str
    ) -> set[str]:
        """Sockets that sat down at tickets, and that went, with the tick until which each was heard, if that
        is earlier. Returns the tickets at which this was news: who is written anew after a gap was mostly
        known all along."""
        by_process: dict[str, list[Seated]] = defaultdict(list)
        for seat in came:
            by_process[seat.process].append(seat)
        async with self._redis.pipeline(transaction=False) as pipe:
            for process in by_process:
                a_first_lease(pipe, process)
            for seat, heard in left.items():
                self._leave(pipe, seat, tick, at, heard)
                # Last: whoever has only half of this still finds out who is left over.
                pipe.hdel(_seats(seat.process), seat.place)
            asked = len(pipe)
            for process, seats in by_process.items():
                for start in range(0, len(seats), SIT_AT_ONCE):
                    _sit(pipe, process, seats[start : start + SIT_AT_ONCE])
            answers = (await pipe.execute())[asked:]
        return {ticket for returned in answers for ticket in returned} | {seat.ticket for seat in left}

    # — a web process —

    async def seats(self, process: str) -> list[Seated]:
        found = (await self._redis.hgetall(_seats(process))).items()
        places = ((*place.partition(" "), _entry("/", person)) for place, person in found)
        seats = [
            _seated(process, socket, ticket, person)
            for socket, space, ticket, person in places
            if space and person
        ]
        await throw_away(self._redis, [_seats(process)] if len(seats) < len(found) else [])
        return seats

    async def look(self, process: str, tick: int, slot: int, share: int) -> Looked:
        """Go on through the process's seats, `share` of them or some more. Of those who left lately it makes
        sure that their time will come."""
        if again := self._due_again(tick):
            await self._redis.zadd(LEAVING, again, nx=True)
        keys = [marks_key(process, slot), _seats(process)]
        marks, seats, self._gone_through, lost = await self._look(
            keys, [self._gone_through, max(share, 1), _people("")]
        )
        return Looked(marks, seats, frozenset(lost))

    async def lost(self, process: str, seats: Collection[Seated]) -> list[Seated]:
        """Of these seats, those that aren't there exactly as they were written. The leases of the others are
        renewed."""
        sat, lost = list(seats), list[Seated]()
        for start in range(0, len(sat), MOST_AT_ONCE):
            some = sat[start : start + MOST_AT_ONCE]
            keys = [_seats(process), *(_people(seat.ticket) for seat in some)]
            fields = [field for seat in some for field in (seat.place, seat.field)]
            lost += [some[index] for index in await self._exactly(keys, [PEOPLE_LEASE, *fields])]
        return lost

    # — the worker —

    async def see_off(self, process: str, tick: int, at: str) -> list[str]:
        """The people of a dead process are gone since `at`. Returns their tickets."""
        seats = await self.seats(process)
        async with self._redis.pipeline(transaction=False) as pipe:
            for seat in seats:
                self._leave(pipe, seat, tick, at)
            pipe.delete(_seats(process))
            await pipe.execute()
        return sorted({seat.ticket for seat in seats})

    async def gone_for_good(self, tick: int) -> list[str]:
        """Tickets that somebody left PRESENCE_GRACE ticks ago: each is told once. So are those of
        a time far ahead, from before the ticks were counted anew."""
        due = ("-inf", tick - PRESENCE_GRACE), (f"({tick + PRESENCE_GRACE}", "+inf")
        async with self._redis.pipeline(transaction=True) as pipe:
            if again := self._due_again(tick):
                pipe.zadd(LEAVING, again, nx=True)
            for span in due:
                pipe.zrangebyscore(LEAVING, *span)
                pipe.zremrangebyscore(LEAVING, *span)
            early, _, ahead, _ = (await pipe.execute())[-4:]
        return [*early, *ahead]

    async def strays(self, known: Collection[str]) -> list[Seated]:
        """People of processes that are not `known`, and not written down as processes either:
        nobody else would ever see them off. Looks through some keys, and through others next time."""
        people = _people("")
        scanned, keys = await self._suspects([PROCESSES], [self._scanned, f"{people}*", SOME_KEYS])
        self._scanned = int(scanned)
        if not keys:
            return []
        async with self._redis.pipeline(transaction=False) as pipe:
            for key in keys:
                pipe.hgetall(key)
            pipe.smembers(PROCESSES)  # last: who comes is written there first
            *found, written = await pipe.execute()
        known = written.union(known)
        tickets = [key.removeprefix(people) for key in keys]
        read = await self._read(dict(zip(tickets, found, strict=True)))
        return [
            _seated(process, socket, ticket, entry)
            for ticket, entries in read.items()
            for (process, slash, socket), entry in ((f.partition("/"), e) for f, e in entries.items())
            if slash and process not in known
        ]

    async def _read(self, found: dict[str, dict[str, str]]) -> dict[str, dict[str, Any]]:
        """The entries of tickets. A key with nonsense among them is thrown away."""
        read = {
            ticket: {field: entry for field, text in texts.items() if (entry := _entry(field, text))}
            for ticket, texts in found.items()
        }
        spoilt = [_people(ticket) for ticket, texts in found.items() if len(read[ticket]) < len(texts)]
        await throw_away(self._redis, spoilt)
        return read

    def _leave(self, pipe: Any, seat: Seated, tick: int, at: str, heard: int | None = None) -> None:
        gone = seat.person | {"tick": tick, "at": at} | ({} if heard is None else {"heard": heard})
        pipe.hdel(_people(seat.ticket), seat.field)
        pipe.hset(_people(seat.ticket), GONE + seat.key, json.dumps(gone))
        pipe.expire(_people(seat.ticket), PEOPLE_LEASE)
        pipe.zadd(LEAVING, {seat.ticket: tick})
        self._leavings[seat.ticket] = tick

    def _due_again(self, tick: int) -> dict[str, int]:
        """Who left, once more, shortly before it is to be told: LEAVING may be lost."""
        due = {t: at for t, at in self._leavings.items() if not tick - PRESENCE_GRACE + 1 < at <= tick}
        for ticket in due:
            del self._leavings[ticket]
        return {ticket: at for ticket, at in due.items() if at <= tick}


def _entry(field: str, text: str) -> dict[str, Any] | None:
    """None: nobody of us wrote it. What a newer version adds is left alone."""
    gone = field.startswith(GONE)
    try:
        entry: dict[str, Any] = json.loads(text)
        "".join([entry[part] for part in (PERSON_GONE if gone else PERSON)]).encode()
        ticks = (entry.get(part, 0) for part in ("tick", "heard"))
        as_it_should_be = all(isinstance(tick, int) for tick in ticks) and ("tick" in entry) == gone
    except NONSENSE:
        return None
    return entry if as_it_should_be and (gone or "/" in field) else None


def _seated(process: str, socket: str, ticket: str, entry: Mapping[str, Any]) -> Seated:
    key, role, name = (entry[part] for part in PERSON)
    return Seated(process, socket, ticket, key, role, name, answers(entry))


def _sit(pipe: Any, process: str, seats: list[Seated]) -> None:
    about = ((seat.place, seat.field, seat.key, json.dumps(seat.person)) for seat in seats)
    words = [word for seat in about for word in seat]
    pipe.eval(SIT, 1, _seats(process), PEOPLE_LEASE, _people(""), *words)


def _seats(id: str) -> str:
    return f"{KEY}seats:{id}"


def _people(ticket: str) -> str:
    return f"{KEY}people:{ticket}"


presence_store = per_loop(lambda: PresenceStore(client()))
