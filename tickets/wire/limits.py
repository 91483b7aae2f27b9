"""How much one address, person, socket or ticket may have: the numbers of docs/protocol.md, Limits."""

from typing import Final

from tickets.wire.buckets import Rate

# `RATE_LIMITS=off` lifts these.
OPENINGS: Final = Rate(burst=100, per_second=1 / 6)  # tickets of one address
SIGN_INS: Final = Rate(burst=12, per_second=1)  # that fail, of one address
PASSWORDS_AT_ONCE: Final = 2  # that are being checked: each takes a processor for a fifth of a second
PASSWORDS_WAITING: Final = 20
PASSWORD_PATIENCE: Final = 10.0  # seconds that one of these waits
MESSAGES: Final = Rate(burst=60, per_second=5)  # of one person
TEXT_FRAMES: Final = Rate(burst=200, per_second=50)  # of one socket
STORED_OF_TICKET: Final = 2 * 1024 * 1024  # bytes by its customer at once, and as many again over a day
STORED_OF_ADDRESS: Final = 20 * 1024 * 1024  # by all customers of an address, likewise
STORED_BESIDE: Final = 512  # bytes that the database keeps of each message, besides its words
SOCKETS_OF_ADDRESS: Final = 200  # of customers, and of who has said nothing yet
SOCKETS_OF_TICKET: Final = 50  # of its customer
COME_BACK: Final = 30.0  # seconds; meanwhile the page goes by HTTP
AFTER_FLOOD: Final = 5  # seconds: the `retry_after` of who sent too many frames

# These hold always: they protect everybody else.
HEARTBEAT_FRAMES: Final = Rate(burst=5_000, per_second=500)  # or pings, pongs and fragments of RFC 6455
MOST_WAITING: Final = 1_000  # frames and announcements of one socket
TYPING: Final = Rate(burst=3, per_second=1)  # told of one person at one ticket
PASSING_ROOM: Final = 100  # announcements that may wait in a process; while there are more, no `typing` joins
MOST_BACKLOG: Final = 1024 * 1024  # bytes that wait for one page to read
SLOW_FOR: Final = 10.0  # seconds that more than 64 KiB may wait without ever being read to the end
