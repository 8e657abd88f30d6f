"""The parts of Cinder, each left out or replaced in a run of its own.

Each function takes a stack that ends what it starts and a folder, and hands back one object of the results:
`needed` (whether a volume fails to come without the part), `outcome` (the last status of a volume, or how far it
came) and what was measured.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from lab.common import need_program, quantity
from lab.servers import free_port, memory, rabbitmq
from lab.standalone_cinder.api_client import Api
from lab.standalone_cinder.deployment import CINDERLIB, HERE, Deployment, mariadb

RUNS = 5
PATIENCE = 20  # seconds that a volume may stay `creating`: sixteen times and more what it takes elsewhere
INSTANCE = "5f0b3c2a-0000-4000-8000-000000000002"


def cycle(api: Api, runs: int = RUNS) -> dict:
    """Volumes one after another through create, attachment, its end, and delete: outcome, codes, seconds of each."""
    seconds = {"create": [], "attach": [], "detach": [], "delete": []}
    for _ in range(runs):
        began = time.monotonic()
        status, volume = api.create()
        if not volume or (outcome := api.wait(volume, "creating")) != "available":
            return {"outcome": outcome if volume else str(status)}
        seconds["create"].append(time.monotonic() - began)
        began = time.monotonic()
        codes, attachment, attached = api.attach(volume)
        seconds["attach"].append(time.monotonic() - began)
        began = time.monotonic()
        codes["delete"] = str(api.call("DELETE", f"attachments/{attachment}")[0])
        detached = api.wait(volume, "detaching")
        seconds["detach"].append(time.monotonic() - began)
        began = time.monotonic()
        api.call("DELETE", f"volumes/{volume}")
        deleted = api.wait(volume, "deleting")
        seconds["delete"].append(time.monotonic() - began)
    return {"outcome": outcome, "attached": attached, "detached": detached, "deleted": deleted, "attachment": codes,
            "seconds": {name: quantity(values, "s") for name, values in seconds.items()}}


def one_volume(api: Api, seconds: float = PATIENCE) -> dict:
    """Ask for one volume: the status of the answer, and the volume's after so many seconds at most."""
    began = time.monotonic()
    status, volume = api.create()
    outcome = api.wait(volume, "creating", seconds) if volume else "refused"
    return {"outcome": outcome, "answer": str(status), "waited": quantity([time.monotonic() - began], "s")}


def least(stack: ExitStack, folder: Path) -> dict:
    """The least set: one process, noauth, no queue but its own memory, SQLite in a file, a folder."""
    cinder = Deployment(stack, folder)
    start = cinder.one_process()
    return {**cycle(cinder.api), "start": quantity([start], "s"), "memory": quantity([cinder.memory()], "MiB"),
            "processes": 1, "services": cinder.services_up()}


def keystone(stack: ExitStack, folder: Path) -> dict:
    """Without Keystone: the API with noauth, and as it comes, asking a Keystone that is not there."""
    alone = Deployment(stack, folder)
    alone.one_process()
    answer = one_volume(alone.api)
    address = f"http://127.0.0.1:{free_port()}/v3"
    asking = Deployment(stack, folder.with_name("asking"), auth="keystone", backends=(
        f"[keystone_authtoken]\nwww_authenticate_uri = {address}\nauth_url = {address}\nauth_type = password\n"
        "username = cinder\npassword = lab\nproject_name = service\nuser_domain_id = default\n"
        "project_domain_id = default\nhttp_request_max_retries = 0\n"))
    asking.one_process(leave_out="cinder-scheduler cinder-volume")
    return {"needed": answer["outcome"] != "available", **answer, "as-it-comes": str(asking.api.create()[0])}


