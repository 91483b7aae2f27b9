"""The tables and the agent, without the files of pages: for measures in which no page is read."""

import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")
django.setup()
call_command("migrate", verbosity=0)
call_command("seed_agent")
