"""Staff see how late reactions and jobs are, and give dead ones their tries anew."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.seated import make_agent, ticket_of
from tickets.connections import jobs
from tickets.jobs import kinds, table
from tickets.jobs.kinds import Args, Kind
from tickets.jobs.models import Job
from tickets.models import Ticket
from tickets.people.access import Seat
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def mail(monkeypatch: pytest.MonkeyPatch) -> None:
    def sends(_: Args) -> None: ...

    monkeypatch.setattr(kinds, "_kinds", {})
    kinds.register(Kind("mail", sends))
    kinds.register(Kind("ping", sends))


@pytest.fixture
def dead() -> Job:
    table.enqueue("mail")
    [job] = table.claim(["mail"], 1)
    table.failed(job, kinds.Hopeless("no such mailbox"))
    return Job.objects.get()


def test_nothing_waits() -> None:
    on_time = [{"kind": kind, "overdue": 0} for kind in ("mail", "ping")]
    assert jobs.at_a_glance() == {"overdue": 0, "reactions": 0, "kinds": on_time, "dead": [], "troubles": []}


def test_how_late_each_kind_and_the_reactions_are(carla: Seat) -> None:
    table.enqueue("mail", wait=timedelta(seconds=-90))
    table.enqueue("ping", wait=timedelta(seconds=-30))
    long_ago = Now() - timedelta(seconds=200)
    Ticket.objects.filter(pk=ticket_of(carla).pk).update(last_event_at=long_ago)
    told = jobs.at_a_glance()
    late = {kind["kind"]: kind["overdue"] for kind in told["kinds"]}
    assert late["mail"] == pytest.approx(90, abs=20)
    assert late["ping"] == pytest.approx(30, abs=20)
    assert told["overdue"] == pytest.approx(late["mail"], abs=20)
    assert told["reactions"] == pytest.approx(200, abs=20)


def test_many_jobs_are_no_more_work_than_few() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            told = jobs.at_a_glance()
        assert len(told["dead"]) <= table.MOST_SHOWN
        return len(queries)

    few = asked()
    for kind in ("mail", "ping"):
        Job.objects.bulk_create(Job(kind=kind, died_at=Now()) for _ in range(200))
        Job.objects.bulk_create(Job(kind=kind) for _ in range(200))
    assert asked() == few


def test_again_brings_a_dead_job_back_once(dead: Job) -> None:
    jobs.again(dead.pk)
    assert table.dead() == []
    assert len(table.claim(["mail"], 1)) == 1
    with pytest.raises(Refused, match="no such dead job"):
        jobs.again(dead.pk)


# — over HTTP —


@pytest.fixture
def ada(client: Client) -> Client:
    client.force_login(make_agent("ada"), "django.contrib.auth.backends.ModelBackend")
    return client


def test_a_dead_job_says_what_went_wrong_and_is_tried_again(ada: Client, dead: Job) -> None:
    [row] = ada.get("/api/jobs").json()["dead"]
    assert row.pop("at").endswith("Z")
    assert row == {"id": dead.pk, "kind": "mail", "tries": 1, "error": "Hopeless: no such mailbox"}
    assert ada.post(f"/api/jobs/{dead.pk}/again").status_code == 204
    assert ada.get("/api/jobs").json()["dead"] == []


@pytest.mark.parametrize(("id", "status"), [("0", 422), ("7", 404), (str(2**63), 422), ("x", 422)])
def test_what_is_no_dead_job_is_not_found(ada: Client, id: str, status: int) -> None:
    assert ada.post(f"/api/jobs/{id}/again").status_code == status


def test_staff_only(client: Client, dead: Job) -> None:
    for answer in (client.get("/api/jobs"), client.post(f"/api/jobs/{dead.pk}/again")):
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    assert table.dead() == [dead]


def test_a_foreign_page_gives_no_job_its_tries(ada: Client, dead: Job) -> None:
    answer = ada.post(f"/api/jobs/{dead.pk}/again", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert table.dead() == [dead]


def test_a_program_of_some_sites_hears_of_nobodys_jobs(client: Client, dead: Job) -> None:
    robot = make_agent("robot", role="admin", sites=["shop"])
    client.force_login(robot, "django.contrib.auth.backends.ModelBackend")
    for answer in (client.get("/api/jobs"), client.post(f"/api/jobs/{dead.pk}/again")):
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert table.dead() == [dead]
