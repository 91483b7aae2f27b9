"""What a page may send, what it is told when it may not, and what it is sent."""

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.refusals import STATUS, Refused, unavailable
from tickets.wire import frames

TICKET = "c" * 32
ID = "0198f9a5-7a61-7c3e-8c11-0e6f6f6b1d01"

GOOD: list[tuple[type, dict[str, Any]]] = [
    (frames.Hello, {"type": "hello", "v": 1}),
    (frames.Hello, {"type": "hello", "v": 1, "tickets": [], "queue": True}),
    (frames.Hello, {"type": "hello", "v": 1, "tickets": [{"ticket": TICKET, "after": 41, "token": "t"}]}),
    (frames.Subscribe, {"type": "subscribe", "ticket": TICKET, "after": 0}),
    (frames.Subscribe, {"type": "subscribe", "ticket": TICKET, "after": 2**31 - 1, "token": "t"}),
    (frames.Subscribe, {"type": "subscribe", "ticket": TICKET, "after": 3, "last": ID, "newest": True}),
    (frames.Unsubscribe, {"type": "unsubscribe", "ticket": TICKET}),
    (frames.Watch, {"type": "watch", "view": "mine", "tickets": [TICKET], "until": "2026-01-01T00:00:00Z"}),
    (frames.Watch, {"type": "watch", "view": "", "tickets": None}),
    (frames.Send, {"type": "send", "id": ID, "ticket": TICKET, "body": "Hi"}),
    (frames.Send, {"type": "send", "id": ID, "ticket": TICKET, "body": "Hmm", "kind": "note"}),
    (frames.Sync, {"type": "sync", "ticket": TICKET, "after": 3}),
    (frames.Earlier, {"type": "earlier", "ticket": TICKET, "before": 3}),
    (frames.Read, {"type": "read", "ticket": TICKET, "seq": 3}),
    (frames.Delivered, {"type": "delivered", "ticket": TICKET, "seq": 3}),
]
SEND = {"type": "send", "id": ID, "ticket": TICKET, "body": "Hi"}
OPTIONAL = {"type", "tickets", "until", "queue", "token", "kind", "last", "newest"}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
TYPES = sorted({frame["type"] for _, frame in GOOD})
FIELDS = sorted({name for _, frame in GOOD for name in frame} - {"type"})
ODD_TEXT = st.sampled_from(["", " ", "\x00", "\ud800", "x" * 8001, "9" * 400, ID, TICKET, "note"])


def refused(frame: Any) -> Refused:
    text = frame if isinstance(frame, str) else json.dumps(frame)
    with pytest.raises(Refused) as caught:
        frames.parse(text)
    return caught.value


@pytest.mark.parametrize(("kind", "frame"), GOOD, ids=lambda value: json.dumps(value, default=str)[:60])
def test_a_page_may_send(kind: type, frame: dict[str, Any]) -> None:
    parsed = frames.parse(json.dumps(frame))
    assert type(parsed) is (frames.carrying(kind) if kind is frames.Send else kind)
    assert parsed.model_dump(mode="json", exclude_unset=True) == frame


def test_every_type_of_frame_has_an_example() -> None:
    core = {kind for kind in frames.registered().values() if kind.__module__ == frames.__name__}
    assert {kind for kind, _ in GOOD} == core


@pytest.mark.parametrize(("kind", "frame"), GOOD, ids=lambda value: json.dumps(value, default=str)[:60])
def test_a_field_that_is_missing_or_of_the_wrong_kind_is_named(kind: type, frame: dict[str, Any]) -> None:
    for field in frame.keys() - {"type"}:
        wrong = refused(frame | {field: {"not": "this"}})
        assert (wrong.code, field in wrong.message) == ("bad_field", True)
        if field not in OPTIONAL:
            missing = refused({name: value for name, value in frame.items() if name != field})
            assert (missing.code, field in missing.message) == ("bad_field", True)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "hello", "{", "5", "null", "true", '"hello"', "[]", '["type","hello"]', "{}", '{"v":1}'),
        *("[" * 60_000, '{"a":' * 10_000, '{"type":"send","body":"\\ud800"}', "\ufeff{}", "{'type':'x'}"),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_object_with_a_type_is_a_bad_frame(text: str) -> None:
    assert refused(text).code == "bad_frame"


