"""The order in which the desk comes up and goes down."""

import asyncio
import os
import signal
import sys
from functools import partial

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")
os.environ.setdefault("DEMO_SHOP", "on")

from django.conf import settings

from support_site import room
from support_site.environment import in_url
from support_site.run import TOLD, Trouble, leftovers, valkey
from support_site.run.part import Part, python, say
from support_site.server.listener import listen

AGAIN = 5.0  # seconds until what could not be written down is tried again
STILL = 30.0  # seconds until who waits for /readyz is told that it goes on, and again
READY = b"GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n"

WELCOME = """
Holdfast is ready.
  customers  {url}/
  agents     {url}/agent/{shop}
  sign in    {sign_in}
Ctrl-C ends it.
"""


class Desk:
    def __init__(self) -> None:
        self.leftovers = leftovers.Leftovers(settings.DATA_DIR, partial(say, "holdfast"))
        self.parts: list[Part] = []

    async def serve(self) -> None:
        if count := self.leftovers.end():
            say("holdfast", f"ended {count} processes that a killed start had left behind")
        free_port(settings.HOST, settings.PORT)
        if settings.EMBEDDED_REDIS:
            await self.start_valkey()
        say("holdfast", "preparing the database and the static files")
        sign_in = await self.prepare()
        self.start("worker", python("manage.py", "heartbeat"), patience=2)
        self.start("jobs", python("manage.py", "jobs"), patience=10)
        if "mail" in settings.FEATURES and (settings.SMTP_LISTEN or settings.MAILBOX):
            self.start("mail", python("manage.py", "mail"), patience=8)
        # The name is for whoever looks for the server in the list of processes.
        self.start("web", python("-m", "support_site.server", settings.WEB_SERVER), patience=8)
        await ready(settings.HOST, settings.PORT)
        print(WELCOME.format(url=settings.PUBLIC_URL, shop=shop(), sign_in=sign_in), flush=True)
        while True:
            await asyncio.sleep(AGAIN)
            if self.leftovers.unwritten:
                self.leftovers.write()

    def start(self, name: str, command: list[str], patience: float) -> None:
        part = Part(name, command, self.leftovers, patience)
        self.parts.append(part)
        part.start()

    async def start_valkey(self) -> None:
        path = valkey.socket_path(settings.REDIS_URL)
        valkey.own_folder(path)
        self.start("valkey", valkey.command(path, settings.DATA_DIR), patience=2)
        try:
            await valkey.answers(path)
        except TimeoutError:
            raise Trouble(f"Valkey did not start: see {settings.DATA_DIR}/valkey.log") from None

    async def prepare(self) -> str:
        heard: list[str] = []

        def hear(line: str) -> None:
            if line.startswith(TOLD):
                say("holdfast", line.removeprefix(TOLD))
            else:
                heard.append(line)

        command = python("-m", "support_site.run.prepare")
        part = Part("prepare", command, self.leftovers, patience=2, hear=hear)
        self.parts.append(part)
        if await part.run_once():
            raise Trouble("\n".join(heard))
        return heard[-1]

    async def end(self) -> None:
        for part in reversed(self.parts):
            await part.end()


def shop() -> str:
    """At another of our addresses, if there is one: what is embedded there is embedded from elsewhere."""
    shown = settings.DEMO_SHOP and "widget" in settings.FEATURES
    return f"\n  demo shop  {settings.PUBLIC_ORIGINS[-1]}/demo-shop/" if shown else ""


def free_port(host: str, port: int) -> None:
    try:
        listen(host, port).close()
    except OSError as error:
        number = error.errno or 0
        why = os.strerror(number) if number > 0 else error.strerror  # below 0: a name nobody knows
        raise Trouble(f"PORT: can't listen on {in_url(host)}:{port}: {why}.") from None


async def ready(host: str, port: int) -> None:
    """However long that takes on a slow machine: a process that dies says so, and is started again."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    clock = asyncio.get_running_loop().time
    began = told = clock()
    while b" 200 " not in await _first_line(host, port):
        if clock() - told >= STILL:
            told = clock()
            say("holdfast", f"waiting for the web process to be ready, {told - began:.0f} s by now")
        await asyncio.sleep(0.1)


async def _first_line(host: str, port: int) -> bytes:
    try:
        reader, writer = await asyncio.open_connection(host, port)
    except OSError:
        return b""
    try:
        writer.write(READY)
        return await reader.readline()
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def main() -> None:
    stop = asyncio.Event()
    ends = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:  # nohup means it
        ends.remove(signal.SIGHUP)
    for number in ends:
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    desk = Desk()
    tasks = {asyncio.create_task(desk.serve()), asyncio.create_task(stop.wait())}
    done, unfinished = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in unfinished:
        task.cancel()
    await asyncio.wait(unfinished)
    if stop.is_set():
        say("holdfast", "ending")
    await desk.end()
    for task in done:
        task.result()  # what went wrong, if it was that


if __name__ == "__main__":
    room.check()
    os.umask(0o077)  # what we keep is for our own user alone
    with leftovers.lock(settings.DATA_DIR):
        try:
            asyncio.run(main())
        except Trouble as trouble:
            sys.exit(str(trouble))
        except OSError as error:
            sys.exit(f"Can't go on: {error}")
