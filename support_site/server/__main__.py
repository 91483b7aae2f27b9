import logging
import os
import sys
from importlib import import_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")

from django.conf import settings

from support_site import room
from support_site.server import files, garbage
from tickets import metrics


def main() -> None:
    room.check()
    files.allow_many()
    try:
        metrics.serve(settings.HOST, settings.METRICS_PORT)
    except OSError as error:
        sys.exit(f"METRICS_PORT: can't listen: {error.strerror}")
    server = import_module(f"support_site.server.{settings.WEB_SERVER}")
    garbage.collect_seldom()
    failed = server.serve()
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(failed)  # without waiting for threads: a frozen database would keep us from ending


if __name__ == "__main__":
    main()
