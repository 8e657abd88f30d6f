"""Cinder's API, scheduler and volume service in one process: `one_process.py --config-file CINDER.CONF`.

What the three programs do at their start (cinder/cmd/{api,scheduler,volume}.py), once, with one launcher for all.
LAB_LEAVE_OUT=cinder-volume leaves one of them out.
"""

from cinder import monkey_patch

monkey_patch.patch()

import os  # noqa: E402
import sys  # noqa: E402

import os_brick  # noqa: E402
from cinder import coordination, objects, rpc, service, version  # noqa: E402
from cinder.common import config  # noqa: E402
from cinder.db import migration  # noqa: E402
from oslo_config import cfg  # noqa: E402
from oslo_log import log  # noqa: E402
from oslo_privsep import priv_context  # noqa: E402
from oslo_service import service as oslo_service  # noqa: E402

CONF = cfg.CONF


def services():
    """The services, the API last: who reaches it finds the others running."""
    left_out = os.environ.get("LAB_LEAVE_OUT", "").split()
    if "cinder-scheduler" not in left_out:
        yield service.Service.create(binary="cinder-scheduler")
    if "cinder-volume" not in left_out:
        (backend,) = CONF.enabled_backends
        yield service.Service.create(host=f"{CONF.host}@{backend}", service_name=backend, binary="cinder-volume",
                                     coordination=True)
    yield service.WSGIService("osapi_volume")


def main():
    objects.register_all()
    CONF(sys.argv[1:], project="cinder", version=version.version_string())
    config.set_middleware_defaults()
    log.setup(CONF, "cinder")
    priv_context.init(root_helper=["sudo"])
    os_brick.setup(CONF)
    if CONF.database.connection == "sqlite://":
        migration.db_sync()
    coordination.COORDINATOR.start()
    rpc.init(CONF)
    launcher = oslo_service.ServiceLauncher(CONF)
    for each in services():
        launcher.launch_service(each)
    launcher.wait()


if __name__ == "__main__":
    main()
