"""Who works at the desk, by HTTP."""

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import AsyncClient

from tests.seated import make_agent
from tickets.people import access
from tickets.people.models import User
from tickets.people.roles import Role

BROWSER = "django.contrib.auth.backends.ModelBackend"


@pytest.mark.django_db(transaction=True)
async def test_agents_are_listed_for_agents(async_client: AsyncClient, ada_herself: User) -> None:
    lea = await sync_to_async(make_agent)("lea", "Lea", role=Role.LIGHT)
    await User.objects.aupdate(password="by which they sign in")
    await ada_herself.arefresh_from_db()
    await async_client.aforce_login(ada_herself, BROWSER)
    shipping = await sync_to_async(make_agent)("shipping", "Shipping")
    agents = (await async_client.get("/api/agents")).json()["agents"]
    assert agents == [
        {
            "username": "ada",
            "name": "Ada",
            "key": access.key_of(ada_herself),
            "answers": True,
            "program": False,
        },
        {"username": "lea", "name": "Lea", "key": access.key_of(lea), "answers": False, "program": False},
        {
            "username": "shipping",
            "name": "Shipping",
            "key": access.key_of(shipping),
            "answers": True,
            "program": True,
        },
    ]
    for answer in (await AsyncClient().get("/api/agents"), await async_client.get("/api/agents?as=bob")):
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    await sync_to_async(connections.close_all)()  # else PostgreSQL can't drop the test's database