def nova(stack: ExitStack, folder: Path) -> dict:
    """Without Nova: an attachment of no instance, one that names an instance, letting go of it, and the way out."""
    cinder = Deployment(stack, folder)
    cinder.one_process()
    api, (_, volume) = cinder.api, cinder.api.create()
    outcome = api.wait(volume, "creating")
    _, attachment, attached = api.attach(volume)
    let_go, _ = api.call("DELETE", f"attachments/{attachment}")
    detached = api.wait(volume, "detaching")
    codes, attachment, named = api.attach(volume, INSTANCE)
    refused, _ = api.call("DELETE", f"attachments/{attachment}")
    kept = api.status_of(volume)
    reset, _ = api.call("POST", f"volumes/{volume}/action",
                        {"os-reset_status": {"status": "available", "attach_status": "detached"}})
    after_reset = api.status_of(volume)
    api.call("DELETE", f"volumes/{volume}")
    return {"needed": attached != "in-use", "outcome": outcome, "attached": attached, "detach": str(let_go),
            "detached": detached,
            "instance": {"needed": refused >= 400, "attachment": codes, "attached": named, "detach": str(refused),
                         "status": kept, "reset": str(reset), "after-reset": after_reset,
                         "deleted": api.wait(volume, "deleting")}}


def broker(stack: ExitStack, folder: Path) -> dict:
    """The three programs as they come: with `fake://`, which is a queue for one process, and with RabbitMQ."""
    alone = Deployment(stack, folder)
    alone.three_programs()
    alone.must_come_up("services")
    without = {**one_volume(alone.api), "services": alone.services_up(), "memory": quantity([alone.memory()], "MiB")}
    alone.end()
    address, processes = rabbitmq(stack, folder.with_name("rabbitmq"), "cinder")
    cinder = Deployment(stack, folder.with_name("with-rabbitmq"), transport=address)
    cinder.three_programs()
    start = cinder.must_come_up("pool")
    with_it = {**cycle(cinder.api), "start": quantity([start], "s"), "memory": quantity([cinder.memory()], "MiB"),
               "memory-of-rabbitmq": quantity([memory(processes)], "MiB"), "services": cinder.services_up()}
    return {"needed": without["outcome"] != "available", "outcome": without["outcome"], "processes": 3,
            "fake": without, "rabbitmq": with_it}


QUEUES = {"kombu-filesystem": "kombu+filesystem://", "kombu-memory": "kombu+memory://",
          "kafka": "kafka://127.0.0.1:9092/", "amqp": "amqp://127.0.0.1:5671/"}


def queues(stack: ExitStack, folder: Path) -> dict:
    """Other queues of oslo.messaging and kombu between the three programs, where no server runs."""
    found = {}
    for name, transport in QUEUES.items():
        cinder = Deployment(stack, folder.with_name(f"queue-{name}"), transport=transport,
                            more="rpc_response_timeout = 10")
        if cinder.first_program_ends() or cinder.came_up("services", 60) is None:
            found[name] = {"outcome": "does-not-start", "error": cinder.error()}
        else:
            found[name] = {**one_volume(cinder.api), "error": cinder.error()}
        cinder.end()
    return {"outcome": "available" if any(each["outcome"] == "available" for each in found.values()) else "none",
            **found}


def at_once(api: Api, clients: int = 3, creates: int = 24) -> dict:
    """Creates by so many clients at once: how often each status is the answer, how many volumes are available later."""
    with ThreadPoolExecutor(clients) as pool:
        answers = list(pool.map(lambda _: api.create(), range(creates)))
    came = [api.wait(volume, "creating", PATIENCE) for _, volume in answers if volume]
    return {"clients": clients, "creates": creates,
            **{f"answers-{status}": sum(code == status for code, _ in answers) for status in (202, 500)},
            **{status: came.count(status) for status in ("available", "creating", "error")}}


def one_database(stack: ExitStack, folder: Path, database: str) -> dict:
    """One process on a database: volumes one after another, then creates by three clients at once."""
    cinder = Deployment(stack, folder, database=database)
    start = cinder.one_process()
    answer = {**cycle(cinder.api), "start": quantity([start], "s"), "memory": quantity([cinder.memory()], "MiB"),
              "at-once": at_once(cinder.api)}
    cinder.end()
    return answer


