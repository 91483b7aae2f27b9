"""Who is meant by a name of one or two letters was found by a look at every conversation."""

from typing import Any

from django.db import migrations

# SQLite: with what is asked for in it, so that a look at all names is no look at all pages of the table.
NAMES = {
    "sqlite": [
        "DROP INDEX searched_tickets",
        """CREATE INDEX searched_tickets ON search_searched(id, ticket_id, event, kind, body)
            WHERE kind = 'ticket'""",
    ],
    "postgresql": [
        """CREATE INDEX search_names ON search_searched USING gin (body gin_trgm_ops)
            WHERE kind = 'ticket'""",
    ],
}
FORMER = {
    "sqlite": [
        "DROP INDEX searched_tickets",
        "CREATE INDEX searched_tickets ON search_searched(id) WHERE kind = 'ticket'",
    ],
    "postgresql": ["DROP INDEX search_names"],
}


def add_names(apps: Any, schema_editor: Any) -> None:
    for statement in NAMES[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_names(apps: Any, schema_editor: Any) -> None:
    for statement in FORMER[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(add_names, drop_names),
    ]
