"""What the soak of mail calls sound, and what it doesn't: `make mail-soak` sends 2,000 mails."""

from tests.faults.mail_soak import Came, Kill, Outcome, Row, outcome

TALK = {"c@example.org": ["in 0 0", "out 0 0 a", "in 0 1", "out 0 1 a"]}
LOG = [Row("c@example.org", 1, body) for body in TALK["c@example.org"]]
CAME = [Came("<1>", ("out 0 0 a",), 10.0), Came("<2>", ("out 0 1 a",), 20.0)]


def of(log: list[Row] = LOG, came: list[Came] = CAME, kills: tuple[Kill, ...] = ()) -> Outcome:
    return outcome(TALK, log, came, kills)


def test_each_mail_once_and_in_order_is_sound() -> None:
    found = of()
    assert found.sound
    assert (found.mails_in, found.mails_out, found.again) == (2, 2, 0)


def test_what_is_lost_doubled_or_out_of_order_is_found() -> None:
    assert of(LOG[:-2] + LOG[-1:]).missing_in == 1
    assert of([*LOG, LOG[0]]).doubled_in == 1
    assert of([*LOG, Row("c@example.org", 2, "in 0 1")]).doubled_in == 2  # and a ticket of its own
    assert of([LOG[0], LOG[2], LOG[1], LOG[3]]).out_of_order == 1
    assert of([*LOG, Row("c@example.org", 1, "(no text)")]).strange == 1
    assert of(came=CAME[:1]).missing_out == 1
    assert not of(LOG[:-1]).sound


def test_a_reply_is_in_one_mail() -> None:
    found = of(came=[*CAME, Came("<3>", ("out 0 1 a",), 30.0)])
    assert (found.split, found.sound) == (1, False)


def test_a_mail_comes_again_only_where_a_server_ended() -> None:
    again = [*CAME, Came("<2>", ("out 0 1 a",), 24.0)]
    assert of(came=again).unexplained == 1
    assert of(came=again, kills=(Kill("web", 21.0),)).unexplained == 1
    assert of(came=again, kills=(Kill("first jobs", 21.0),)).sound
    many = again + [Came("<2>", (), 24.0 + one / 10) for one in range(1, 5)]
    assert not of(came=many, kills=(Kill("exim", 21.0),)).sound
