"""The product's settings, and on top what a test asks for by the variable FAULTS: words with commas
between, each a function of `tests.faults.points`, or one of the two below.

noisy   a channel layer that loses, doubles and overtakes (`tests.faults.layers`)
hasty   a lease of 4 s and a presence grace of 4 ticks, not 15 and 20: a process that sleeps
        longer than both has slept through all there is, in 8 s and not in 35; and a job's lease of
        4 s, not 30 (not in `make faults`)
"""

import os
from datetime import timedelta

from support_site.settings import CHANNEL_LAYERS, INSTALLED_APPS
from tests.settings import *  # noqa: F403
from tickets.jobs import rules as job_rules
from tickets.liveness import rules
from tickets.presence import rules as presence_rules

FAULTS = {word for word in os.environ.get("FAULTS", "").split(",") if word}
BREAKS: str | None = None  # a function that breaks the product, in a module of `broken`

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.apps.Faults"]

if "noisy" in FAULTS:
    CHANNEL_LAYERS["default"]["BACKEND"] = "tests.faults.layers.Noisy"
if "hasty" in FAULTS:
    vars(rules).update(PROCESS_LEASE=4)
    vars(presence_rules).update(PRESENCE_GRACE=4)
    vars(job_rules).update(LEASE=timedelta(seconds=4))
