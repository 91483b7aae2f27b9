#!/usr/bin/env bash
# Django 5.2.19: the SQL of .values("pk") calls its column "pk". Put into a WITH, it has no column "id", and who
# asks it for one gets no error: in a subquery the name is the outer row's, so that each row is its own match.
#
# Guess: .values("pk") and .values("id") are the same SQL where the primary key is called id, and a name that a part
# of a WITH hasn't got is refused.
# Seen: SELECT … "id" AS "pk"; of five rows, WHERE id IN (SELECT id FROM the newest one) finds five with "pk" and
# one with "id". An UPDATE by it would touch them all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check django==5.2.19
cat >"$work/look.py" <<'PY'
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.contenttypes"],
)

import django  # noqa: E402

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

call_command("migrate", verbosity=0)
ContentType.objects.all().delete()
for number in range(5):
    ContentType.objects.create(app_label="shop", model=f"thing{number}")


def matched(name):
    newest, values = ContentType.objects.order_by("-id").values(name)[:1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH newest AS ({newest})"
            " SELECT count(*) FROM django_content_type WHERE id IN (SELECT id FROM newest)",
            values,
        )
        return cursor.fetchone()[0], newest.partition(" FROM ")[0]


print("Django", django.__version__)
for name in ("pk", "id"):
    print(name, *matched(name))
assert matched("pk") == (5, 'SELECT "django_content_type"."id" AS "pk"')
assert matched("id") == (1, 'SELECT "django_content_type"."id" AS "id"')
PY
"$work/venv/bin/python" "$work/look.py"
