"""A mail that a mailbox doesn't hand out holds up no other, and one without IDLE is looked at again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tickets.features.mail import arrive, imap_door
from tickets.features.mail.imap_door import ImapDoor


class Box:
    """With the mails 1, 2, 3. `refused`: what it answers instead, to a command about a mail."""

    def __init__(self, refused: dict[tuple[str, str], Any], capabilities: bytes = b"IMAP4rev1 IDLE") -> None:
        self.client, self.idle = self, self
        self.untagged_responses: dict[str, Any] = {}
        self.refused, self.capabilities = refused, capabilities
        self.asked: list[tuple[str, ...]] = []
        self.seen: list[str] = []

    def capability(self) -> tuple[str, list[bytes]]:
        return "OK", [self.capabilities]

    def uid(self, command: str, uid: str | None, what: str, *_: str) -> tuple[str, list[Any]]:
        if uid is None:
            return "OK", [" ".join(one for one in "123" if one not in self.seen).encode()]
        self.asked.append((command, uid))
        if answer := self.refused.get((what, uid)):
            return answer  # type: ignore[no-any-return]
        if command == "STORE":
            self.seen.append(uid)
            return "OK", [None]
        if "SIZE" in what:
            return "OK", [b"1 (RFC822.SIZE 20)"]
        return "OK", [(b"1 (BODY[] {2}", uid.encode()), b")"]

    def start(self) -> None:
        raise AssertionError("it doesn't know IDLE")


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    found: list[bytes] = []
    monkeypatch.setattr(arrive, "stored", lambda raw, **_: found.append(raw))
    return found


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        ("(RFC822.SIZE)", ("NO", [b"[SERVERBUG] it is damaged"])),
        ("(BODY.PEEK[])", ("NO", [b"[SERVERBUG] it is damaged"])),
        ("(BODY.PEEK[])", ("OK", [b"1 (BODY[] NIL)"])),
        ("(BODY.PEEK[])", ("OK", [None])),
    ],
)
def test_one_that_is_not_handed_out_is_left_alone_and_said_once(
    what: str, answer: Any, stored: list[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    box, door = Box({(what, "1"): answer}), ImapDoor(None)
    for _ in range(3):
        door._take(box)
    assert (stored, box.seen) == ([b"2", b"3"], ["2", "3"])
    asked = len(box.asked)
    door._left.clear()  # as with the next connection
    door._take(box)
    assert len(box.asked) > asked
    assert caplog.text.count("the mail 1 is left where it is") == 1


def test_one_that_cannot_be_marked_as_seen_is_not_fetched_again(stored: list[bytes]) -> None:
    box, door = Box({("+FLAGS.SILENT", "1"): ("NO", [b"read-only"])}), ImapDoor(None)
    for _ in range(2):
        door._take(box)
    assert stored == [b"1", b"2", b"3"]


def test_without_idle_it_is_looked_at_after_a_while(
    stored: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, door = Box({}, b"IMAP4rev1 UIDPLUS"), ImapDoor(None)
    waits: list[float | None] = []

    @contextmanager
    def opened(_: object) -> Iterator[Box]:
        yield box

    def wait(seconds: float | None = None) -> bool:
        waits.append(seconds)
        return False

    monkeypatch.setattr(imap_door, "opened", opened)
    monkeypatch.setattr(door, "_well", lambda: None)
    monkeypatch.setattr(door._stopped, "wait", wait)
    door._serve()
    assert waits == [imap_door.IDLE] * imap_door.LIVES
    assert len(stored) == 3
