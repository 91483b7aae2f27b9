"""The feed of the whole log by HTTP."""

from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Query, Router

from tickets.api_answers import PROBLEMS, ready
from tickets.api_docs import BY_AGENT, Documented, example
from tickets.conversation import schemas
from tickets.database import in_database
from tickets.features.api_tokens import feed
from tickets.people import callers
from tickets.wire.admission import admission

router = Router(tags=["Feed"])

CURSOR: Final = "NDIuMGI4ZjdhNTI"
Cursor = Annotated[
    str,
    Query(max_length=100, description="The `cursor` of the answer before; none: from the first event."),
]


class FeedEvent(schemas.Event):
    model_config = example(ticket=schemas.TICKET, **schemas.EVENT) | {"extra": "allow"}
    ticket: str
    """The ticket's public id."""


class Feed(Documented):
    model_config = example(events=[{"ticket": schemas.TICKET, **schemas.EVENT}], cursor=CURSOR, more=False)
    events: list[FeedEvent]
    """The next ones of all tickets, as agents see them: at most 200, and beyond the first 256 KiB. Those of
    a ticket come in the order of `seq`, without holes."""
    cursor: str
    """To ask with the next time: what comes then is what came after this. Opaque."""
    more: bool
    """There are more already."""


@router.get(
    "/events", summary="Follow the whole log", response={200: Feed, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def feed_events(request: HttpRequest, after: Cursor = "") -> Any:
    """Every event of every ticket, each once and none left out: keep the cursor, and ask again. `conflict`:
    the cursor is of a log that was replaced by a backup; begin anew, without `after`."""

    def begin() -> feed.Asked:
        return feed.asked(after, callers.agent(request))

    with admission().serving():
        return ready(await feed.page(await in_database(begin)))
