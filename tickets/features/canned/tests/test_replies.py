"""An agent's canned replies: whose they are, what is refused, and that the same again changes nothing."""

from uuid import UUID, uuid4

import pytest

from tests.seated import SUPERVISOR, make_agent, opened
from tickets.desk import queue
from tickets.features.canned import replies, variables
from tickets.features.canned.models import CannedReply
from tickets.features.canned.replies import Reply
from tickets.models import Contact
from tickets.people import access
from tickets.people.access import Person
from tickets.people.models import Team, User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db
ID = UUID(int=7)


@pytest.fixture
def ada(ada_herself: User) -> Person:
    return access.person_of(ada_herself)


@pytest.fixture
def bob(db: None) -> Person:
    return access.person_of(make_agent("bob"))


@pytest.fixture
def billing(ada_herself: User) -> Team:
    team = Team.objects.create(name="Billing")
    team.members.add(ada_herself)
    return team


def a_reply(title: str = "Hello", **more: object) -> Reply:
    return Reply(title, {"en": "Hello {customer.first_name|there}"}, **more)  # type: ignore[arg-type]


def titles(agent: Person) -> list[str]:
    return [reply["title"] for reply in replies.of(agent)]


def test_one_sees_ones_own_those_of_ones_teams_and_everybodys(
    ada: Person, bob: Person, billing: Team
) -> None:
    replies.save(ada, uuid4(), a_reply("Mine"))
    replies.save(ada, uuid4(), a_reply("Ours", scope="team", team=billing.pk))
    replies.save(bob, uuid4(), a_reply("Everybody's", scope="all"))
    assert titles(ada) == ["Everybody's", "Mine", "Ours"]
    assert titles(bob) == ["Everybody's"]
    billing.members.add(User.objects.get(username="bob"))
    assert titles(bob) == ["Everybody's", "Ours"]


def test_the_same_again_changes_nothing_and_another_takes_its_place(ada: Person) -> None:
    first = replies.save(ada, ID, a_reply(shortcut="Hi"))
    assert replies.save(ada, ID, a_reply(shortcut="Hi")) == first
    assert first["shortcut"] == "hi"
    changed = replies.save(ada, ID, a_reply("Bye"))
    assert replies.of(ada) == [changed]
    replies.used(ada, ID)
    assert replies.of(ada)[0]["uses"] == 1
    assert replies.save(ada, ID, a_reply("Bye"))["uses"] == 1
    for _ in range(2):
        replies.delete(ada, ID)
    replies.used(ada, ID)
    assert replies.of(ada) == []


def test_what_is_somebody_elses_is_not_there(ada: Person, bob: Person) -> None:
    replies.save(ada, ID, a_reply())
    for act in (lambda: replies.save(bob, ID, a_reply("Mine now")), lambda: replies.delete(bob, ID)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not_found"
    replies.used(bob, ID)
    assert [(reply["title"], reply["uses"]) for reply in replies.of(ada)] == [("Hello", 0)]


@pytest.mark.parametrize("scope", ["own", "team", "all"])
def test_there_is_one_shortcut_of_each_in_a_scope(
    ada: Person, bob: Person, billing: Team, scope: replies.Scope
) -> None:
    def reply(scope: replies.Scope) -> Reply:
        return a_reply(shortcut="hi", scope=scope, team=billing.pk if scope == "team" else None)

    for one in ("own", "team", "all"):
        replies.save(ada, uuid4(), reply(one))
    with pytest.raises(Refused) as refused:
        replies.save(ada, uuid4(), reply(scope))
    assert refused.value.code == "conflict"
    replies.save(bob, uuid4(), reply("own"))
    for _ in range(2):
        replies.save(ada, uuid4(), a_reply(scope=scope, team=billing.pk if scope == "team" else None))


def test_a_team_that_one_is_not_in(bob: Person, billing: Team) -> None:
    for team in (billing.pk, billing.pk + 1, None):
        with pytest.raises(Refused, match="team"):
            replies.save(bob, uuid4(), a_reply(scope="team", team=team))


def test_the_teams_that_one_is_in(ada: Person, bob: Person, billing: Team) -> None:
    Team.objects.create(name="Nobody's")
    assert replies.teams_of(ada) == [{"id": billing.pk, "name": "Billing"}]
    assert replies.teams_of(bob) == []


def test_the_first_text_stays_the_first(ada: Person) -> None:
    texts = {"pt-BR": "Olá", "en": "Hello", "de": "Hallo"}
    for saved in (replies.save(ada, ID, Reply("Hello", texts)), replies.of(ada)[0]):
        assert list(saved["texts"].items()) == list(texts.items())


def test_a_row_says_the_customers_language_where_it_is_known(db: None) -> None:
    seat = opened("Carla", "Hallo?")
    assert "canned_language" not in queue.rows([seat.public_id], SUPERVISOR)[0]
    Contact.objects.update(language="de")
    assert queue.rows([seat.public_id], SUPERVISOR)[0]["canned_language"] == "de"


def test_they_go_with_who_owned_them(ada: Person, ada_herself: User, billing: Team) -> None:
    replies.save(ada, uuid4(), a_reply())
    replies.save(ada, uuid4(), a_reply(scope="team", team=billing.pk))
    billing.delete()
    assert CannedReply.objects.count() == 1
    ada_herself.delete()
    assert not CannedReply.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "Hello {customer.first_name|there}, {?order number} by {agent.name}",
        "{customer.name} {customer.email} {ticket.id} {ticket.subject}",
        "{customer.name|}",
        "one { alone",
        "} and {",
        "{\n}",
    ],
)
def test_variables_that_there_are(text: str) -> None:
    variables.check(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi {customer.nme}", "customer.nme"),
        ("{customer.__class__}", "customer.__class__"),
        ("{customer.name} {what|ever}", "what"),
        ("{}", ""),
        ("{?}", "?"),
        ("{{customer.name}} {x}", "x"),
    ],
)
def test_a_variable_that_there_is_not_is_said_by_name(ada: Person, text: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        replies.save(ada, ID, Reply("Hello", {"en": "Hello", "de": text}))
    assert (refused.value.code, refused.value.more) == ("bad_field", {"variable": name})
    assert not CannedReply.objects.exists()
