"""For bench.black_hole alone: in a namespace of its own each page has a number, and when one has
left, the desks are told so. The namespace that the other measures have is as it was."""

from typing import Any

import socketio

DESK = "desk"


class Named(socketio.AsyncNamespace):
    def __init__(self, namespace: str) -> None:
        super().__init__(namespace)
        self.pages: dict[str, int] = {}

    async def on_connect(self, sid: str, _: dict[str, Any], who: dict[str, Any]) -> None:
        if "page" in who:
            self.pages[sid] = who["page"]
        else:
            await self.enter_room(sid, DESK)

    async def on_disconnect(self, sid: str, _: str) -> None:
        if (page := self.pages.pop(sid, None)) is not None:
            await self.emit("left", page, room=DESK)
