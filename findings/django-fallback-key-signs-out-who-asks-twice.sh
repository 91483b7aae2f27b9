#!/usr/bin/env bash
# Django 5.2.19: after the secret key is rotated, with the former one in SECRET_KEY_FALLBACKS, a browser that
# asks for two things at once is signed out, and so is one whose first answer is a 500.
#
# Guess: a sign-in that a fallback key vouches for goes on as it was, with every request that has its cookie.
# Seen: the first look at request.user gives the session another key and deletes the old one at once, on a GET as
# well. What was sent with the same cookie in the same moment finds no session, is anybody's, and its answer
# deletes the cookie: that of the first as well, where it comes later. Of a 500 the session middleware sends no
# cookie, but the old session is gone by then all the same: the next request is anybody's.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check django==5.2.19
cat >"$work/look.py" <<'PY'
import logging

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

settings.configure(
    SECRET_KEY="former",
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    USE_TZ=True,
)
django.setup()
logging.disable()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402

call_command("migrate", verbosity=0)


def who(request):
    return HttpResponse(str(request.user))


def fails(request):
    return HttpResponse(f"an error, seen by {request.user}", status=500)


urlpatterns = [path("who", who), path("fails", fails)]


def browser():
    """Signed in under the former key → what its cookie is."""
    signed_in = Client()
    signed_in.force_login(User.objects.get_or_create(username="ada")[0])
    return signed_in.cookies["sessionid"].value


def asks(cookie, where="/who"):
    """→ (what is answered, what becomes of the cookie)."""
    answer = Client(headers={"cookie": f"sessionid={cookie}"}, raise_request_exception=False).get(where)
    told = answer.cookies.get("sessionid")
    becomes = "stays" if told is None else "is deleted" if not told.value else "is another"
    return answer.content.decode(), becomes


print("Django", django.__version__)
two, failing = browser(), browser()
with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["former"]):
    first, second = asks(two), asks(two)
    print("two requests with one cookie:", first, second)
    assert first == ("ada", "is another"), first
    assert second == ("AnonymousUser", "is deleted"), second
    failed, next_one = asks(failing, "/fails"), asks(failing)
    print("a 500, and the next request: ", failed, next_one)
    assert failed == ("an error, seen by ada", "stays"), failed
    assert next_one == ("AnonymousUser", "is deleted"), next_one
PY
"$work/venv/bin/python" "$work/look.py"
