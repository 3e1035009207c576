#!/usr/bin/env python3
"""Takes the webhook of plumb drift, checks its signature, and prints a line for each."""
import hashlib
import hmac
import http.server
import json
import os

SECRET = os.environ["PLUMB_WEBHOOK_SECRET"].encode()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        expected = "sha256=" + hmac.new(SECRET, body, hashlib.sha256).hexdigest()
        given = self.headers.get("X-Plumb-Signature-256", "")
        if not hmac.compare_digest(expected, given):
            self.send_response(401)
            self.end_headers()
            return
        for environment in json.loads(body)["environments"]:
            print(environment["name"], "is", environment["status"], flush=True)
            for finding in environment["drift"]:
                name = finding["object"]["kind"] + " " + finding["object"]["name"]
                print("  " + name, "is", finding["contradiction"], flush=True)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *words):
        pass


server = http.server.HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "0"))), Handler)
with open("receiver.port", "w", encoding="ascii") as file:
    file.write(str(server.server_port))
server.serve_forever()
