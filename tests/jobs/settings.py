"""The product's, with jobs that leave a trace."""

from support_site.settings import *  # noqa: F403
from support_site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobs.apps.Traced"]
