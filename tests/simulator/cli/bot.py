"""A bot as somebody may write one with nothing but the standard library and PyNaCl: python bot.py PORT [HOW …].

It answers every command with a greeting. HOW: `fail` ends at once, `child` starts a program of its own, `stubborn` does
not end when it is asked to, `trusting` checks no signature.
"""

import json
import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

port, how = int(sys.argv[1]), sys.argv[2:]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path != "/interactions" or not ("trusting" in how or self.is_signed(body)):
            self.answer(401, {"error": "bad signature"})
        elif json.loads(body)["type"] == 1:
            self.answer(200, {"type": 1})
        else:
            self.answer(200, {"type": 4, "data": {"content": "Hello!"}})

    def is_signed(self, body: bytes) -> bool:
        try:
            signature = bytes.fromhex(self.headers["x-signature-ed25519"] or "")
            timestamp = (self.headers["x-signature-timestamp"] or "").encode()
            VerifyKey(bytes.fromhex(os.environ["DISCORD_PUBLIC_KEY"])).verify(timestamp + body, signature)
        except (ValueError, BadSignatureError):
            return False
        return True

    def answer(self, status: int, told: object) -> None:
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    if "stubborn" in how:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if "child" in how:
        # It outlives its parent, and would anybody who only ends that one.
        child = subprocess.Popen(["sleep", "600"])
        sys.stdout.write(f"child {child.pid}\n")
    told = {name: value for name, value in os.environ.items() if name.startswith("DISCORD_") or name == "PORT"}
    sys.stdout.write(f"told {json.dumps(told)}\n")
    sys.stdout.flush()
    if "fail" in how:
        sys.exit(7)
    HTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main()