def database(stack: ExitStack, folder: Path) -> dict:
    """SQLite in a file and in memory, MariaDB for comparison, and no database at all."""
    found = {name: one_database(stack, folder.with_name(f"database-{name}"), name) for name in ("file", "memory")}
    address, processes = mariadb(stack, folder.with_name("mariadb"))
    found["mariadb"] = one_database(stack, folder.with_name("database-mariadb"), address)
    found["mariadb"]["memory-of-mariadb"] = quantity([memory(processes)], "MiB")
    nothing = Deployment(stack, folder.with_name("database-none"), database="")
    nothing.began = time.monotonic()
    nothing.run("one_process", HERE / "one_process.py")
    up = nothing.came_up("pool", 60)
    found["none"] = {"outcome": "starts" if up else "does-not-start", "error": nothing.error()}
    return {"needed": found["none"]["outcome"] == "does-not-start",
            "server-needed": found["file"]["outcome"] != "available", "outcome": found["file"]["outcome"], **found}


def left_out(name: str):
    """A part that leaves one of Cinder's own services out of the process."""
    def part(stack: ExitStack, folder: Path) -> dict:
        cinder = Deployment(stack, folder)
        cinder.one_process(leave_out=name)
        answer = one_volume(cinder.api)
        return {"needed": answer["outcome"] != "available", **answer}
    part.__doc__ = f"Without {name}."
    return part


def features(api: Api) -> dict:
    """What a driver can do beside create: snapshot, extend, clone, a volume from a snapshot, an attachment."""
    _, volume = api.create()
    found = {"create": api.wait(volume, "creating")}
    if found["create"] != "available":
        return found
    _, answer = api.call("POST", "snapshots", {"snapshot": {"volume_id": volume}})
    snapshot, status, limit = answer.get("snapshot", {}).get("id"), "creating", time.monotonic() + PATIENCE
    while status == "creating" and time.monotonic() < limit:
        status = api.call("GET", f"snapshots/{snapshot}")[1].get("snapshot", {}).get("status", "refused")
        time.sleep(0.05)
    found["snapshot"] = status
    for name, source in (("clone", {"source_volid": volume}), ("from-snapshot", {"snapshot_id": snapshot})):
        _, copy = api.create(**source)
        found[name] = api.wait(copy, "creating") if copy else "refused"
    api.call("POST", f"volumes/{volume}/action", {"os-extend": {"new_size": 2}})
    found["extend"] = api.wait(volume, "extending")
    found["attach"] = api.attach(volume)[2]
    return found


def storage(stack: ExitStack, folder: Path) -> dict:
    """Drivers: the lab's own on a folder, the shipped NFS driver on a folder bound to where it would mount."""
    own = Deployment(stack, folder)
    own.one_process()
    found = {"folder": features(own.api)}
    share, base = "127.0.0.1:/lab", folder.with_name("mounts")
    point, export = base / hashlib.md5(share.encode()).hexdigest(), folder.with_name("export")
    point.mkdir(parents=True)
    export.mkdir()
    subprocess.run([need_program("mount", "mount"), "--bind", export, point], check=True)
    stack.callback(subprocess.run, ["umount", str(point)], check=False)
    shares = folder.with_name("shares")
    shares.write_text(share + "\n", "utf-8")
    nfs = Deployment(stack, folder.with_name("storage-nfs"), backend="nfs", backends=(
        f"[nfs]\nvolume_driver = cinder.volume.drivers.nfs.NfsDriver\nvolume_backend_name = nfs\n"
        f"nfs_shares_config = {shares}\nnfs_mount_point_base = {base}\nnas_secure_file_operations = false\n"
        "nas_secure_file_permissions = false\nnfs_snapshot_support = true\nnfs_mount_attempts = 1\n"))
    nfs.one_process()
    found["nfs"] = features(nfs.api)
    return {"outcome": found["folder"]["create"], **found, "device-mapper": has_device_mapper()}


def has_device_mapper() -> bool:
    """Whether the kernel has what the shipped LVM driver needs."""
    return "device-mapper" in Path("/proc/misc").read_text("utf-8")


