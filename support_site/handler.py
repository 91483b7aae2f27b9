"""Django's handler of HTTP, without what it would do for each call in vain."""

from typing import Any

from django.core import signals
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections, reset_queries

from tickets.api_answers import API


class Handler(ASGIHandler):
    """A page has a thread of its own, whose connection is closed when the page is made. Calls of the API work
    on those of `tickets.database`: what is left for a thread, to close an answer that has left, is done by
    one for them all. What may wait has one of its own (`tickets.on_the_loop`)."""

    def __init__(self) -> None:
        super().__init__()
        for receiver in (reset_queries, close_old_connections):  # a thread that was just made has none
            signals.request_started.disconnect(receiver)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"].startswith(API):
            await self.handle(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
