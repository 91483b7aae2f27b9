#!/usr/bin/env bash
# Django 5.2.19: a database that takes no writes for a while answers 400, as if the visitor had signed out.
#
# Guess: a view that changes the session while the database is read-only ends in OperationalError: a 500,
# or whatever the site answers when its database fails.
# Seen: the session store takes whatever keeps it from writing for a session that is gone. The middleware
# raises SessionInterrupted, which is a bad request: 400, "the request's session was deleted before the
# request completed", for a session that is there, and opens again once the database takes writes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check django==5.2.19
cat >"$work/look.py" <<'PY'
import sys

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path


def count(request):
    request.session["count"] = request.session.get("count", 0) + 1
    return HttpResponse(str(request.session["count"]))


settings.configure(
    SECRET_KEY="for this look alone",
    ALLOWED_HOSTS=["testserver"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    INSTALLED_APPS=["django.contrib.sessions"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1]}},
)
django.setup()
urlpatterns = [path("count", count)]

from django.core.management import call_command
from django.db import connection
from django.test import Client

call_command("migrate", verbosity=0)
browser = Client()
seen = []
for read_only in ("OFF", "ON", "OFF"):
    connection.cursor().execute(f"PRAGMA query_only = {read_only}")
    answer = browser.get("/count")
    seen.append((answer.status_code, answer.content.decode() if answer.status_code == 200 else ""))
print("Django", django.get_version())
print("before, while read-only, after:", seen)
raise SystemExit(seen != [(200, "1"), (400, ""), (200, "2")])
PY
"$work/venv/bin/python" "$work/look.py" "$work/db.sqlite3"
