"""The product's, for the soak of mail: a killed worker's jobs wait 10 s, which is longer than the database is
kept locked, and what fails is tried again within two seconds and not given up, for servers are killed all the
time."""

from datetime import timedelta

from support_site.settings import *  # noqa: F403
from tickets.jobs import rules

vars(rules).update(LEASE=timedelta(seconds=10), FIRST=0.5, CAP=2.0, TRIES=10_000)
