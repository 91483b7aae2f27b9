"""Kinds of jobs that write down what they did."""

import pytest

from tickets.jobs import kinds
from tickets.jobs.kinds import Args, Kind


@pytest.fixture
def done() -> list[object]:
    return []


@pytest.fixture(autouse=True)
def known(done: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    def write(args: Args) -> None:
        done.append(args["say"])

    def fail(args: Args) -> None:
        raise OSError("the mail server is away")

    def hopeless(args: Args) -> None:
        raise kinds.Hopeless("no such mailbox")

    monkeypatch.setattr(kinds, "_kinds", {})
    kinds.register(Kind("write", write))
    kinds.register(Kind("fail", fail, lane="mail", tries=2))
    kinds.register(Kind("hopeless", hopeless, lane="mail"))
