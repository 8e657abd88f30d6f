#!/usr/bin/env bash
# oslo.messaging takes any transport of kombu as `kombu+NAME://`, and for the one that keeps messages in a folder it
# makes the transport without a word; a server of remote calls then fails at its start with an AttributeError about
# kombu's channel, which names neither the transport nor what to use instead.  The transport in memory starts.
# Versions: oslo.messaging 18.3.1 with kombu 5.7.0.
# Who would care: whoever tries to run a service of OpenStack in several processes without a broker.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check oslo.messaging==18.3.1 kombu==5.7.0
venv/bin/python -W ignore - 2>/dev/null <<'EOF'
from importlib.metadata import version

import oslo_messaging
from oslo_config import cfg


class Endpoint:
    def ping(self, context):
        return "pong"


def start(address):
    """Start and stop a server of remote calls; return what came of it."""
    settings = cfg.ConfigOpts()
    settings([])
    transport = oslo_messaging.get_rpc_transport(settings, address)
    target = oslo_messaging.Target(topic="topic", server="server")
    server = oslo_messaging.get_rpc_server(transport, target, [Endpoint()], executor="threading")
    try:
        server.start()
    except AttributeError as error:
        return f"AttributeError: {error}"
    server.stop()
    server.wait()
    return "starts"


print(f"oslo.messaging {version('oslo.messaging')}, kombu {version('kombu')}")
came = {name: start(f"{name}://") for name in ("fake", "kombu+memory", "kombu+filesystem")}
for name, words in came.items():
    print(f"{name}://: {words}")
expected = "AttributeError: 'Channel' object has no attribute 'events'"
if list(came.values()) != ["starts", "starts", expected]:
    raise SystemExit("changed")
EOF
