"""A receiver: writes down what it is sent, then answers. `python -m tests.webhooks.receiver PORT FILE`.

Killed between the two it has taken a message without saying so, and is sent it again.
"""

import http.server
import json
import os
import sys
from typing import Any


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["data"]
        line = f"{data['ticket']} {data['seq']} {self.headers['webhook-id']}\n"
        os.write(LOG, line.encode())
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


if __name__ == "__main__":
    LOG = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
