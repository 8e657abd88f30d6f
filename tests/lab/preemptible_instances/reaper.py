"""A Reaper outside Nova, written for this lab: `reaper.py TRANSPORT IDENTITY PROJECT`, the last the one whose servers
may be taken away.

It waits for the notification that a server found no host, deletes the preemptible server that makes room with the least
waste, and requests the failed server anew in the project of whoever asked.  Each round is a line of JSON: the ids, and
when each step was done.
"""

import sys
import time

import oslo_messaging
from lab.preemptible_instances.clients import Account
from lab.preemptible_instances.listener import listen, write_down
from lab.preemptible_instances.notifications import server_of, victim

EVENT = r"^compute_task\.build_instances\.error$"


class Reaper:
    """An endpoint of oslo.messaging for one event."""

    filter_rule = oslo_messaging.NotificationFilter(event_type=EVENT)

    def __init__(self, identity, project):
        self.identity, self.project = identity, project
        self.admin = Account(identity, "reaper", project)

    def error(self, context, publisher, event, payload, metadata):
        """One server that found no host."""
        steps = {"notified": time.monotonic()}
        failed = self.admin.server(server_of(payload))
        taken = victim(self.preemptible(), failed["flavor"]["vcpus"])
        if not taken or failed["tenant_id"] == self.admin.project:
            return report(failed)
        self.admin.delete(taken["id"])
        steps["victim-gone"] = time.monotonic()
        while self.admin.placement("GET", f"allocations/{taken['id']}")[1].get("allocations"):
            time.sleep(0.02)
        steps["room"] = time.monotonic()
        new = self.request_again(failed)
        steps["requested"] = time.monotonic()
        return report(failed, victim=taken["id"], new=new, steps=steps)

    def preemptible(self):
        """The servers that run and may be taken away, the youngest first."""
        path = "servers/detail?status=ACTIVE&sort_key=created_at&sort_dir=desc"
        return self.admin.nova("GET", path)[1]["servers"]

    def request_again(self, failed):
        """Request what the failed server was, in its project, and delete the failed one."""
        _, answer = self.admin.nova("GET", "flavors?is_public=None")
        flavor = next(each["id"] for each in answer["flavors"] if each["name"] == failed["flavor"]["original_name"])
        owner = self.admin.in_project(failed["tenant_id"])
        owner.delete(failed["id"])
        _, _, new = owner.create(flavor, failed["image"]["id"], failed["name"])
        return new


def report(failed, **round):
    """Write down one round, as a line of JSON."""
    write_down({"failed": failed["id"], **round})


if __name__ == "__main__":
    transport, identity, project = sys.argv[1:]
    reaper = Reaper(identity, project)
    report({"id": None})
    listen(transport, reaper, "reaper", ["versioned_notifications"])
