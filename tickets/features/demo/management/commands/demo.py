"""A desk to look at, from a terminal."""

from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tickets.features.demo import bots, chatting, making, removing, talks
from tickets.progress import Progress, shown


class Command(BaseCommand):
    help = (
        "Makes 200 conversations of the last four weeks in six languages, and lets two bots chat at the desk "
        "that is served. --remove takes it all away again, and nothing else."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true")
        parser.add_argument("--chats", type=int, default=2, metavar="N", help="of the bots (2); 0: none")
        parser.add_argument("--count", type=int, default=talks.COUNT, help="of conversations (200)")
        parser.add_argument("--pace", type=float, default=1.0, help="of the bots (1); 0: at once")
        parser.add_argument("--url", default=settings.PUBLIC_URL, help="of the desk (PUBLIC_URL)")

    def handle(
        self, *args: Any, remove: bool, count: int, chats: int, pace: float, url: str, **options: Any
    ) -> None:
        with shown(self.stdout) as progress:
            told = partial(progress.of, "conversations")
            if remove:
                return progress.say(f"Removed: {removing.remove(told):,} conversations of the demo.")
            if making.is_there():
                progress.say("The demo's conversations are there: manage.py demo --remove takes them away.")
            else:
                making.make(told, count)
                progress.say(f"Made: {count:,} conversations, {progress.seconds:.0f} s. {url}/agent/")
            try:
                self._chat(progress, url.rstrip("/"), chats, pace)
            except KeyboardInterrupt:
                progress.say("The bots have stopped.")

    def _chat(self, progress: Progress, url: str, count: int, pace: float) -> None:
        if count:
            progress.at(f"two bots chat at {url}")
        try:
            for talk, said in chatting.chats(url, count, pace):
                progress.say(f"{talk.name} ({talk.language}): {said} messages")
        except bots.Hung as hung:
            progress.say(f"The bots have stopped: {hung}.")
        except OSError as error:
            progress.say(f"The bots don't chat: nobody takes it at {url} ({error}).")
