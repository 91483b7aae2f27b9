"""What answers each type of frame that pages send."""

from collections.abc import Awaitable, Callable, Collection
from typing import Any, TypeVar

from tickets.wire import frames
from tickets.wire.frames import Frame

F = TypeVar("F", bound=Frame)
Handler = Callable[[Any, F, float], Awaitable[None]]
_handlers: dict[type[Frame], Handler[Any]] = {}


def register(model: type[F], handler: Handler[F]) -> None:
    """The seam for frames, used by the `socket` module of a room or feature. `handler(page, frame, came_at)`
    runs in the socket's lane, so what takes its time it gives to `page.write`; what it may use of the page
    says `conversation.page_socket.PageSocket`. What it raises (Refused) is the page's `reject`; `came_at`:
    monotonic seconds."""
    frames.register(model)
    _handlers[model] = handler


def handler_of(frame: Frame) -> Handler[Any]:
    """By its model, or by the one that it adds fields to (`frames.carrying`)."""
    return next(_handlers[model] for model in type(frame).__mro__ if model in _handlers)


def answered() -> Collection[type[Frame]]:
    return _handlers.keys()
