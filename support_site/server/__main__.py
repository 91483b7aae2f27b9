import logging
import os
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")

from django.conf import settings

from support_site import room
from support_site.server import files, garbage, processes
from support_site.server.listener import WAITING, listen
from tickets import metrics, schema

# Seconds for which a thread may go on computing when the loop has something to do: a search, an export or a
# page of Django's keeps an `ack` waiting for that, and each `ack` passes from thread to thread some times.
TURN: Final = 0.0005  # Python's own is ten times that


def main(*arguments: str) -> None:
    room.check()
    if processes.ONE in arguments:
        number, file = map(int, arguments[-2:])
        failed = serve(socket.socket(fileno=file), processes.one_of_several(), number)
    else:
        failed = serve_all()
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(failed)  # without waiting for threads: a frozen database would keep us from ending


def serve_all() -> bool:
    """As many processes as are asked for. Returns whether any has failed."""
    count = processes.wanted()
    try:
        listeners = [listen(settings.HOST, settings.PORT, WAITING, shared=count > 1) for _ in range(count)]
    except OSError as error:
        sys.exit(f"Can't listen: {error.strerror}")
    return processes.serve(listeners) if count > 1 else serve(listeners[0])


def serve(listener: socket.socket, listens: Callable[[], object] = lambda: None, number: int = 0) -> bool:
    """This process. `listens` is called when it does; `number`: of several."""
    files.allow_many()
    port = settings.METRICS_PORT and settings.METRICS_PORT + number
    try:
        metrics.serve(settings.HOST, port, shared=processes.wanted() > 1)
    except OSError as error:
        sys.exit(f"METRICS_PORT: can't listen: {error.strerror}")
    server = import_module(f"support_site.server.{settings.WEB_SERVER}")
    schema.must_serve()
    garbage.collect_seldom()
    sys.setswitchinterval(TURN)
    failed: bool = server.serve(listener, listens)
    return failed


if __name__ == "__main__":
    main(*sys.argv[1:])
