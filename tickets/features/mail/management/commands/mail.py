"""`manage.py mail`: the ways in of mail that need a process: SMTP_LISTEN, IMAP_URL.

Apart from `manage.py jobs`, of which any number may run: a port has one owner, and a mailbox one reader
(two would only find each other's mails stored already).
"""

import asyncio
import logging
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets import schema
from tickets.features.mail import smtp_door
from tickets.features.mail.imap_door import ImapDoor
from tickets.management.ending import stop_signal

log = logging.getLogger("mail")

PATIENCE: Final = 5.0  # seconds, at the end of the process


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []  # a restart must take no longer than it has to

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.SMTP_LISTEN or settings.MAILBOX):
            raise CommandError("There is no way in: set SMTP_LISTEN or IMAP_URL.")
        schema.must_serve()
        asyncio.run(self.run())

    async def run(self) -> None:
        stopped = stop_signal()
        server = await self.smtp()
        imap = self.imap()
        await stopped.wait()
        if server:
            server.close()
        if imap:
            imap.stop()
            await asyncio.to_thread(imap.join, PATIENCE)
        log.info("mail ends")

    def imap(self) -> ImapDoor | None:
        if settings.MAILBOX is None:
            return None
        door = ImapDoor(settings.MAILBOX)
        door.start()
        log.info("mail: from the mailbox of %s", settings.MAILBOX.user)
        return door

    async def smtp(self) -> asyncio.Server | None:
        if not settings.SMTP_LISTEN:
            return None
        host, port = settings.SMTP_LISTEN
        try:
            server = await smtp_door.listen(host, port)
        except OSError as error:
            raise CommandError(f"SMTP_LISTEN: can't listen: {error.strerror}") from None
        log.info("mail: by SMTP on %s:%d", host, port)
        return server
