"""How long a story waits for a sign before it says that none came.

Long, as a machine may be busy with others, and a green story waits for none of these to pass. They
say that something hangs; how quick things are is asked by `bench/`."""

from typing import Final

SIGN: Final = 90.0  # seconds until something shows, is acked, is closed
PART: Final = 240.0  # seconds until a process is up, or has done its work
SLACK: Final = 2.0  # seconds that a busy machine may add to a bound of liveness.md
