"""What the demo says: a month of work, and none of it tomorrow's."""

from collections import Counter
from datetime import UTC, datetime

from tickets.features.demo import talks
from tickets.features.demo.talks import COUNT, WITHIN

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
ALL = list(talks.talks(NOW))


def test_there_are_200_in_six_languages() -> None:
    spoken = Counter(talk.language for talk in ALL)
    assert (len(ALL), set(spoken)) == (COUNT, {"de", "en", "es", "fr", "ja", "pl"})
    assert min(spoken.values()) >= COUNT // 6


def test_no_two_are_the_same() -> None:
    assert len({(talk.name, talk.subject, talk.steps[0].fields["body"]) for talk in ALL}) > COUNT * 0.95


def test_each_step_comes_after_the_one_before_it_and_none_is_to_come() -> None:
    for talk in ALL:
        times = [step.at for step in talk.steps]
        assert times == sorted(set(times)), talk
        assert NOW - 2 * WITHIN < times[0] <= times[-1] < NOW


def test_a_customer_begins_and_agents_put_it_in_order_before_they_answer() -> None:
    for talk in ALL:
        assert talk.steps[0].by == talks.CUSTOMER
        said = [step.fields["type"] for step in talk.steps if step.by == talks.AGENT]
        assert said[:2] in ([], ["assign", "tags"])


def test_some_wait_some_are_done_and_most_of_those_are_rated() -> None:
    last = Counter(talk.steps[-1].fields["type"] for talk in ALL)
    assert last["rate"] > last["status"] > 10
    assert sum(talk.steps[-1].fields["type"] == "message" for talk in ALL) > 10


def test_whole_texts_have_what_is_filled_into_them() -> None:
    for talk in ALL:
        assert not any("{" in str(step.fields.get("body")) for step in talk.steps)
        assert talk.email.endswith("@example.com"), "a mail would reach nobody"
