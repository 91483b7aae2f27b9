"""Several web processes at one address: none is missing for long, and all of them end."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
from pytest_django import Settings

from support_site.server import processes
from support_site.server.listener import listen
from support_site.server.processes import Place, Places, Process
from tests.patience import SIGN
from tests.stack import Stack

pytestmark = pytest.mark.integration

SERVES = """
import os, signal, sys
from support_site.server.processes import one_of_several
signal.signal(signal.SIGTERM, lambda *_: sys.exit(int(os.environ.get("CODE", 0))))
one_of_several()()
while True:
    signal.pause()
"""
ENDS = "raise SystemExit(3)"
HANGS = "import signal; signal.pause()"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What a process of them does in the place of a web server."""

    def becomes(text: str) -> None:
        monkeypatch.setattr(processes, "command", lambda *_: [sys.executable, "-c", text])

    becomes(SERVES)
    return becomes


@asynccontextmanager
async def serving(count: int) -> AsyncIterator[Places]:
    with listen("127.0.0.1", 0) as listener:
        places = Places([listener] * count)
        task = asyncio.create_task(places.serve())
        await until(lambda: len(places.tasks) == count)
        yield places
        places.over.set()
        assert not await task


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(SIGN):
        while not true():
            await asyncio.sleep(0.01)


def pids(places: Places) -> list[int]:
    return [place.process.child.pid for place in places.all]


def is_there(pid: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def held(process: psutil.Process, port: int) -> int:
    """How many connections it has taken."""
    there = (one for one in process.net_connections() if one.status == psutil.CONN_ESTABLISHED)
    return sum(one.laddr.port == port for one in there)


@pytest.mark.usefixtures("script")
async def test_they_are_replaced_one_at_a_time_and_all_end(capfd: pytest.CaptureFixture[str]) -> None:
    async with serving(2) as places:
        old = pids(places)
        os.kill(os.getpid(), signal.SIGHUP)
        await until(lambda: not set(old) & set(pids(places)))
        new = pids(places)
        await until(lambda: not any(map(is_there, old)))
        assert all(map(is_there, new))
        await until(lambda: "All web processes are new" in capfd.readouterr().out)
    assert not any(map(is_there, new))


async def test_where_the_first_new_one_ends_at_once_all_stay(
    script: Callable[[str], None], capfd: pytest.CaptureFixture[str]
) -> None:
    async with serving(2) as places:
        old = pids(places)
        script(ENDS)
        await places.replace()
        assert "Web process 0 ended instead of coming up: all stay" in capfd.readouterr().out
        assert pids(places) == old
        assert all(map(is_there, old))


@pytest.mark.usefixtures("script")
async def test_one_that_dies_is_started_again(capfd: pytest.CaptureFixture[str]) -> None:
    async with serving(2) as places:
        dead, other = pids(places)
        os.kill(dead, signal.SIGKILL)
        await until(lambda: pids(places)[0] != dead)
        assert pids(places)[1] == other
        assert "Web process 0 ended (-9), starting it again" in capfd.readouterr().out


async def test_where_a_new_one_does_not_come_up_all_stay(
    script: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(processes, "PATIENCE", 0.5)
    async with serving(2) as places:
        old = pids(places)
        script(HANGS)
        await places.replace()
        assert "Web process 0 did not come up within 0.5 s: all stay" in capfd.readouterr().out
        assert pids(places) == old == children()
        monkeypatch.setattr(processes, "command", lambda *_: ["/nowhere"])
        await places.replace()
        assert "Web process 0 could not be started ([Errno 2]" in capfd.readouterr().out
        assert pids(places) == old


def children() -> list[int]:
    return sorted(one.pid for one in psutil.Process().children() if is_there(one.pid))


async def test_one_that_cannot_be_started_again_is_tried_until_it_can(
    script: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(processes, "LONGEST_WAIT", 0.01)
    async with serving(1) as places:
        [dead] = pids(places)
        held = psutil.Process().num_fds()
        monkeypatch.setattr(processes, "command", lambda *_: ["/nowhere"])
        os.kill(dead, signal.SIGKILL)
        said = ""

        def tries() -> int:
            nonlocal said
            said += capfd.readouterr().out
            return said.count("Web process 0 could not be started ([Errno 2]")

        await until(lambda: tries() > 5)
        assert psutil.Process().num_fds() <= held, "what was opened for them is closed"
        script(SERVES)
        await until(lambda: pids(places) != [dead])
        assert pids(places) == children()


@pytest.mark.usefixtures("script")
@pytest.mark.parametrize("when", ["while it waits", "while it is started"])
async def test_who_is_replaced_before_it_is_started_again_has_one_process_that_is_watched(
    when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(1) as places:
        [place], watched = places.all, list[Process]()
        dead, ended, started, paused = place.process, Process.ended, Place._started, asyncio.sleep

        async def noted(process: Process) -> int:
            watched.append(process)
            return await ended(process)

        async def replaced() -> None:
            monkeypatch.setattr(Place, "_started", started)
            monkeypatch.setattr(asyncio, "sleep", paused)
            assert not await place.replace()

        async def starts(place: Place) -> Process:
            await replaced()
            return await started(place)

        async def pauses(seconds: float) -> None:
            if asyncio.current_task() in places.tasks:
                await replaced()
            await paused(0)

        monkeypatch.setattr(Process, "ended", noted)
        if when == "while it waits":
            monkeypatch.setattr(asyncio, "sleep", pauses)
        else:
            monkeypatch.setattr(Place, "_started", starts)
        os.kill(dead.child.pid, signal.SIGKILL)
        await until(lambda: place.process is not dead and watched[-1] is place.process)
        assert children() == pids(places)


async def test_who_cannot_serve_at_all_says_so_by_its_end(script: Callable[[str], None]) -> None:
    script(ENDS)
    with listen("127.0.0.1", 0) as listener:
        assert await Places([listener] * 2).serve()


@pytest.mark.usefixtures("script")
async def test_an_end_that_fails_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODE", "1")
    with pytest.raises(AssertionError):
        async with serving(1):
            pass


def test_as_many_as_cores_or_as_are_asked_for(settings: Settings) -> None:
    settings.WEB_PROCESSES = 3
    assert processes.wanted() == 3
    settings.WEB_PROCESSES = 0
    assert processes.wanted() == len(os.sched_getaffinity(0))


@pytest.mark.edge
async def test_two_web_processes_share_an_address_and_its_pages(tmp_path: Path) -> None:
    """Whoever is killed: one of them serves, and without the one above them none stays."""
    with Stack(tmp_path, WEB_PROCESSES="2") as stack:
        above = psutil.Process(stack.parts["web"].pid)
        both = above.children()
        assert len(both) == 2
        lines: list[socket.socket] = []

        def each_has_some() -> bool:
            lines.append(socket.create_connection(("127.0.0.1", stack.port)))
            return min(held(each, stack.port) for each in both) > 5

        await until(each_has_some)
        both[0].kill()
        assert (await asyncio.to_thread(urlopen, f"{stack.origin}/healthz")).status == 200
        await until(lambda: len([one for one in above.children() if is_there(one.pid)]) == 2)
        orphans = above.children()
        above.kill()
        await until(lambda: not any(is_there(one.pid) for one in orphans))
        for line in lines:
            line.close()
