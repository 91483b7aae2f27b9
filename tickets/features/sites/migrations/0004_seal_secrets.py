"""Whoever reads secrets as they stand can't read sealed ones: no release before this goes on beside it."""

from typing import Any

from django.db import migrations

import tickets.features.sites.models
import tickets.people.sealed_fields
from tickets.people import resealing


def seal(apps: Any, _: Any) -> None:
    resealing.columns([apps.get_model("sites", "Site")])


class Migration(migrations.Migration):
    dependencies = [("sites", "0003_expand_team")]

    operations = [
        migrations.AlterField(
            model_name="site",
            name="secret",
            field=tickets.people.sealed_fields.SealedText(
                default=tickets.features.sites.models.new_secret, editable=False
            ),
        ),
        migrations.AlterField(
            model_name="site",
            name="former_secret",
            field=tickets.people.sealed_fields.SealedText(blank=True, editable=False),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
