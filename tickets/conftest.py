"""Carla and Chris have a ticket each; Ada and Bob are agents, and sit at Carla's."""

from contextlib import suppress

import pytest
from django.test import Client

from tests.fakes import Layer
from tests.patience import SIGN
from tests.seated import make_agent, opened, seated
from tickets.people.access import Seat
from tickets.people.models import User


@pytest.fixture(autouse=True)
def announced(layer: Layer) -> Layer:
    """What is announced stays in the test."""
    return layer


@pytest.fixture
def nothing_gets_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process remembers for some seconds, it remembers for this story: which counts statements, on a
    machine that may take as long."""
    for place in ("tickets.lately", "tickets.features.saved_views.saved", "tickets.features.hours.facts"):
        with suppress(ImportError):  # a feature may be away
            monkeypatch.setattr(f"{place}.FRESH", SIGN)


@pytest.fixture
def carla(db: None) -> Seat:
    return opened("Carla", "It broke.")


@pytest.fixture
def chris(db: None) -> Seat:
    return opened("Chris", "It smokes.")


@pytest.fixture
def ada_herself(db: None) -> User:
    return make_agent("ada", "Ada")


@pytest.fixture
def ada(carla: Seat, ada_herself: User) -> Seat:
    return seated(ada_herself, carla)


@pytest.fixture
def bob(carla: Seat) -> Seat:
    return seated(make_agent("bob", "Bob"), carla)


@pytest.fixture
def root(client: Client, db: None, plain_static_files: None, quick_passwords: None) -> Client:
    """The browser of somebody who may configure the desk, and gave the password just now."""
    make_agent("root", "Root", is_superuser=True, password="a-long-one")
    client.post("/accounts/login/", {"username": "root", "password": "a-long-one"})
    return client
