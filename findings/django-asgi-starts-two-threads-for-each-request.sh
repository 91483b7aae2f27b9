#!/usr/bin/env bash
# Django 5.2.19, asgiref 3.13.0: under ASGI each request starts two threads, and goes to one of them and back twice,
# with an asynchronous view and no middleware. XFrameOptionsMiddleware alone, which sets a header, is a third way.
#
# Guess: a thread is needed where something synchronous is called, and those of a pool serve one request after the
# other.
# Seen: 20 requests start 40 threads. request_started, and the end of the answer, are told to synchronous receivers
# of Django's own (close_old_connections and others) on a ThreadPoolExecutor that ASGIHandler's context makes for the
# request; and when the context ends, another thread is started to wait for that one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check django==5.2.19 asgiref==3.13.0
cat >"$work/look.py" <<'PY'
import asyncio
import sys
import threading

from asgiref.sync import SyncToAsync
from asgiref.testing import ApplicationCommunicator
from django.conf import settings

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=sys.argv[1:])

import django  # noqa: E402

django.setup()

from django.core.handlers.asgi import ASGIHandler  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402


async def hello(request):
    return HttpResponse("hello")


urlpatterns = [path("", hello)]
REQUESTS = 20
started, handed = [], []
start, call = threading.Thread.start, SyncToAsync.__call__


def counted_start(thread):
    started.append(thread)
    start(thread)


def counted_call(self, *arguments, **more):
    handed.append(self.func)
    return call(self, *arguments, **more)


threading.Thread.start, SyncToAsync.__call__ = counted_start, counted_call
SCOPE = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [(b"host", b"example.com")]}


async def ask():
    handler = ASGIHandler()
    for _ in range(REQUESTS):
        application = ApplicationCommunicator(handler, SCOPE)
        await application.send_input({"type": "http.request", "body": b""})
        assert (await application.receive_output())["status"] == 200
        await application.receive_output()
        await application.wait()


asyncio.run(ask())
print(f"Django {django.__version__}, {sys.argv[1:]}: {REQUESTS} requests,", len(started), "threads,", len(handed), "ways")
assert len(started) == 2 * REQUESTS
assert len(handed) == REQUESTS * (2 + len(sys.argv[1:]))
PY
"$work/venv/bin/python" "$work/look.py"
"$work/venv/bin/python" "$work/look.py" django.middleware.clickjacking.XFrameOptionsMiddleware
