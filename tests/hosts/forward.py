"""Lets a unix socket be reached over TCP: the embedded PostgreSQL listens on no port.

python -m tests.hosts.forward 10.77.0.13 5432 /path/of/the/socket
"""

import asyncio
import sys

from tests.faults.proxy import Proxy


async def main(address: str, port: str, path: str) -> None:
    async with Proxy(path, (address, int(port))):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
