"""Bears the Python processes of stories by forking: a run as a script, without any module of ours.

It has imported what others wrote, which is more than half of what a start takes. What we wrote, settings
first, is imported by each process itself, from the folder that it is to run in. Each has an environment, a
pid and files of its own, and is the child of who asked (tests/processes.py): as if `python` had been started.
"""

import contextlib
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import sys
import time
from typing import Any

# None of them may start a thread, make an event loop or read a setting of ours: a child has it from here.
LIBRARIES = (
    "PIL.Image",
    "attr",
    "autobahn.twisted.websocket",
    "channels.auth",
    "channels.db",
    "channels.generic.websocket",
    "channels.layers",
    "channels.routing",
    "channels.security.websocket",
    "channels_redis.core",
    "cryptography.hazmat.primitives.kdf.pbkdf2",
    "cryptography.x509",
    "csp.apps",
    "csp.middleware",
    "dj_database_url",
    "django.contrib.auth.password_validation",
    "django.contrib.auth.tokens",
    "django.contrib.auth.validators",
    "django.contrib.messages.middleware",
    "django.contrib.sessions.middleware",
    "django.contrib.staticfiles.management.commands.collectstatic",
    "django.contrib.staticfiles.storage",
    "django.core.asgi",
    "django.core.management",
    "django.core.management.base",
    "django.core.serializers",
    "django.db.backends.postgresql.base",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.middleware.cache",
    "django.middleware.clickjacking",
    "django.middleware.common",
    "django.middleware.http",
    "django.middleware.security",
    "django.template.loader",
    "django.test.client",
    "django.test.utils",
    "django.urls",
    "django.views.generic",
    "email.mime.text",
    "environs",
    "httpx",
    "idna",
    "jinja2",
    "multiprocessing.pool",
    "ninja",
    "ninja.pagination",
    "ninja.security",
    "prometheus_client",
    "psycopg",
    "pydantic",
    "redis.asyncio",
    "redis.sentinel",
    "servestatic",
    "service_identity",
    "sqlite3",
    "sqlparse",
    "twisted.internet.asyncioreactor",
    "twisted.internet.endpoints",
    "twisted.internet.ssl",
    "twisted.web.http",
    "urllib.request",
    "uvicorn",
    "websockets",
)


def get_ready() -> None:
    """Some libraries want settings to be there, and take their own defaults of them."""
    from django.conf import settings
    from django.utils.functional import empty

    settings.configure()
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):  # an optional one
            importlib.import_module(name)
    settings._wrapped = empty
    assert "twisted.internet.reactor" not in sys.modules, "each process has its own"
    time.tzset()
    gc.collect()
    gc.freeze()


def serve(line: socket.socket) -> dict[str, Any]:
    """Bears one child after the other; returns in each of them, with what it is to be."""
    while True:
        asked, files, *_ = socket.recv_fds(line, 1 << 20, 3)
        if not asked:
            os._exit(0)  # who asked has ended
        if (between := os.fork()) == 0:
            parent = os.getpid()
            if child := os.fork():
                line.send(str(child).encode())
                os._exit(0)  # which gives the child to who asked
            while os.getppid() == parent:
                time.sleep(0.001)
            line.close()
            for number, file in enumerate(files):
                os.dup2(file, number)
            os.closerange(3, max(files) + 1)
            return dict(json.loads(asked))
        os.waitpid(between, 0)
        line.send(b"that was all")
        for file in files:
            os.close(file)


def become(command: list[str], folder: str, environment: dict[str, str]) -> None:
    """What `python *command` would be there."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    match command:
        case ["-m", module, *arguments]:
            sys.argv = [module, *arguments]
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        case [script, *arguments]:
            sys.argv = [script, *arguments]
            runpy.run_path(os.path.join(folder, script), run_name="__main__")  # noqa: PTH118


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends with who asked
    del sys.path[0]  # this folder
    get_ready()
    become(**serve(socket.socket(fileno=int(sys.argv[1]))))
