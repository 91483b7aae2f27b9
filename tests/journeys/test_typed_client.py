"""A client that a generator makes of what we say of our API, used by a program: what it needs is said, and
said rightly."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.stack import Stack

pytestmark = pytest.mark.integration

NAME = "holdfast_client"
TAKES_NO_JSON = "/api/mail"  # a mail is posted there as it is, by a mail server's program


@pytest.fixture
def client(stack: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Gives its modules by their paths."""
    (tmp_path / "settings.yaml").write_text("post_hooks: []\n")
    said = {
        "--url": f"{stack.origin}/api/openapi.json",
        "--config": str(tmp_path / "settings.yaml"),
        "--output-path": str(tmp_path / NAME),
        "--meta": "none",
    }
    made = subprocess.run(
        [
            sys.executable,
            "-m",
            "openapi_python_client",
            "generate",
            *(word for each in said.items() for word in each),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout
    [passed_over] = [line for line in made.stdout.splitlines() if line.startswith("WARNING")]
    assert TAKES_NO_JSON in passed_over, made.stdout
    monkeypatch.syspath_prepend(tmp_path)
    return lambda path="": importlib.import_module(f"{NAME}.{path}".rstrip("."))


@pytest.fixture
def enters() -> Iterator[Any]:
    """What has connections, until the story's end."""
    with ExitStack() as until_the_end:
        yield until_the_end.enter_context


def test_a_program_speaks_to_customers_by_it(stack: Stack, client: Any, enters: Any) -> None:
    token = stack.manage("manage.py", "api_token", "Shipping", "--scope", "read,write").split()[-1]
    models, conversation = client("models"), "api.conversation.tickets_api_"
    customer = enters(client().Client(base_url=stack.origin))
    program = enters(client().AuthenticatedClient(base_url=stack.origin, token=token))

    opening = models.OpenTicket(id=uuid4(), name="Carla", body="Where is my order?")
    opened = client(f"{conversation}open_ticket").sync(client=customer, body=opening)
    assert isinstance(opened, models.Opened)
    [row] = [
        row
        for row in client("api.desk.tickets_api_list_queue").sync(client=program, view="open").rows
        if row.ticket == opened.ticket
    ]
    assert (row.name, row.last.body) == ("Carla", "Where is my order?")
    reply = models.Message(id=uuid4(), body="On its way.")
    stored = client(f"{conversation}send").sync(opened.ticket, client=program, body=reply)
    assert (stored.seq, stored.id) == (row.head + 1, str(reply.id))

    carla = enters(client().AuthenticatedClient(base_url=stack.origin, token=opened.token))
    page = client(f"{conversation}events").sync(opened.ticket, client=carla)
    assert [event.body for event in page.events] == ["Where is my order?", "On its way."]
    feed = client("api.feed.tickets_api_feed_events").sync(client=program)
    assert str(reply.id) in [event.id for event in feed.events if event.ticket == opened.ticket]

    stranger = enters(client().AuthenticatedClient(base_url=stack.origin, token="hf_none"))
    refused = client(f"{conversation}send").sync(opened.ticket, client=stranger, body=reply)
    assert isinstance(refused, models.Problem)
    assert refused.code == "signed_out"
