#!/usr/bin/env bash
# Django 5.2.9, SQLite: "now, and nothing added" comes after "now".
#
# Guess: in one statement, Now() + timedelta(0) equals Now(), so a row that is due at once is due.
# Seen: Now() is SQLite's STRFTIME with three digits of a second; a sum goes through a Python function
# of Django's that gives six, and SQLite compares both as texts. "….123" sorts before "….123000",
# so the sum is later than the instant that it was made from, for the rest of that millisecond.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check django==5.2.9
cat >"$work/look.py" <<'PY'
from datetime import timedelta

import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.contenttypes"],
    USE_TZ=True,
)
django.setup()

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db.models import BooleanField, Case, Value, When
from django.db.models.functions import Now
from django.db.models.lookups import LessThanOrEqual

call_command("migrate", verbosity=0)


def holds(lookup):
    asked = Case(When(lookup, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = ContentType.objects.annotate(answer=asked).values_list("answer", flat=True)
    return {row for _ in range(50) for row in rows}


print("Django", django.get_version())
plain = holds(LessThanOrEqual(Now(), Now()))
summed = holds(LessThanOrEqual(Now() + timedelta(0), Now()))
print("Now() <= Now():", plain)
print("Now() + timedelta(0) <= Now():", summed)
raise SystemExit(not (plain == {True} and summed == {False}))
PY
"$work/venv/bin/python" "$work/look.py"
