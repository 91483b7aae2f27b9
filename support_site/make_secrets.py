"""What a new installation must have and nobody should choose: made once, kept in its volumes.

python -m support_site.make_secrets
"""

import os
import secrets
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from support_site.environment import kept_secret

DESK = Path("/secrets")
DATABASE = Path("/database-secret")  # by itself: the database's container sees no other


def main() -> None:
    kept_secret(DESK, "secret_key", get_random_secret_key)
    given = os.environ.get("AGENT_PASSWORD")
    if given:  # one that was refused as too weak gives way; to whoever is there it does nothing
        (DESK / "agent_password").unlink(missing_ok=True)
    kept_secret(DESK, "agent_password", lambda: given or secrets.token_urlsafe(12))
    kept_secret(DATABASE, "password", lambda: secrets.token_urlsafe(32))


if __name__ == "__main__":
    main()
