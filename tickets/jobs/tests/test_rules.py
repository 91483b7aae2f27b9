from tickets.jobs.rules import CAP, FIRST, TRIES, backoff


def test_each_wait_is_longer_until_the_longest() -> None:
    waits = [backoff(tries, lambda: 0.5).total_seconds() for tries in range(1, 40)]
    assert waits[0] == FIRST
    assert waits == sorted(waits)
    assert waits[-1] == CAP


def test_who_failed_together_comes_again_apart() -> None:
    soonest, latest = backoff(3, lambda: 0.0), backoff(3, lambda: 0.999)
    assert soonest < backoff(3, lambda: 0.5) < latest


def test_a_mail_server_may_be_away_for_a_night() -> None:
    hours = sum(backoff(tries, lambda: 0.5).total_seconds() for tries in range(1, TRIES)) / 3600
    assert hours > 10
