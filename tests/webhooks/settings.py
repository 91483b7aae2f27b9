"""The product's, with quick tries: what fails is tried again within a tenth of a second."""

from support_site.settings import *  # noqa: F403
from support_site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.webhooks.apps.Quick"]
