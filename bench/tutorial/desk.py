"""For bench.black_hole alone: when the page of /ws/7/ has left, /ws/desk/ is told so. Pages of
/ws/, which the other measures have, are none of its business."""

from typing import Any

from bench.tutorial.consumers import PageConsumer

DESK = "desk"


class NamedConsumer(PageConsumer):
    async def disconnect(self, code: int) -> None:
        page = self.scope["url_route"]["kwargs"]["page"]
        await self.channel_layer.group_send(DESK, {"type": "page.left", "page": page})
        await super().disconnect(code)


class DeskConsumer(PageConsumer):
    async def connect(self) -> None:
        await self.channel_layer.group_add(DESK, self.channel_name)
        await super().connect()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(DESK, self.channel_name)
        await super().disconnect(code)

    async def page_left(self, event: dict[str, Any]) -> None:
        await self.send(text_data=f"left {event['page']}")