@pytest.mark.parametrize("type", ["shout", "", "Hello", "welcome", "events", 5, None, ["send"]])
def test_a_type_that_is_not_in_the_contract(type: Any) -> None:
    assert refused({"type": type}).code == "unknown_type"


@pytest.mark.parametrize("body", ["", " \n\t", "\u2003", "a\x00b", "\u200b", "\u3164", "\u2800\u00ad"])
def test_a_body_of_nothing_or_with_nul_is_refused(body: str) -> None:
    assert refused(SEND | {"body": body}).code == "bad_field"


def test_a_body_is_counted_in_characters_and_the_longest_fits_a_frame_unescaped() -> None:
    emoji = "\N{PARTY POPPER}" * frames.MAX_BODY
    frames.parse(json.dumps(SEND | {"body": emoji}))
    assert len(frames.encode(SEND | {"body": emoji}).encode()) < frames.MAX_FRAME
    assert refused(SEND | {"body": emoji + "!"}).code == "too_long"


@pytest.mark.parametrize("place", [5, None, "c", [], {"ticket": TICKET}, {"after": 0}])
def test_a_wrong_place_among_the_tickets_is_a_bad_field(place: Any) -> None:
    assert refused({"type": "hello", "v": 1, "tickets": [place]}).code == "bad_field"


@pytest.mark.parametrize("seq", [-1, 2**31, 10**30, 1.5, "1", True, None])
def test_a_seq_is_a_whole_number_that_the_database_can_hold(seq: Any) -> None:
    assert refused({"type": "sync", "ticket": TICKET, "after": seq}).code == "bad_field"
    assert refused({"type": "read", "ticket": TICKET, "seq": seq}).code == "bad_field"


@pytest.mark.parametrize("text", ["a\x00b", "\x00"])
def test_nul_is_refused_before_any_database_sees_it(text: str) -> None:
    """PostgreSQL can't even compare with it."""
    for _, frame in GOOD:
        for field in frame.keys() & {"ticket", "body"}:
            assert refused(frame | {field: text}).code == "bad_field"


@pytest.mark.parametrize("spelling", [ID.upper(), ID.replace("-", ""), f"{{{ID}}}", f"urn:uuid:{ID}"])
def test_any_spelling_of_a_uuid_will_do(spelling: str) -> None:
    sent = frames.parse(json.dumps(SEND | {"id": spelling}))
    assert isinstance(sent, frames.Send)
    assert sent.id == UUID(ID)


def test_what_a_later_version_adds_is_overlooked() -> None:
    assert frames.parse(json.dumps(SEND | {"colour": "blue"})) == frames.parse(json.dumps(SEND))


@given(st.text())
def test_no_text_does_more_than_be_refused(text: str) -> None:
    _parses_or_refuses(text)


@given(JSON)
def test_no_json_does_more_than_be_refused(value: Any) -> None:
    _parses_or_refuses(json.dumps(value))


@given(
    st.sampled_from(TYPES),
    st.dictionaries(st.sampled_from(FIELDS), JSON | ODD_TEXT, max_size=6),
    st.sampled_from([frame for _, frame in GOOD]),
    st.booleans(),
)
def test_no_near_miss_does_more_than_be_refused(
    type: str, fields: dict[str, Any], good: dict[str, Any], mostly_good: bool
) -> None:
    frame = good | fields if mostly_good else fields | {"type": type}
    _parses_or_refuses(json.dumps(frame))


def _parses_or_refuses(text: str) -> None:
    named = frames.named_in(text)
    try:
        frames.parse(text)
        return
    except Refused as error:
        refused = error
    assert refused.code in {"bad_frame", "unknown_type", "bad_field", "too_long"}
    assert refused.retry_after is None
    reject = json.loads(frames.reject(refused, **named).encode())
    assert reject.pop("message")
    assert reject == {"type": "reject", "code": refused.code} | named


# — who was refused —


