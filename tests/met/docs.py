"""What whoever runs the desk looks for."""

from typing import Final

from tests.guard import Guard

README, RUNNING, DOCS_TEST = "README.md", "docs/running_it.md", "tests/test_docs.py"

GUARDS: Final = [
    Guard(
        "restore: all that has the database open",
        RUNNING,
        "each web process, `heartbeat` and `jobs`",
        "each web process and `heartbeat`",
        DOCS_TEST,
    ),
    Guard("redis: an evicting policy", RUNNING, "must be `noeviction`", "may be anything", DOCS_TEST),
    Guard("proxies: nginx", RUNNING, "```nginx\n", "```\n", DOCS_TEST),
    Guard("proxies: haproxy", RUNNING, "```haproxy\n", "```\n", DOCS_TEST),
    Guard("proxies: apache", RUNNING, "```apache\n", "```\n", DOCS_TEST),
    Guard("proxies: caddy", RUNNING, "```caddy\n", "```\n", DOCS_TEST),
    Guard("readme: what is not there", README, "## What is not there (yet)", "## More", DOCS_TEST),
    Guard("readme: memory and disk", README, "**What it takes.**", "It takes little.", DOCS_TEST),
    Guard("readme: browsers", README, "**Browsers.**", "", DOCS_TEST),
    Guard("readme: another password", README, "manage.py changepassword", "manage.py", DOCS_TEST),
    Guard("readme: who guessed too often", README, "manage.py axes_reset_username", "manage.py", DOCS_TEST),
]
