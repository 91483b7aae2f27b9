#!/usr/bin/env bash
# Django 5.2.19: with the messages middleware a request's body outlives its answer.
#
# Guess: once an answer is closed nobody refers to its request any more, so the request goes at once, and
# its body with it: CPython counts references. What the middlewares hang on a request goes with it.
# Seen: `request._messages` is a storage, and that storage has `request`: a circle. The request stays, with
# all of its body, until the collector of cycles comes by, which is after thousands of new objects and not
# after so many bytes: here 20 answers to bodies of 1 MB leave 20 MB behind. Without the middleware none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check django==5.2.19
cat >"$work/look.py" <<'PY'
import gc
import sys

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path


def upload(request):
    return HttpResponse(str(len(request.body)))


SESSIONS = "django.contrib.sessions.middleware.SessionMiddleware"
MESSAGES = "django.contrib.messages.middleware.MessageMiddleware"
settings.configure(
    ALLOWED_HOSTS=["testserver"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[SESSIONS, *sys.argv[1:]],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    SECRET_KEY="for this alone",
)
django.setup()
urlpatterns = [path("upload", upload)]


def asks(application):
    environ = RequestFactory().post("/upload", b"x" * 1_000_000, content_type="text/plain").environ
    answer = application(environ, lambda *_: None)
    said = b"".join(answer)
    answer.close()
    assert said == b"1000000", said


def kept():
    return sum(len(one.body) for one in gc.get_objects() if isinstance(one, HttpRequest)) / 1_000_000


application = get_wsgi_application()
asks(application)
gc.collect()
for _ in range(20):
    asks(application)
before = kept()
gc.collect()
print(f"Django {django.get_version()}, {sys.argv[1:] or 'sessions alone'}: {before:g} MB kept, {kept():g} after gc.collect()")
raise SystemExit(not (before == (20 if MESSAGES in sys.argv else 0) and kept() == 0))
PY
"$work/venv/bin/python" "$work/look.py"
"$work/venv/bin/python" "$work/look.py" django.contrib.messages.middleware.MessageMiddleware
