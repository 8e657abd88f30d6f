"""The APIs of OpenStack by Python's own HTTP client, with tokens of Keystone: for the lab, and for its Reaper."""

import copy
import json
import time
import urllib.error
import urllib.request

MICROVERSIONS = {"OpenStack-API-Version": "compute 2.100", "X-OpenStack-Nova-API-Version": "2.100"}


def call(address, method="GET", body=None, token="", **headers):
    """Send a call; hand back the status (0 if nobody answers), the JSON of the answer (or {}) and its headers."""
    headers = {"Content-Type": "application/json", **{name.replace("_", "-"): text for name, text in headers.items()}}
    if token:
        headers["X-Auth-Token"] = token
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            status, text, got = answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        status, text, got = error.code, error.read(), error.headers
    except OSError:
        return 0, {}, {}
    try:
        return status, json.loads(text or b"{}"), got
    except ValueError:
        return status, {}, got


class Account:
    """A user in a project: a token, and the addresses of the catalog that came with it."""

    def __init__(self, identity, user="admin", project="admin", password="lab"):
        person = {"name": user, "password": password, "domain": {"id": "default"}}
        self.identity = identity
        self.sign_in({"methods": ["password"], "password": {"user": person}},
                     {"name": project, "domain": {"id": "default"}})

    def sign_in(self, proof, project):
        """Get a token of Keystone for a project.  Raises RuntimeError if it gives none."""
        body = {"auth": {"identity": proof, "scope": {"project": project}}}
        status, answer, headers = call(f"{self.identity}/auth/tokens", "POST", body)
        if status != 201:
            raise RuntimeError(f"Keystone gives no token for {project}: {status}")
        self.token, self.project = headers["X-Subject-Token"], answer["token"]["project"]["id"]
        self.catalog = {each["type"]: each["endpoints"][0]["url"] for each in answer["token"]["catalog"]
                        if each["endpoints"]}

    def in_project(self, project):
        """The same user in another project (by id), with a token got for this one's."""
        other = copy.copy(self)
        other.sign_in({"methods": ["token"], "token": {"id": self.token}}, {"id": project})
        return other

    def keystone(self, method, path, body=None):
        """Call Keystone: status and answer."""
        return call(f"{self.identity}/{path}", method, body, self.token)[:2]

    def nova(self, method, path, body=None):
        """Call Nova: status and answer."""
        return call(f"{self.catalog['compute']}/{path}", method, body, self.token, **MICROVERSIONS)[:2]

    def placement(self, method, path, body=None):
        """Call Placement: status and answer."""
        return call(f"{self.catalog['placement']}/{path}", method, body, self.token,
                    **{"OpenStack-API-Version": "placement 1.39"})[:2]

    def create(self, flavor, image, name="server", **more):
        """Ask for a server without a network: status, answer and its id or None."""
        server = {"name": name, "flavorRef": flavor, "imageRef": image, "networks": "none"} | more
        hints = {"os:scheduler_hints": server.pop("hints")} if "hints" in server else {}
        status, answer = self.nova("POST", "servers", {"server": server, **hints})
        return status, answer, answer.get("server", {}).get("id")

    def server(self, server):
        """A server as Nova shows it; {"status": "GONE"} when it is not there any more."""
        status, answer = self.nova("GET", f"servers/{server}")
        return answer.get("server", {"status": "GONE" if status == 404 else str(status)})

    def wait(self, server, passing=("BUILD",), seconds=60.0):
        """The server's status after those that pass, or the last one after so many seconds."""
        end = time.monotonic() + seconds
        while (status := self.server(server)["status"]) in passing and time.monotonic() < end:
            time.sleep(0.02)
        return status

    def delete(self, server, seconds=60.0):
        """Delete a server: the status of the answer, and the server's last status ("GONE" if it went)."""
        status, _ = self.nova("DELETE", f"servers/{server}")
        return status, self.wait(server, ("ACTIVE", "BUILD", "ERROR", "SHUTOFF", "DELETED"), seconds)