def test_a_refused_frame_is_named_as_far_as_it_can_be() -> None:
    assert frames.named_in(json.dumps(SEND | {"body": 5})) == {"id": ID, "ticket": TICKET}
    assert frames.named_in(json.dumps({"type": "send", "id": 7, "ticket": TICKET})) == {"ticket": TICKET}
    half = json.dumps(SEND | {"body": "\ud83d"})  # of an emoji, as a cut text may end in
    assert frames.named_in(half) == {"id": ID, "ticket": TICKET}
    assert frames.named_in(json.dumps({"id": "\ud83d", "ticket": TICKET})) == {"ticket": TICKET}
    for text in ("", "[]", "nonsense", "{}", '{"id":null}', "[" * 60_000):
        assert frames.named_in(text) == {}


def test_a_final_reject_has_no_retry_after_and_a_passing_one_does() -> None:
    final = json.loads(frames.reject(Refused("bad_field", "No.")))
    assert final == {"type": "reject", "code": "bad_field", "message": "No."}
    passing = json.loads(frames.reject(unavailable(), ID, TICKET))
    assert passing.items() >= {"id": ID, "ticket": TICKET, "code": "unavailable", "retry_after": 2}.items()


def test_every_code_has_an_http_status() -> None:
    for code in STATUS:
        assert Refused(code, "").status >= 400


# — what a page is sent —


def test_frames_are_utf8_as_short_as_can_be() -> None:
    frame = frames.encode({"type": "x", "body": "déjà vu \N{PARTY POPPER} </script>"})
    assert frame == '{"type":"x","body":"déjà vu \N{PARTY POPPER} </script>"}'


def test_a_welcome_tells_the_limits() -> None:
    socket = {"process": "p1", "id": "s1"}
    you = {"role": "customer", "name": "Carla"}
    welcome = json.loads(frames.welcome(you, 10, 11, True, socket, "r", "then"))
    core = {"frame": 65536, "body": 8000, "tickets": 50, "page": 200}
    assert welcome["limits"].items() >= core.items()
    assert welcome | {"limits": core} == {
        "type": "welcome",
        "v": 1,
        "heartbeat": 10,
        "timeout": 11,
        "limits": core,
        "you": {"role": "customer", "name": "Carla"},
        "on_duty": True,
        "socket": {"process": "p1", "id": "s1"},
        "release": "r",
        "now": "then",
    }


def test_the_other_frames_say_just_what_they_are_given() -> None:
    def sent(text: str) -> Any:
        return json.loads(text)

    at = "2026-11-22T18:49:00.123Z"
    ack = {"type": "ack", "id": ID, "ticket": TICKET, "seq": 7, "at": at}
    assert sent(frames.ack(ID, TICKET, 7, at)) == ack
    ada = {"role": "agent", "name": "Ada", "key": "7"}
    assert sent(frames.read(TICKET, ada, 4)) == {"type": "read", "ticket": TICKET, **ada, "seq": 4}
    presence = {"type": "presence", "ticket": TICKET, "people": [{"role": "agent"}]}
    assert sent(frames.presence(TICKET, iter([{"role": "agent"}]))) == presence
    assert sent(frames.queue({"ticket": TICKET})) == {"type": "queue", "ticket": {"ticket": TICKET}}
    assert sent(frames.desk(False)) == {"type": "desk", "on_duty": False}
    assert sent(frames.bye(frames.Close.NO_PONG, "Why")) == {"type": "bye", "code": 4408, "reason": "Why"}
    assert sent(frames.bye(frames.Close.TOO_MUCH, "Why", 5))["retry_after"] == 5


# — binary —


@pytest.mark.parametrize("number", [0, 1, 255])
def test_a_probe_is_answered_with_its_number_and_the_health(number: int) -> None:
    probe = bytes((2, number))
    assert frames.is_probe(probe)
    healthy = frames.Health.TICKING | frames.Health.DATABASE
    assert frames.probe_answer(number, healthy) == bytes((3, number, 0b011))
    assert frames.probe_answer(number, frames.Health.DRAINING) == bytes((3, number, 0b100))


@given(st.binary(min_size=1, max_size=6))
def test_only_the_first_byte_tells_a_probe(data: bytes) -> None:
    assert frames.is_probe(data) == (data[0] == 2 and len(data) > 1)
