"""A mail is answered (250, `\\Seen`) before it is stored, a little later, if its process lives."""

import threading
from importlib import import_module
from typing import Any, Final

from tests.faults.mail_settings import *  # noqa: F403
from tests.faults.mail_settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.apps.Faults"]
BREAKS = f"{__name__}.break_it"
LATER: Final = 1.0  # seconds


def break_it() -> None:
    arrive = import_module("tickets.features.mail.arrive")  # a feature, which may not be there
    stored = arrive.stored

    def promised(*mail: Any, **more: Any) -> None:
        threading.Timer(LATER, stored, mail, more).start()

    vars(arrive)["stored"] = promised
