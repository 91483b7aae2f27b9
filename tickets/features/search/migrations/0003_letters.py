"""Scripts without spaces have one mark between two letters, where they had two: so the index knows which two
stand together. Whoever looks for two marks finds nothing here: no release before this goes on beside it.

What is written waits in a list of PostgreSQL's index, which each search reads from end to end: 4 MB at most,
as is usual, were 6 ms of each search, and a second for the message that had to clear it up.
"""

from typing import Any

from django.db import migrations

DOUBLE = "body LIKE '%··%'"
HALVED = "replace({}, '··', '·')"
HALVINGS = 5  # of what people type themselves: ······
INDEXES = ("search_letters", "search_names")
LITTLE = 64  # kB: PostgreSQL takes no less


def read_as_one(apps: Any, schema_editor: Any) -> None:
    single = "body"
    for _ in range(HALVINGS):
        single = HALVED.format(single)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"UPDATE search_searched SET body = {single} WHERE {DOUBLE}")


def wait_little(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for index in INDEXES:
            schema_editor.execute(f"ALTER INDEX {index} SET (gin_pending_list_limit = {LITTLE})")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_expand_names'),
    ]

    operations = [
        migrations.RunPython(read_as_one, migrations.RunPython.noop),
        migrations.RunPython(wait_little, migrations.RunPython.noop),
    ]
