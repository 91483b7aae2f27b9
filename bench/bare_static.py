"""A folder behind servestatic and daphne, and nothing else: what a download is compared with.

BARE_FOLDER=/tmp/files python -m daphne bench.bare_static:application
"""

import os
from typing import Any

from servestatic import ServeStaticASGI


async def nothing(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


application = ServeStaticASGI(nothing, root=os.environ["BARE_FOLDER"])
