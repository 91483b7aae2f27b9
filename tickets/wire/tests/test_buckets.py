"""Carla writes fast, Mallory without end."""

from heapq import heappop, heappush

from hypothesis import given
from hypothesis import strategies as st

from tickets.wire.buckets import Bucket, Buckets, Rate, Volume, Volumes

SHORT = 1e-6  # seconds: what a clock can't tell apart

rates = st.builds(Rate, burst=st.integers(1, 50), per_second=st.floats(0.1, 100))
pauses = st.lists(st.floats(0, 30), max_size=80)


def test_a_burst_goes_through_and_then_so_many_a_second() -> None:
    bucket = Bucket(Rate(burst=3, per_second=2), now=0)
    assert [bucket.take(0) for _ in range(3)] == [0, 0, 0]
    assert bucket.take(0.5) == 0
    assert bucket.take(0.5) > 0


@given(rates, pauses)
def test_never_more_than_the_rate_allows(rate: Rate, pauses: list[float]) -> None:
    now, taken = 0.0, 0
    bucket = Bucket(rate, now)
    for pause in pauses:
        now += pause
        taken += bucket.take(now) == 0
        assert taken <= rate.burst + now * rate.per_second + SHORT


@given(rates, st.integers(1, 200))
def test_who_waits_as_long_as_told_is_let_in(rate: Rate, tries: int) -> None:
    bucket = Bucket(rate, 0)
    wait = max(bucket.take(0) for _ in range(tries))
    if wait:
        assert bucket.take(wait + SHORT) == 0


@given(rates, st.integers(2, 60))
def test_all_who_wait_as_long_as_told_get_in(rate: Rate, tries: int) -> None:
    """Carla's page sends what it kept all at once, and each again when its refusal said so."""
    bucket = Bucket(rate, 0)
    coming, served = [0.0] * tries, 0
    while coming:
        now = heappop(coming)
        wait = bucket.take(now)
        if wait:
            heappush(coming, now + wait + SHORT)
        served += not wait
        assert now <= 2 * (tries + 1) / rate.per_second + tries * SHORT
    assert served == tries


@given(rates)
def test_hammering_gets_the_rate_and_no_more(rate: Rate) -> None:
    bucket = Bucket(rate, 0)
    step = 1 / rate.per_second / 8
    taken = sum(bucket.take(number * step) == 0 for number in range(801))
    assert 0.8 * 100 <= taken - rate.burst <= 100


@given(rates, st.integers(1, 200))
def test_hammering_never_shortens_the_wait(rate: Rate, tries: int) -> None:
    bucket = Bucket(rate, 0)
    waits = [bucket.take(0) for _ in range(tries)]
    assert waits == sorted(waits)


def test_a_whole_burst_refused_is_an_overrun() -> None:
    bucket = Bucket(Rate(burst=5, per_second=1), 0)
    waits = [bucket.take(0) for _ in range(9)]
    assert waits[5] > 0
    assert not bucket.overrun
    bucket.take(0)
    assert bucket.overrun


def test_one_sender_is_not_held_back_by_another() -> None:
    buckets = Buckets(Rate(burst=1, per_second=1))
    assert buckets.take("Mallory", 0) == 0
    assert buckets.take("Mallory", 0) > 0
    assert buckets.take("Carla", 0) == 0


def test_full_buckets_are_forgotten_and_others_kept() -> None:
    buckets = Buckets(Rate(burst=2, per_second=1))
    for _ in range(4):
        buckets.take("Mallory", 100)
    for number in range(Buckets.MOST):
        buckets.take(f"visitor {number}", 0)
    buckets.take("Carla", 100)
    assert len(buckets._buckets) == 2
    assert buckets.take("Mallory", 100) > 0


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 50)), max_size=60))
def test_no_more_is_kept_than_a_volume_holds_and_lets_in(asked: list[tuple[float, int]]) -> None:
    volume, now, kept = Volume(100, 50, 0), 0.0, 0
    for pause, amount in asked:
        now += pause
        wait = volume.wait(amount, now)
        if not wait:
            volume.take(amount)
            kept += amount
        else:
            assert volume.wait(amount, now + wait + SHORT) == 0, "who waits as long as told gets in"
        assert kept <= 100 + 2 * (now + wait) + 2 * SHORT


def test_what_was_not_stored_after_all_is_given_back_and_no_more_than_that() -> None:
    volume = Volume(100, 50, 0)
    volume.take(80)
    assert volume.wait(60, 0) == 20
    volume.give_back(80)
    volume.give_back(80)
    assert (volume.wait(100, 0), volume.full(0)) == (0, True)
    assert volume.wait(101, 0) > 0


def test_many_keys_that_are_not_full_are_not_looked_through_each_time() -> None:
    volumes = Volumes(100, 1e9)
    volumes.MOST = 10
    looked = 0
    forget = volumes._forget_full

    def counted(now: float) -> None:
        nonlocal looked
        looked += 1
        forget(now)

    volumes._forget_full = counted  # type: ignore[method-assign]
    for number in range(1_000):
        volumes.of(str(number), 0).take(50)
    assert looked == 1
