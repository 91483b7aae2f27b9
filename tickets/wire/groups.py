"""The names of the groups that hear announcements: on the channel layer, or within one process."""

import hashlib
from typing import Final

HEARTBEATS: Final = "pulses"  # every web process; named as older versions do
PRESENCE: Final = "presence"  # every web process
NAMES: Final = "names"  # every web process
SIGN_INS: Final = "sign_ins"  # every web process
DESK: Final = "desk"  # every socket of an agent that asked for the queue
# Heard within one process only; nothing is sent here over the layer:
CUSTOMERS: Final = "customers"
EVERYBODY: Final = "everybody"


def agents_of(ticket: str) -> str:
    return f"ticket.{ticket}.agents"


def customer_of(ticket: str) -> str:
    return f"ticket.{ticket}.customer"


def audiences(ticket: str) -> tuple[str, str]:
    """Who hears what happens at a ticket: its agents, and its customer."""
    return agents_of(ticket), customer_of(ticket)


def process(process_id: str) -> str:
    return f"process.{process_id}"


def session(key: str) -> str:
    """A name for it: the key itself is a secret, and names travel through Redis."""
    return f"session.{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def ticket_of(group: str) -> str | None:
    """The ticket whose pages listen to the group."""
    match group.split("."):
        case ["ticket", ticket, _]:
            return ticket
    return None
