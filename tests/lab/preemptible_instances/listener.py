"""Write down each notification of Nova as a line of JSON: `listener.py TRANSPORT`.

Times are of the machine's monotonic clock, which all processes share.
"""

import json
import os
import sys
import time

import oslo_messaging
from lab.preemptible_instances.notifications import VERSIONED, server_of
from oslo_config import cfg

TOPICS = ("notifications", "versioned_notifications")


def listen(transport, endpoint, pool, topics=TOPICS):
    """Hand Nova's notifications to an endpoint, by queues of its own (`pool`), so that nobody else loses any."""
    transport = oslo_messaging.get_notification_transport(cfg.CONF, url=transport)
    targets = [oslo_messaging.Target(topic=topic, exchange="nova") for topic in topics]
    listener = oslo_messaging.get_notification_listener(transport, targets, [endpoint], executor="threading", pool=pool)
    listener.start()
    listener.wait()


def write_down(line):
    """Write one line of JSON in one piece: there are several threads."""
    os.write(1, (json.dumps(line) + "\n").encode())


class Recorder:
    """Writes down whatever comes, of any priority."""

    def record(self, context, publisher, event, payload, metadata):
        form = "versioned" if VERSIONED in payload else "plain"
        write_down({"at": time.monotonic(), "form": form, "event": event, "server": server_of(payload)})

    info = warn = error = record


if __name__ == "__main__":
    write_down({"at": time.monotonic(), "form": "", "event": "listening", "server": None})
    listen(sys.argv[1], Recorder(), "lab")
