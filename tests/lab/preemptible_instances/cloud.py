"""A cloud of one host in a temporary folder: MariaDB, RabbitMQ, Keystone, Placement, Glance and Nova on 127.0.0.1."""

from __future__ import annotations

import datetime
import os
import subprocess
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from lab.common import INSTALLED, ROOT, last_line, start, stop, wait_until
from lab.preemptible_instances.clients import Account, call
from lab.preemptible_instances.settings import FILES, PROVIDER
from lab.servers import free_port, kill, mariadb, memory, rabbitmq, wait_for_port

HERE = Path(__file__).parent
ENVIRONMENT = INSTALLED / "preemptible-instances"
APIS = {"keystone": "keystone.wsgi.api", "placement": "placement.wsgi.api", "glance": "glance.wsgi.api",
        "nova-api": "nova.wsgi.osapi_compute"}
TYPES = {"placement": "placement", "glance": "image", "nova-api": "compute", "neutron": "network"}
DATABASES = ("keystone", "placement", "glance", "nova_api", "nova", "nova_cell0")
PROGRAMS = ("nova-conductor", "nova-scheduler", "nova-compute")
REMEDY = "run with KEEP=1 and read the logs in the folder named"
KEYS = ("--keystone-user", "root", "--keystone-group", "root")


class Cloud:
    """The services of one run; all of them end with the stack."""

    def __init__(self, stack: ExitStack, folder: Path):
        self.stack, self.folder, self.processes = stack, folder, {}
        folder.mkdir()
        self.began = time.monotonic()
        self.ports = {name: free_port() for name in (*APIS, "neutron")}
        self.identity = f"http://127.0.0.1:{self.ports['keystone']}/v3"
        self.database, self.processes["mariadb"] = mariadb(stack, folder / "mariadb", "lab", DATABASES)
        self.transport, self.processes["rabbitmq"] = rabbitmq(stack, folder / "rabbitmq", "nova")
        self.write_settings()

    def write_settings(self, quota: str = "DbQuotaDriver") -> None:
        """Write the settings files of all services."""
        (self.folder / "provider.yaml").write_text(PROVIDER, "utf-8")
        for name, text in FILES.items():
            (self.folder / f"{name}.conf").write_text(text.format(
                folder=self.folder, database=self.database, transport=self.transport, identity=self.identity,
                etc=ENVIRONMENT / "etc", quota=quota), "utf-8")

    def environment(self) -> dict[str, str]:
        """What the programs find in their environment: where their settings are."""
        folders = {f"OS_{name}_CONFIG_DIR": str(self.folder) for name in ("KEYSTONE", "PLACEMENT", "GLANCE")}
        paste = ENVIRONMENT / "etc" / "nova" / "api-paste.ini"
        return {**os.environ, **folders, "OS_NOVA_CONFIG_DIR": "/", "OS_NOVA_CONFIG_FILES": f"{paste};{self.nova_conf}",
                "PATH": f"{ENVIRONMENT}/bin:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "tests")}

    @property
    def nova_conf(self) -> Path:
        """The settings file of Nova."""
        return self.folder / "nova.conf"

    def manage(self, service: str, *words: str) -> None:
        """Run a service's own command for its database and keys; stop with its last line if it fails."""
        names = {"glance": "glance-api"}
        settings = self.folder / f"{names.get(service, service)}.conf"
        log = self.folder / f"{service}-manage.log"
        with log.open("ab") as file:
            done = subprocess.run([str(ENVIRONMENT / "bin" / f"{service}-manage"), "--config-file", str(settings), *words],
                                  stdout=file, stderr=file, cwd=self.folder, env=self.environment())
        if done.returncode:
            stop(f"{service}-manage {words[0]}: {last_line(log)}", REMEDY)

    def run(self, name: str, *command: object) -> None:
        """Start a program of the environment; what it says goes into NAME.log."""
        process = start(self.stack, [str(ENVIRONMENT / "bin" / "python"), *map(str, command)],
                        self.folder / f"{name}.log", cwd=self.folder, env=self.environment())
        self.stack.callback(kill, [process])
        self.processes[name] = [process]

    def serve(self, name: str) -> None:
        """Start an API and wait until it listens."""
        self.run(name, HERE / "wsgi_server.py", APIS[name], self.ports[name])
        wait_for_port(self.ports[name], name, self.folder / f"{name}.log", 120)

    def start_identity(self) -> None:
        """Keystone, with the service's user and the addresses of all services."""
        for words in (("db_sync",), ("fernet_setup", *KEYS), ("credential_setup", *KEYS)):
            self.manage("keystone", *words)
        self.manage("keystone", "bootstrap", "--bootstrap-password", "lab", "--bootstrap-region-id", "RegionOne",
                    *(word for name in ("public", "internal") for word in (f"--bootstrap-{name}-url", self.identity)))
        self.serve("keystone")
        self.admin = Account(self.identity)
        self.add_project("service")
        self.add_user("nova", "service", "admin", "service")
        _, found = self.admin.keystone("GET", "users?name=nova")
        self.admin.keystone("PUT", f"system/users/{found['users'][0]['id']}/roles/{self.role('admin')}")
        for name, kind in TYPES.items():
            path = "/v2.1" if name == "nova-api" else ""
            self.add_endpoint(kind, f"http://127.0.0.1:{self.ports[name]}{path}")
        self.admin = Account(self.identity)

    def role(self, name: str) -> str:
        """The id of a role."""
        return self.admin.keystone("GET", f"roles?name={name}")[1]["roles"][0]["id"]

    def add_project(self, name: str) -> str:
        """A project of Keystone: its id."""
        return self.admin.keystone("POST", "projects", {"project": {"name": name}})[1]["project"]["id"]

    def add_user(self, name: str, project: str, *roles: str) -> None:
        """A user with roles in a project."""
        body = {"user": {"name": name, "password": "lab"}}
        user = self.admin.keystone("POST", "users", body)[1]["user"]["id"]
        self.give_roles(user, project, *roles)

    def give_roles(self, user: str, project: str, *roles: str) -> None:
        """Give a user (by id) roles in a project (by name)."""
        place = self.admin.keystone("GET", f"projects?name={project}")[1]["projects"][0]["id"]
        for role in roles:
            self.admin.keystone("PUT", f"projects/{place}/users/{user}/roles/{self.role(role)}")

    def add_endpoint(self, kind: str, address: str) -> None:
        """A service and its address in the catalog."""
        _, made = self.admin.keystone("POST", "services", {"service": {"type": kind, "name": kind}})
        for interface in ("public", "internal", "admin"):
            self.admin.keystone("POST", "endpoints", {"endpoint": {
                "service_id": made["service"]["id"], "interface": interface, "url": address, "region_id": "RegionOne"}})

    def start_all(self) -> float:
        """Start everything: seconds until Nova knows its host and Placement the host's vCPUs."""
        self.start_identity()
        self.manage("placement", "db", "sync")
        self.manage("glance", "db_sync")
        self.manage("nova", "api_db", "sync")
        self.manage("nova", "cell_v2", "map_cell0", "--database_connection", f"{self.database}nova_cell0")
        self.manage("nova", "cell_v2", "create_cell", "--name", "cell1")
        self.manage("nova", "db", "sync")
        for name in ("placement", "glance"):
            self.serve(name)
        self.start_nova(*PROGRAMS)
        self.manage("nova", "cell_v2", "discover_hosts")
        return time.monotonic() - self.began

    def start_nova(self, *programs: str) -> None:
        """Some of Nova's programs and its API; at the end these have reported, and the host is known."""
        began = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
        for name in programs:
            self.run(name, ENVIRONMENT / "bin" / name, "--config-file", self.nova_conf)
        self.serve("nova-api")
        for ready in (lambda: self.reported(programs, began), self.knows_host):
            wait_until(ready, "Nova does not come up", REMEDY, 180)

    def reported(self, programs: Iterable[str], since: datetime.datetime) -> bool:
        """Whether programs of Nova have said since then that they are up."""
        _, answer = self.admin.nova("GET", "os-services")
        alive = {each["binary"] for each in answer.get("services", ()) if each["state"] == "up"
                 and each["updated_at"] and datetime.datetime.fromisoformat(each["updated_at"]) > since}
        return alive.issuperset(programs)

    def set_quota_driver(self, quota: str) -> None:
        """End the programs of Nova that ask for limits, and start them with another driver of quotas.

        Not nova-compute: the fake driver keeps no identity of its host, and without it no second start is allowed.
        """
        for name in ("nova-conductor", "nova-api"):
            kill(self.processes.pop(name))
        self.write_settings(quota)
        self.start_nova("nova-conductor")

    def provider(self) -> str:
        """The address of the host in Placement, or "" while it is not there."""
        _, answer = self.admin.placement("GET", "resource_providers?name=lab")
        return next((f"resource_providers/{each['uuid']}" for each in answer.get("resource_providers", ())), "")

    def knows_host(self) -> bool:
        """Whether Placement knows how many vCPUs the host has."""
        provider = self.provider()
        return bool(provider) and "VCPU" in self.admin.placement("GET", f"{provider}/inventories")[1]["inventories"]

    def add_image(self) -> str:
        """An image of a few bytes in Glance: its id."""
        address, token = f"{self.admin.catalog['image']}/v2/images", self.admin.token
        _, made, _ = call(address, "POST", {"name": "lab", "disk_format": "raw", "container_format": "bare",
                                            "visibility": "public"}, token)
        call(f"{address}/{made['id']}/file", "PUT", "image", token, **{"Content-Type": "application/octet-stream"})
        return made["id"]

    def add_flavor(self, name: str, vcpus: int, **specs: str) -> str:
        """A flavor with extra specifications: its id."""
        _, made = self.admin.nova("POST", "flavors", {"flavor": {"name": name, "vcpus": vcpus, "ram": 64, "disk": 1}})
        if specs:
            self.admin.nova("POST", f"flavors/{made['flavor']['id']}/os-extra_specs", {"extra_specs": specs})
        return made["flavor"]["id"]

    def memory(self) -> dict[str, float]:
        """MiB of each program."""
        return {name: memory(processes) for name, processes in self.processes.items()}
