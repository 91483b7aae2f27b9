"""Who signed in under a former secret key goes on with the session that they have.

Django's `get_user` gives it another key at the first look, on a GET too, and deletes the old one at once.
Whatever the page asked for in the same moment was a stranger's then, and the list of sign-ins lost it
(findings/django-fallback-key-signs-out-who-asks-twice.sh).
"""

from functools import partial
from typing import Any, cast

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tickets.on_the_loop import OnTheLoop


class Authenticates(OnTheLoop, AuthenticationMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if settings.SECRET_KEY_FALLBACKS:
            request.user = cast("Any", SimpleLazyObject(partial(user_of, request)))
            request.auser = partial(sync_to_async(user_of), request)


def user_of(request: Any) -> Any:
    """Who is signed in. A socket has a session and no more of a request, and no way to hand on a cookie."""
    session = request.session
    session.cycle_key = lambda: None
    try:
        return get_user(request)
    finally:
        del session.cycle_key  # a sign-in and a new password take another one
