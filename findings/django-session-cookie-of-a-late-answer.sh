#!/usr/bin/env bash
# Django 5.2.19: an answer that is late takes the browser's newer session cookie away.
#
# Guess: a request that left with a session that has ended since is answered as a stranger's, and the
# cookie that the browser has got meanwhile stays: SessionMiddleware wrote nothing, so it says nothing.
# Seen: if the view as much as looked into the session, the answer says `sessionid=""; Max-Age=0`. Cookies
# are told apart by name, not by value, so the browser throws away the newer one, and who has just
# signed in (or chosen a new password, which gives the session a new key) is signed out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check django==5.2.19
cat >"$work/look.py" <<'PY'
import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path


def poll(request):
    return HttpResponse(request.session.get("who", "a stranger"))


def sign_in(request):
    request.session["who"] = "Ada"
    request.session.cycle_key()  # as login() and update_session_auth_hash() do
    return HttpResponse("welcome")


settings.configure(
    ALLOWED_HOSTS=["testserver"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    SESSION_ENGINE="django.contrib.sessions.backends.cache",
)
django.setup()
urlpatterns = [path("poll", poll), path("sign-in", sign_in)]

from django.test import Client

browser, wire = Client(), Client()
browser.get("/sign-in")
left_with = browser.cookies["sessionid"].value
browser.get("/sign-in")  # a new key; meanwhile a poll is on its way with the old one
newer = browser.cookies["sessionid"].value
wire.cookies["sessionid"] = left_with
late = wire.get("/poll")
said = late.cookies["sessionid"]
print("Django", django.get_version())
print("a newer cookie is there:", newer != left_with)
print("the late poll reads:", late.content.decode())
print("and its answer says:", repr(said.value), "Max-Age", said["max-age"])
browser.cookies.update(late.cookies)  # what a browser does with it
print("the next poll reads:", browser.get("/poll").content.decode())
raise SystemExit(not (newer != left_with and said.value == "" and said["max-age"] == 0))
PY
"$work/venv/bin/python" "$work/look.py"
