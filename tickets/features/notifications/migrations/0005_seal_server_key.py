"""Whoever reads the key as it stands can't read a sealed one: no release before this goes on beside it."""

from typing import Any

from django.db import migrations

import tickets.people.sealed_fields
from tickets.people import resealing


def seal(apps: Any, _: Any) -> None:
    resealing.columns([apps.get_model("notifications", "ServerKey")])


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_expand_mail_rules")]

    operations = [
        migrations.AlterField(
            model_name="serverkey",
            name="private",
            field=tickets.people.sealed_fields.SealedText(help_text="PEM"),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
