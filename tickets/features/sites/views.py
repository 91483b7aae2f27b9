from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tickets.features.sites import contrast


@require_safe
async def accent(request: HttpRequest, colour: str) -> HttpResponse:
    """A style that makes this colour the accent. It is the same for ever."""
    if not contrast.COLOUR.fullmatch(f"#{colour}"):
        raise Http404
    answer = HttpResponse(contrast.style(f"#{colour}"), content_type="text/css")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
