#!/usr/bin/env bash
# django-allauth 65.22.1, Django 5.2.19: after the secret key is rotated, whoever looks at the list of where they
# are signed in (usersessions) signs out everywhere but here.
#
# Guess: with the former key in SECRET_KEY_FALLBACKS, `purge_and_list` leaves out and forgets what has ended, and
# only reads the rest. Seen: it asks Django's `get_user` about each session, which gives what a former key vouches
# for another key and deletes the old session. The new one's key goes nowhere: that browser's next request finds
# no session. The list still shows it, once; looked at again, it is gone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check django==5.2.19 django-allauth==65.22.1
cat >"$work/look.py" <<'PY'
import allauth
import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

settings.configure(
    SECRET_KEY="former",
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "allauth",
        "allauth.account",
        "allauth.usersessions",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    USE_TZ=True,
)
django.setup()

from allauth.usersessions.models import UserSession  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402

call_command("migrate", verbosity=0)
ada = User.objects.create_user("ada")


def notes(request):
    UserSession.objects.create_from_request(request)
    return HttpResponse(str(request.user))


def who(request):
    return HttpResponse(str(request.user))


urlpatterns = [path("notes", notes), path("who", who)]
PHONE = "a phone"
laptop, phone = Client(), Client(headers={"User-Agent": PHONE})
for browser in (laptop, phone):
    browser.force_login(ada)
    assert browser.get("/notes").content == b"ada"


def listed():
    return sorted(one.user_agent or "a laptop" for one in UserSession.objects.purge_and_list(ada))


print("Django", django.__version__, "allauth", allauth.__version__)
before = listed(), phone.get("/who").content.decode()
print("before:  ", before)
assert before == (["a laptop", PHONE], "ada"), before
with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["former"]):
    assert laptop.get("/who").content == b"ada"  # has its new key now, and a cookie for it
    UserSession.objects.filter(user_agent="").update(session_key=laptop.session.session_key)
    after = listed(), laptop.get("/who").content.decode(), phone.get("/who").content.decode()
    again = listed()
print("listed:  ", after)
print("again:   ", again)
assert after == (["a laptop", PHONE], "ada", "AnonymousUser"), after
assert again == ["a laptop"], again
PY
"$work/venv/bin/python" "$work/look.py"