def noauth(stack: ExitStack, folder: Path) -> dict:
    """What anyone may do: with a token that was made up, as another project, and without a token."""
    cinder = Deployment(stack, folder)
    cinder.one_process()
    owner, other, nobody = (Api(cinder.port, token) for token in ("alice:one", "mallory:two", ""))
    _, volume = owner.create()
    owner.wait(volume, "creating")
    volumes = [each["id"] for each in other.call("GET", "volumes?all_tenants=1")[1].get("volumes", ())]
    found = {"any-token": {
        "is-administrator": Api(cinder.port, "made-up").call("GET", "os-services")[0] == 200,
        "lists-volumes-of-others": volume in volumes,
        "reads-volume-of-others": str(other.call("GET", f"volumes/{volume}")[0]),
        "raises-quota": str(other.call("PUT", "os-quota-sets/two", {"quota_set": {"volumes": 1000}})[0]),
        "deletes-volume-of-others": str(other.call("DELETE", f"volumes/{volume}")[0]),
        "volume-afterwards": owner.wait(volume, "deleting")}}
    before = len(owner.call("GET", "volumes?all_tenants=1")[1].get("volumes", ()))
    found["no-token"] = {"create": str(nobody.create()[0]), "list": str(nobody.call("GET", "volumes")[0]),
                         "is-served": len(owner.call("GET", "volumes?all_tenants=1")[1].get("volumes", ())) > before}
    return {"outcome": "administrator" if found["any-token"]["is-administrator"] else "refused", **found}


def cinderlib(stack: ExitStack, folder: Path) -> dict:
    """cinderlib: no service, no queue, no database; and with its own persistence in SQLite."""
    found = {}
    for name in ("memory", "database"):
        place = folder.with_name(f"cinderlib-{name}")
        place.mkdir()
        answer = run_library("memory" if name == "memory" else f"sqlite:///{place}/lab.sqlite", place)
        error = answer.get("error", "").partition(":")[0]
        found[name] = {"outcome": "fails" if error else "works", "memory": quantity([answer["memory"]], "MiB"),
                       "import": quantity([answer["import"]], "s")} | ({"error": error} if error else {
                           "setup": quantity([answer["setup"]], "s"), "left": answer["left"],
                           "steps": {step: quantity([time * 1000 for time in times], "ms")
                                     for step, times in answer["steps"].items()}})
    return {"needed": False, "outcome": found["memory"]["outcome"], **found}


def run_library(persistence: str, folder: Path) -> dict:
    """Run library.py in cinderlib's environment: its answer."""
    done = subprocess.run([str(CINDERLIB / "bin" / "python"), "-W", "ignore", str(HERE / "library.py"), persistence,
                           str(folder), str(RUNS)], capture_output=True, text=True, cwd=folder,
                          env={**os.environ, "PYTHONPATH": str(HERE)}, timeout=180)
    last = done.stdout.strip().splitlines()[-1:] or ['{"error": "no answer", "memory": 0, "import": 0}']
    return json.loads(last[0])


def last_error(said: str) -> str:
    """The class of the last exception that a program named, or ""."""
    return (re.findall(r"^\s*(?:\w+\.)*([A-Z]\w*(?:Error|Exception)): ", said, re.M) or [""])[-1]


def cinderlib_csi(stack: ExitStack, folder: Path) -> dict:
    """cinderlib-csi 0.0.2 of June 2018: whether pip installs it beside cinderlib, and whether it starts."""
    folder.mkdir()
    pip = [str(CINDERLIB / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check"]
    tried = subprocess.run([*pip, "--dry-run", "cinderlib-csi==0.0.2"], capture_output=True, text=True)
    alone = subprocess.run([*pip, "--quiet", "--no-deps", f"--target={folder}", "cinderlib-csi==0.0.2"],
                           capture_output=True, text=True)
    if alone.returncode:
        print("cinderlib-csi: not tried, as the package index does not answer", file=sys.stderr)
        return {"outcome": "not-tried"}
    started = subprocess.run([str(CINDERLIB / "bin" / "python"), "-W", "ignore", "-m", "cinderlib_csi.cinderlib_csi"],
                             capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(folder)}, timeout=120)
    return {"outcome": "starts" if not started.returncode else "does-not-start",
            "installs": not tried.returncode, "installation-error": last_error(tried.stdout + tried.stderr),
            "error": last_error(started.stderr)}


PARTS = {"one-process": least, "keystone": keystone, "nova": nova, "broker": broker, "queues": queues,
         "cinder-volume": left_out("cinder-volume"), "cinder-scheduler": left_out("cinder-scheduler"), "noauth": noauth,
         "cinderlib": cinderlib, "cinderlib-csi": cinderlib_csi, "database": database, "storage": storage}
