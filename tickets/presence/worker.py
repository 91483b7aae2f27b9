"""What the heartbeat worker does about people: it tells the desk with each tick, and sees off whom
no web process sees off any more."""

from collections.abc import Collection
from typing import Any

from tickets.presence import people
from tickets.presence.store import presence_store
from tickets.wire import groups, stamps


class People:
    def __init__(self) -> None:
        self._untold: set[str] = set()  # tickets whose people went

    async def at_desk(self, tick: int) -> list[dict[str, Any]]:
        return (await people.people_at([groups.DESK], tick))[groups.DESK]

    async def died(self, process: str, tick: int) -> None:
        self._untold.update(await presence_store().see_off(process, tick, stamps.now()))

    async def see_off_strays(self, known: Collection[str], tick: int) -> None:
        """Whom a process left behind that died when Redis had forgotten it."""
        strays = await presence_store().strays(known)
        self._untold.update(await presence_store().move([], dict.fromkeys(strays), tick, stamps.now()))

    async def tell_gone(self, tick: int) -> None:
        """All whose people are gone, and what could not be told before."""
        self._untold.update(await presence_store().gone_for_good(tick))
        await people.tell(self._untold, tick)
        self._untold.clear()
