"""cinderlib with none of Cinder's services: `library.py PERSISTENCE FOLDER RUNS`, answers one JSON object.

PERSISTENCE is "memory" or an address of SQLAlchemy.  Times are seconds; a step that fails ends with its error.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

BEGAN = time.monotonic()
import cinderlib  # noqa: E402

IMPORTED = time.monotonic()


def steps(backend):
    """One volume through its life: yields the name of each step when it is done."""
    volume = backend.create_volume(1, name="lab")
    yield "create"
    volume.extend(2)
    yield "extend"
    snapshot = volume.create_snapshot("lab")
    yield "snapshot"
    clone = volume.clone()
    yield "clone"
    copy = snapshot.create_volume()
    yield "from-snapshot"
    connection = volume.connect({"host": "lab", "ip": "127.0.0.1", "initiator": None, "multipath": False})
    yield "connect"
    connection.disconnect()
    yield "disconnect"
    attachment = volume.attach()
    if Path(attachment.path).stat().st_size != 2 << 30:
        raise ValueError(f"{attachment.path} is not a device of 2 GiB")
    yield "attach"
    volume.detach()
    yield "detach"
    snapshot.delete()
    for each in (copy, clone, volume):
        each.delete()
    yield "delete"


def run(backend, runs):
    """The seconds of each step of all runs: {step: [seconds]}."""
    times = {}
    for _ in range(runs):
        before = time.monotonic()
        for name in steps(backend):
            times.setdefault(name, []).append(time.monotonic() - before)
            before = time.monotonic()
    return times


def main():
    persistence, folder, runs = sys.argv[1:]
    config = {"storage": "memory"} if persistence == "memory" else {"storage": "db", "connection": persistence}
    answer = {"import": IMPORTED - BEGAN}
    before = time.monotonic()
    try:
        cinderlib.setup(persistence_config=config, file_locks_path=folder, root_helper="sudo", disable_logs=True)
        backend = cinderlib.Backend(volume_backend_name="folder", volume_driver="folder_driver.FolderDriver",
                                    folder=f"{folder}/volumes")
        answer["setup"] = time.monotonic() - before
        answer["steps"] = run(backend, int(runs))
        answer["left"] = len(os.listdir(f"{folder}/volumes"))
    except Exception as error:  # whatever a library of 2023 meets in those of today is the answer
        answer["error"] = f"{type(error).__name__}: {error}"
    answer["memory"] = int(re.search(r"Pss:\s+(\d+)", Path("/proc/self/smaps_rollup").read_text())[1]) / 1024
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
