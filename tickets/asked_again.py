"""The question for the password once more. allauth keeps what was posted until the password is given, and
sends it when it is: also when somebody has gone back, and is asked much later by looking at the same page."""

import json

from allauth.account.internal.flows import reauthentication
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin


class ForgetsWhatWasGivenUp(MiddlewareMixin):
    """Who is asked by a page that they look at has posted nothing to it. What was posted to another one is
    still asked about, in another tab. Stands behind allauth's middleware, which makes the question."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        looks = isinstance(exception, ReauthenticationRequired) and request.method != "POST"
        if looks and was_posted(request, request.path):
            del request.session[reauthentication.STATE_SESSION_KEY]


def was_posted(request: HttpRequest, path: str) -> bool:
    """Whether what is kept for them was posted there."""
    kept = request.session.get(reauthentication.STATE_SESSION_KEY, {}).get("request")
    return kept is not None and json.loads(kept)["path"] == path
