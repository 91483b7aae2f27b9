"""The page that the link of a mail opens. Only what its form posts is a rating: whoever looks through mails
for viruses opens every link."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from tickets.conversation import actions
from tickets.features.rating.actions import Rate
from tickets.features.rating.effects import OF
from tickets.features.rating.frames import MOST_COMMENT
from tickets.features.rating.links import Invited
from tickets.models import Event
from tickets.refusals import Refused
from tickets.wire import announce


@never_cache
def rate(request: HttpRequest, token: str) -> HttpResponse:
    invited = Invited.by(token)
    if invited is None:
        return render(request, "rating/page.html", {"said": "too-old"}, status=HTTPStatus.NOT_FOUND)
    if request.method != "POST":
        return _form(request, invited)
    try:
        _store(request, invited)
    except ValueError:
        return _form(request, invited, status=HTTPStatus.BAD_REQUEST)
    except Refused as refused:
        if refused.code != "unchanged":
            said = {"said": "too-late"}
            return render(request, "rating/page.html", said, status=HTTPStatus.CONFLICT)
    return render(request, "rating/page.html", {"said": "thanks"})


def _store(request: HttpRequest, invited: Invited) -> None:
    """Raises Refused, and ValueError where it isn't what the form would post."""
    asked = request.POST
    id, score = UUID(asked.get("id", "")), int(asked.get("score", ""))
    comment = asked.get("body", "").replace("\x00", "")[:MOST_COMMENT].strip()
    if not 1 <= score <= OF:
        raise ValueError(score)
    _, told = actions.commit(Rate(invited.seat, id, score, comment, invited.resolution, Event.Via.MAIL))
    announce.at_once(told)


def _form(request: HttpRequest, invited: Invited, status: int = HTTPStatus.OK) -> HttpResponse:
    """`?score=`: the one that was pressed in the mail is chosen, and not more."""
    given = invited.given()
    chosen = request.GET.get("score") or (given.score if given else None)
    told: dict[str, Any] = {"words": settings.RATING_TOLD_AFTER is not None}
    told |= {"id": uuid4(), "chosen": str(chosen), "comment": given.comment if given else ""}
    return render(request, "rating/page.html", told, status=status)
