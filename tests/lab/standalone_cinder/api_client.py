"""Cinder's API by Python's own HTTP client: no Keystone client has a token to give here."""

import json
import time
import urllib.error
import urllib.request

MICROVERSION = "3.70"
CONNECTOR = {"host": "lab", "ip": "127.0.0.1", "initiator": "iqn.2018-08.org.example:lab", "multipath": False,
             "platform": "x86_64", "os_type": "linux2", "do_local_attach": False}


class Api:
    """One address, one token; `noauth` reads USER:PROJECT from it."""

    def __init__(self, port, token="admin:lab"):
        self.address = f"http://127.0.0.1:{port}/v3/"
        self.token = token

    def call(self, method, path, body=None, microversion=MICROVERSION):
        """Send a call; hand back the status (0 if nobody answers) and the JSON of the answer (or {})."""
        headers = {"Content-Type": "application/json", "OpenStack-API-Version": f"volume {microversion}"}
        if self.token:
            headers["X-Auth-Token"] = self.token
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                status, text = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read()
        except OSError:
            return 0, {}
        try:
            return status, json.loads(text or b"{}")
        except ValueError:
            return status, {}

    def create(self, size=1, **more):
        """Ask for a volume of so many GiB: the status of the answer, and the volume's id or None."""
        status, answer = self.call("POST", "volumes", {"volume": {"size": size, **more}})
        return status, answer.get("volume", {}).get("id")

    def status_of(self, volume):
        """The volume's status: "creating", "available", …; "gone" when it is not there any more."""
        code, answer = self.call("GET", f"volumes/{volume}")
        return "gone" if code == 404 else answer.get("volume", {}).get("status", str(code))

    def wait(self, volume, passing, seconds=20.0):
        """The status that comes after `passing` ("creating", "deleting"), or `passing` after so many seconds."""
        end = time.monotonic() + seconds
        while (status := self.status_of(volume)) == passing and time.monotonic() < end:
            time.sleep(0.02)
        return status

    def attach(self, volume, instance=None):
        """Bring a volume through an attachment up to its completion: {step: status of the answer}, id, last status."""
        body = {"volume_uuid": volume} | ({"instance_uuid": instance} if instance else {})
        made, answer = self.call("POST", "attachments", {"attachment": body})
        attachment = answer.get("attachment", {}).get("id")
        connected, answer = self.call("PUT", f"attachments/{attachment}", {"attachment": {"connector": CONNECTOR}})
        completed, _ = self.call("POST", f"attachments/{attachment}/action", {"os-complete": {}})
        steps = {"create": str(made), "connector": str(connected), "complete": str(completed)}
        return steps, attachment, self.status_of(volume)
