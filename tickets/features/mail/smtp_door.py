"""Mail in by SMTP (SMTP_LISTEN), from the MX of a domain: 250 is said after the commit.

Who isn't ours to write to is refused while the other server still listens, so whoever forged an address
hears of it.
"""

import asyncio
import logging
from typing import Any, Final

from tickets.database import in_database
from tickets.features.mail import addresses, arrive, outgoing, parse
from tickets.refusals import Refused

log = logging.getLogger(__name__)

AT_ONCE: Final = 4  # mails that are being stored: each is in memory
SILENCE: Final = 120.0  # seconds


class Handler:
    def __init__(self) -> None:
        self._storing = asyncio.Semaphore(AT_ONCE)

    async def handle_RCPT(self, _: Any, __: Any, envelope: Any, address: str, ___: Any) -> str:  # noqa: N802
        try:
            known = addresses.is_ours(address) or await in_database(_is_sender, address)
        except Refused:  # anything else than "later" bounces for good
            return "451 4.3.0 It can't be looked up right now, try again later"
        if not known:
            return "550 5.1.1 No such mailbox here"
        if len(envelope.rcpt_tos) >= arrive.MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802
        sender, recipients = envelope.mail_from or "", list(envelope.rcpt_tos)
        try:
            async with self._storing:
                await in_database(arrive.stored, envelope.content, sender, recipients)
        except Refused:
            return "451 4.3.0 It can't be stored right now, try again later"
        except Exception:
            log.exception("a mail could not be stored")
            return "451 4.3.0 It can't be stored right now, try again later"
        return "250 2.0.0 Stored"


def _is_sender(address: str) -> bool:
    """Mails of one of the desk's servers are from it: people write to it."""
    return address.lower() in outgoing.senders()


async def listen(host: str, port: int) -> asyncio.Server:
    from aiosmtpd.smtp import SMTP

    handler = Handler()

    def line() -> Any:
        return SMTP(
            handler, data_size_limit=parse.MOST_BYTES, timeout=SILENCE, ident="Holdfast", hostname="localhost"
        )

    return await asyncio.get_running_loop().create_server(line, host, port)
