"""The demo is made by the ways of every ticket, and goes without a trace of it or a scratch on the rest."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from support_site import stored_files
from tests.fakes import Layer
from tests.seated import bodies, feature, make_agent, opened, says, seated
from tickets.conversation import acts, attachments, reactions
from tickets.features.demo import making, removing, talks
from tickets.features.demo.models import Made
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.models import Contact, Event, Ticket
from tickets.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 12  # two of each language


def untold(_: int, __: int) -> None:
    pass


@pytest.fixture
def demo(layer: Layer) -> None:
    making.make(untold, COUNT)


def test_there_are_conversations_of_weeks(demo: None) -> None:
    assert Ticket.objects.count() == COUNT
    now = timezone.now()
    assert not Event.objects.filter(at__gt=now).exists()
    assert Ticket.objects.filter(opened_at__lt=now - timedelta(days=14)).exists()
    assert {"message", "note"} <= set(Event.objects.values_list("kind", flat=True))
    for ticket in Ticket.objects.all():
        assert [event.seq for event in ticket.events.all()] == list(range(1, ticket.last_seq + 1))
        assert ticket.last_event_at == ticket.events.order_by("-seq")[0].at


def test_they_are_put_in_order_as_agents_do_it(demo: None) -> None:
    for name, kind in (("assignment", "assignment"), ("triage", "tags"), ("status", "status")):
        feature(name, "apps")
        assert Event.objects.filter(kind=kind, role="agent").exists(), kind
    ratings = feature("rating", "models").Rating.objects
    assert ratings.filter(score__isnull=False, rated_at__lt=timezone.now() - timedelta(days=5)).exists()


def test_a_picture_goes_with_some(demo: None, tmp_path: Path, settings: Settings) -> None:
    files, of_files = feature("files", "models").File.objects, feature("files", "checking")
    settings.FILES_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {"files": stored_files.on_disk(tmp_path / "stored")}
    sent = list(files.select_related("event"))
    assert sent
    assert {(one.name, one.type, one.event.role) for one in sent} == {("parcel.png", "image/png", "customer")}
    for job in Job.objects.filter(kind=of_files.CHECK.name):
        table.carry_out(job)
    assert set(files.values_list("state", flat=True)) == {"ready"}
    assert removing.remove(untold) == COUNT
    assert not files.exists()


def test_without_what_keeps_files_none_is_sent(layer: Layer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "_keepers", [])
    making.make(untold, COUNT)
    assert not any("files" in event.data for event in Event.objects.all())


def test_without_the_features_only_words_are_said(layer: Layer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "_acts", {})
    making.make(untold, 3)
    assert set(Event.objects.values_list("kind", flat=True)) <= {"message", "note"}


def test_nobody_outside_hears_of_them(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    told = {name: lambda *_, name=name: heard.append(name) for name in ("webhooks", "mail", "search")}
    monkeypatch.setattr(reactions, "_reactions", told)
    while reactions.catch_up():
        pass
    assert set(heard) <= {"search"}


def test_all_of_it_goes_and_nothing_else(demo: None, layer: Layer) -> None:
    ada = make_agent("ada")
    own = opened("Carla", "It broke.")
    says(seated(ada, own), "Hello!")
    assert removing.remove(untold) == COUNT
    assert [ticket.pk for ticket in Ticket.objects.all()] == [own.ticket]
    assert bodies(seated(ada, own)) == ["It broke.", "Hello!"]
    assert [contact.name for contact in Contact.objects.all()] == ["Carla"]
    assert [user.username for user in User.objects.all()] == ["ada"]
    assert not Made.objects.exists()


def test_tags_go_but_those_that_somebody_uses_or_had(layer: Layer) -> None:
    tags = feature("triage", "models")
    before = tags.Tag.objects.create(name="billing", folded="billing")
    making.make(untold, COUNT)
    used = tags.Tag.objects.get(name="delivery")
    own = Ticket.objects.get(pk=opened("Carla", "It broke.").ticket)
    tags.Triage.objects.create(ticket=own).tags.add(used)
    assert tags.Tag.objects.count() > 3, "the premise"
    removing.remove(untold)
    assert set(tags.Tag.objects.all()) == {before, used}


def test_a_made_up_agent_who_wrote_to_somebody_stays_their_author(demo: None) -> None:
    mina = User.objects.get(username="demo-mina")
    own = opened("Carla", "It broke.")
    says(seated(mina, own), "Hello!")
    removing.remove(untold)
    mina.refresh_from_db()
    assert (mina.is_active, bodies(own)) == (False, ["It broke.", "Hello!"])


def test_a_made_up_agent_who_stayed_is_there_for_the_next_demo_and_goes_with_it(demo: None) -> None:
    mina = User.objects.get(username="demo-mina")
    says(seated(mina, opened("Carla", "It broke.")), "Hello!")
    removing.remove(untold)
    making.make(untold, COUNT)
    mina.refresh_from_db()
    assert mina.is_active
    removing.remove(untold)
    mina.refresh_from_db()
    assert not mina.is_active


def test_somebody_of_that_name_who_was_let_go_stays_so(demo: None) -> None:
    """They have a password: the demo didn't make them."""
    removing.remove(untold)
    mina = make_agent("demo-mina", password="a-long-one", is_active=False)
    assert making.agent(talks.AGENTS[0]) == mina
    mina.refresh_from_db()
    assert not mina.is_active
    assert not Made.objects.exists()


def test_killed_in_the_midst_of_it_it_can_be_taken_away(layer: Layer) -> None:
    def killed(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        making.make(killed, COUNT)
    assert Ticket.objects.count() == 3
    assert removing.remove(untold) == 3
    assert not User.objects.exists()


def test_nobody_signs_in_as_a_made_up_agent(demo: None) -> None:
    made = User.objects.filter(username__startswith="demo-")
    assert made.exists()
    assert not any(user.has_usable_password() for user in made)


def test_from_a_terminal(layer: Layer) -> None:
    def says_of(*arguments: str) -> str:
        out = StringIO()
        call_command("demo", "--url", "http://127.0.0.1:1", *arguments, stdout=out)
        return out.getvalue()

    first = says_of("--count", "2", "--chats", "1")
    assert "Made: 2 conversations" in first
    assert "The bots don't chat: nobody takes it at http://127.0.0.1:1" in first
    assert "are there" in says_of("--chats", "0")
    assert Ticket.objects.count() == 2
    assert says_of("--remove") == "Removed: 2 conversations of the demo.\n"
    assert says_of("--remove") == "Removed: 0 conversations of the demo.\n"


def test_who_was_answered_waits_for_nobody(demo: None) -> None:
    for ticket in Ticket.objects.all():
        last = ticket.events.filter(kind="message").order_by("-seq")[0]
        answered = last.role == "agent" or ticket.status == Ticket.Status.RESOLVED
        assert (ticket.waiting_since is None) is answered, ticket
