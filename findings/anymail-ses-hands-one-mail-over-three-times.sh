#!/usr/bin/env bash
# django-anymail 15.2, boto3 1.44.8: one `send()` of one mail, whose answer Amazon SES gives late.
#
# Guess: when no answer comes within the client's time (60 s unless told), `send()` raises after one request, as
# anymail's other providers do and as its REQUESTS_TIMEOUT suggests; whether the mail went out isn't known.
# Seen: botocore asks again by itself, three times in all, and SES' SendEmail has nothing by which a second one
# could be known (each gets a Message-ID of its own): one `send()` hands the mail over three times, and then
# raises. With `retries: {total_max_attempts: 1}` in the client's config it is handed over once.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check django==5.2.19 "django-anymail[amazon-ses]==15.2" boto3==1.44.8 botocore==1.44.8
cat >"$work/send.py" <<'PY'
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
import django
from django.conf import settings
from django.core.mail import EmailMessage, get_connection

LATE = 2.0  # seconds that each answer takes
got = []


class Ses(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        got.append((self.path, body["Destination"]["ToAddresses"]))
        time.sleep(LATE)
        answer = json.dumps({"MessageId": str(len(got))}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def handle(self):
        try:
            super().handle()
        except OSError:  # who asked has gone
            pass

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Ses)
threading.Thread(target=server.serve_forever, daemon=True).start()
settings.configure()
django.setup()


def sent(**config):
    got.clear()
    connection = get_connection(
        "anymail.backends.amazon_ses.EmailBackend",
        client_params={
            "region_name": "eu-west-1",
            "endpoint_url": f"http://127.0.0.1:{server.server_port}",
            "aws_access_key_id": "none",
            "aws_secret_access_key": "none",
            "config": {"read_timeout": 0.5, **config},
        },
    )
    try:
        EmailMessage("Hello", "Hello", "a@example.org", ["b@example.org"], connection=connection).send()
        end = "sent"
    except Exception as error:
        end = type(error).__name__
    return len(got), end


print("boto3", boto3.__version__)
by_itself, told = sent(), sent(retries={"total_max_attempts": 1})
print("as it comes:                  ", by_itself)
print("retries, total_max_attempts 1:", told)
assert by_itself == (3, "AnymailAPIError"), by_itself
assert told == (1, "AnymailAPIError"), told
PY
"$work/venv/bin/python" "$work/send.py"
