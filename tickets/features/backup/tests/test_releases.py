"""What an earlier release left is brought up to date, and this one goes on with it."""

import re
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from tests.seated import SUPERVISOR, says
from tickets import schema
from tickets.desk import queue
from tickets.features.backup import restoring
from tickets.features.backup.archive import Reader
from tickets.features.backup.tests.conftest import Elsewhere, quiet
from tickets.models import Ticket
from tickets.people.access import Person, Seat

pytestmark = pytest.mark.django_db(transaction=True)
RELEASES: Final = sorted((Path(__file__).parent / "releases").glob("*.holdfast"))
FIRST: Final = "0.1.0"  # its tables were made anew by the next one, as its notes say
# What Django itself keeps of the tables that there are.
OF_THE_SCHEMA: Final = {"django_migrations", "django_content_type", "auth_permission"}


def test_each_release_has_left_one() -> None:
    """How it is made: CONTRIBUTING.md."""
    changes = (Path(settings.BASE_DIR) / "CHANGELOG.md").read_text()
    numbers = set(re.findall(r"^## (\d+\.\d+\.\d+)", changes, re.MULTILINE))
    assert FIRST in numbers
    assert numbers - {FIRST} <= {path.stem for path in RELEASES}
    assert RELEASES


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_it_is_brought_up_to_date_with_all_that_was_in_it(
    path: Path, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    then = {table["name"]: table["rows"] for table in Reader(path).manifest["tables"]}
    assert then["tickets_event"] > then["tickets_ticket"] > 0
    with elsewhere(tmp_path / "new" / "desk.sqlite3"):
        restoring.restore(path, quiet())
        assert not schema.missing(schema.applied(connection))
        models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
        there = {name: models[name]._base_manager.count() for name in then.keys() & models.keys()}
        assert {name: then[name] for name in there if name not in OF_THE_SCHEMA} == {
            name: rows for name, rows in there.items() if name not in OF_THE_SCHEMA
        }
        for ticket in Ticket.objects.all():
            seqs = list(ticket.events.order_by("seq").values_list("seq", flat=True))
            assert seqs == list(range(1, ticket.last_seq + 1))
        ticket = Ticket.objects.select_related("contact").latest("last_event_at")
        seat = Seat(ticket.pk, ticket.public_id, Person("customer", ticket.contact.name))
        assert says(seat, "And on.").seq == ticket.last_public_seq + 1
        assert queue.rows([ticket.public_id], SUPERVISOR)[0]["ticket"] == ticket.public_id
