"""Who may rename, merge and delete tags by HTTP: that touches every conversation that has one."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from tests.seated import make_agent, opened, seated
from tickets.features.triage.models import Tag
from tickets.features.triage.tests.conftest import Tags
from tickets.people.models import Team

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("plain_static_files")]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ({"role": "admin", "sites": ["elsewhere"]}, False),
        ({"own_only": True}, False),
        ({}, False),
        ({"role": "supervisor"}, True),
    ],
    ids=["held to a site", "own alone", "of some teams", "supervisor"],
)
def test_whoever_sees_all_conversations(
    client: Client, tags: Tags, who: Mapping[str, Any], may: bool
) -> None:
    Team.objects.create(name="Billing")
    tags(seated(make_agent("ada"), opened("Carla", "It broke.")), "refund", "money")
    client.force_login(make_agent("bob", **who), "django.contrib.auth.backends.ModelBackend")
    refund, money = (f"/api/tags/{Tag.objects.get(name=name).pk}" for name in ("refund", "money"))
    renamed = client.put(refund, {"name": "back", "colour": "teal"}, content_type="application/json")
    into = {"into": int(money.rpartition("/")[2])}
    merged = client.post(f"{refund}/merge", into, content_type="application/json")
    answers = [renamed.status_code, merged.status_code, client.delete(money).status_code]
    assert answers == ([200, 200, 204] if may else [403, 403, 403])
    assert Tag.objects.filter(gone=False, name__in=["refund", "money"]).count() == (0 if may else 2)


def test_without_teams_that_is_every_agent(client: Client, tags: Tags) -> None:
    tags(seated(make_agent("ada"), opened("Carla", "It broke.")), "refund")
    client.force_login(make_agent("bob"), "django.contrib.auth.backends.ModelBackend")
    assert client.delete(f"/api/tags/{Tag.objects.get().pk}").status_code == 204
