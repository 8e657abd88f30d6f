"""A stand-in for Neutron: `no_ports.py PORT` answers whatever Nova asks with lists that hold nothing."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

EMPTY = {name: [] for name in ("ports", "networks", "security_groups", "floatingips", "extensions")}


class NoPorts(BaseHTTPRequestHandler):
    """Neutron's API, of a cloud without a network."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = json.dumps(EMPTY).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), NoPorts).serve_forever()
