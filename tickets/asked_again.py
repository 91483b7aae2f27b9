"""The question for the password once more. allauth keeps what was posted until the password is given, and
sends it when it is: also when somebody has gone back, and is asked much later by looking at the same page."""

from allauth.account.internal.flows import reauthentication
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin


class ForgetsWhatWasGivenUp(MiddlewareMixin):
    """Who is asked by a page that they look at has posted nothing. Stands behind allauth's middleware, which
    makes the question."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, ReauthenticationRequired) and request.method != "POST":
            request.session.pop(reauthentication.STATE_SESSION_KEY, None)
