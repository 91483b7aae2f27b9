"""Whoever reads secrets as they stand can't read sealed ones: no release before this goes on beside it."""

from typing import Any

from django.db import migrations

import tickets.people.sealed_fields
from tickets.people import resealing


def seal(apps: Any, _: Any) -> None:
    resealing.columns([apps.get_model("webhooks", "Endpoint")])


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0002_expand_teams")]

    operations = [
        migrations.AlterField(
            model_name="endpoint",
            name="secrets",
            field=tickets.people.sealed_fields.SealedTexts(help_text="the newest first; all of them sign"),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
