"""What is tried on the cloud, part by part: each function takes a stage and hands back one object of the results."""

from __future__ import annotations

import time
from collections.abc import Sequence

from lab.common import quantity, wait_until
from lab.preemptible_instances.clients import Account
from lab.preemptible_instances.stage import HERE, REMEDY, SIZE, VCPUS, Stage, once
from lab.servers import kill

RUNS = 5
EVENTS = {"select-destinations-start": "scheduler.select_destinations.start",
          "select-destinations-end": "scheduler.select_destinations.end",
          "select-destinations-error": "scheduler.select_destinations.error",
          "create-start": "instance.create.start",
          "create-error": "instance.create.error",
          "build-instances-error": "compute_task.build_instances.error"}
LIMITS = {"servers": 100, "class:VCPU": 4 * SIZE, "class:MEMORY_MB": 100000, "class:DISK_GB": 1000,
          "class:CUSTOM_PREEMPTIBLE": 1, "class:CUSTOM_PREEMPTIBLE_VCPU": 100}
QUIET = 2.0  # seconds without a further notification after which a server's are taken as all that come


def events(stage: Stage, server: str, form: str = "versioned") -> list[dict]:
    """The notifications of a server, once none has come for a while."""
    count = -1
    while (found := len(stage.heard(server))) > count:
        count = found
        time.sleep(QUIET)
    return [line for line in stage.heard(server) if line["form"] == form]


def network(stage: Stage) -> dict:
    """Without Neutron: a server that asks for no network, what the API shows of it, and its end.  Without an image."""
    status, _, server = stage.create(stage.bob, "preemptible")
    built = once(lambda: heard_end(stage, server, "create")) is not None
    shown, _ = stage.bob.nova("GET", f"servers/{server}")
    answer, _ = stage.bob.nova("DELETE", f"servers/{server}")
    deleted = once(lambda: heard_end(stage, server, "delete"), 40) is not None
    stage.start_no_ports()
    left = stage.bob.server(server)["status"]
    again, end = stage.bob.delete(server)
    no_image, _ = stage.bob.nova("POST", "servers", {"server": {
        "name": "no image", "flavorRef": stage.flavors["normal"], "networks": "none", "imageRef": ""}})
    return {"create": str(status), "built": built, "show": str(shown), "delete": str(answer), "deleted": deleted,
            "left": left, "with-stand-in": {"delete": str(again), "left": end}, "without-image": str(no_image)}


def heard_end(stage: Stage, server: str, action: str) -> bool:
    """Whether Nova has notified that an action on a server has ended, well or badly."""
    return any(line["event"] in (f"instance.{action}.end", f"instance.{action}.error") for line in stage.heard(server))


def full(stage: Stage) -> dict:
    """One more server on a full host: what the API says, what is notified, and how soon."""
    stage.fill()
    seconds, last = {"error": [], "notified": []}, None
    for _ in range(RUNS):
        began = time.monotonic()
        status, _, last = stage.create(stage.alice, "normal")
        outcome = stage.alice.wait(last)
        seconds["error"].append(time.monotonic() - began)
        heard = events(stage, last)
        seconds["notified"] += [line["at"] - began for line in heard if "build_instances" in line["event"]]
    shown = stage.alice.server(last)
    counts = {name: sum(line["event"] == event for line in heard) for name, event in EVENTS.items()}
    return {"answer": str(status), "outcome": outcome, "fault": {"code": str(shown["fault"]["code"]),
            "message": shown["fault"]["message"].strip()}, "vcpus": VCPUS, "size": SIZE, "used": stage.used(),
            "seconds": {name: quantity(values, "s") for name, values in seconds.items()},
            "events": counts, "all-events": len(heard), "plain-events": len(events(stage, last, "plain"))}


def filtered(stage: Stage) -> dict:
    """The same failure where Placement has room and a filter of the scheduler says no: two servers kept apart."""
    stage.empty()
    _, made = stage.alice.nova("POST", "os-server-groups", {"server_group": {
        "name": "apart", "policy": "anti-affinity"}})
    hints = {"group": made["server_group"]["id"]}
    _, _, first = stage.create(stage.alice, "normal", hints=hints)
    stage.alice.wait(first)
    _, _, second = stage.create(stage.alice, "normal", hints=hints)
    outcome, heard = stage.alice.wait(second), events(stage, second)
    return {"outcome": outcome, "events": {name: sum(line["event"] == event for line in heard)
                                           for name, event in EVENTS.items()}}


def actions(stage: Stage) -> dict[str, dict]:
    """What may bring a server up: the actions by name."""
    return {"rebuild": {"rebuild": {"imageRef": stage.image}},
            "resize": {"resize": {"flavorRef": stage.flavors["counted"]}}, "start": {"os-start": None},
            "reboot": {"reboot": {"type": "HARD"}}, "migrate": {"migrate": {"host": None}}}


def tried(stage: Stage, server: str) -> dict:
    """Ask for each action on a server: the answers."""
    return {name: str(stage.admin.nova("POST", f"servers/{server}/action", body)[0])
            for name, body in actions(stage).items()}


def failed(stage: Stage) -> dict:
    """A server that found no host, after room was made: what can still be asked of it, and a new request."""
    stage.empty()
    victim, *_ = stage.fill()
    _, _, server = stage.create(stage.alice, "normal")
    before = stage.alice.wait(server)
    deleted, gone = stage.bob.delete(victim)
    wait_until(lambda: stage.used() < VCPUS, "the host has no room", REMEDY)
    answers = tried(stage, server)
    after = stage.alice.wait(server, ("BUILD", "REBUILD", "RESIZE", "HARD_REBOOT"), 20)
    reset, _ = stage.admin.nova("POST", f"servers/{server}/action", {"os-resetState": {"state": "active"}})
    shown = stage.admin.server(server)
    found = {"before": before, "deleted": str(deleted), "victim": gone, "answers": answers, "after": after,
             "reset": {"answer": str(reset), "status": shown["status"],
                       "on-a-host": bool(shown.get("OS-EXT-SRV-ATTR:host")), "used": stage.used(),
                       "answers": tried(stage, server),
                       "after": stage.alice.wait(server, ("BUILD", "REBUILD", "RESIZE", "HARD_REBOOT"), 20)}}
    began = time.monotonic()
    _, _, new = stage.create(stage.alice, "normal")
    outcome = stage.alice.wait(new)
    return found | {"new-request": {"outcome": outcome, "seconds": quantity([time.monotonic() - began], "s")}}


def reaper(stage: Stage) -> dict:
    """The lab's own Reaper: rounds from a request that fails to ACTIVE of the one made in its place."""
    stage.empty()
    stage.fill()
    cloud = stage.cloud
    _, found = stage.admin.keystone("GET", "users?name=reaper")
    try:
        Account(cloud.identity, "reaper", "normal")
        without_role = "token"
    except RuntimeError:
        without_role = "no-token"
    cloud.give_roles(found["users"][0]["id"], "normal", "member")
    cloud.run("reaper", HERE / "reaper.py", cloud.transport, cloud.identity, "preemptible")
    wait_until(lambda: stage.lines("reaper"), "the Reaper does not start", REMEDY, 60)
    time.sleep(QUIET)  # for its queue
    seconds, outcomes, same = {"notified": [], "victim-gone": [], "room": [], "requested": [], "active": []}, [], []
    for number in range(1, RUNS + 1):
        began = time.monotonic()
        _, _, server = stage.create(stage.alice, "normal")
        wait_until(lambda: len(stage.lines("reaper")) > number, "the Reaper does nothing", REMEDY, 60)
        done = stage.lines("reaper")[number]
        outcomes.append(stage.alice.wait(done["new"]))
        same.append(done["new"] == server)
        for name in seconds:
            seconds[name].append(done["steps"].get(name, time.monotonic()) - began)
    kill(cloud.processes.pop("reaper"))
    return {"outcome": "ACTIVE" if set(outcomes) == {"ACTIVE"} else "ERROR", "rounds": RUNS, "same-id": any(same),
            "deleted": len(stage.lines("reaper")) - 1, "without-role": without_role,
            "preemptible-left": len(stage.bob.nova("GET", "servers")[1]["servers"]),
            "seconds": {name: quantity(values, "s") for name, values in seconds.items()}}


def notice(stage: Stage) -> dict:
    """What a server's end is made of: the notifications of a stop, and of a delete."""
    stage.empty()
    found = {}
    for name, action in (("stop", {"os-stop": None}), ("delete", None)):
        server = stage.run_one(stage.bob, "preemptible")
        events(stage, server)
        before = len(stage.heard(server))
        began = time.monotonic()
        if action:
            stage.bob.nova("POST", f"servers/{server}/action", action)
            left = stage.bob.wait(server, ("ACTIVE",))
        else:
            _, left = stage.bob.delete(server)
        seconds = time.monotonic() - began
        events(stage, server)
        heard = [line["event"] for line in stage.heard(server)[before:] if line["form"] == "versioned"]
        found[name] = {"left": left, "seconds": quantity([seconds], "s"),
                       **{step: any(f"instance.{event}" in each for each in heard) for step, event in
                          (("power-off", "power_off"), ("shutdown", "shutdown"), ("delete", "delete"))}}
    return found


def refusals(stage: Stage, owner: Account, flavors: Sequence[str], seconds: list[float]) -> dict:
    """Ask for servers one after another: the answers, by flavor and number ("normal-1"), and what a refusal is for.

    `seconds` takes how long each answer took.
    """
    found, counts = {}, dict.fromkeys(flavors, 0)
    for flavor in flavors:
        counts[flavor] += 1
        began = time.monotonic()
        status, answer, server = stage.create(owner, flavor)
        seconds.append(time.monotonic() - began)
        outcome = owner.wait(server) if server else "refused"
        found[f"{flavor}-{counts[flavor]}"] = {"answer": str(status), "outcome": outcome}
        if not server:
            found[f"{flavor}-{counts[flavor]}"]["because"] = reason(answer)
    return found


def reason(answer: dict) -> str:
    """What a refusal says was too much: the resource that it names."""
    message = next(iter(answer.values()), {}).get("message", "")
    for word in ("CUSTOM_PREEMPTIBLE_VCPU", "CUSTOM_PREEMPTIBLE", "class:VCPU", "cores", "instances", "servers"):
        if word in message:
            return word.removeprefix("class:").lower().replace("_", "-")
    return "nothing-named"


def quota(stage: Stage) -> dict:
    """Nova's own quotas: they count cores, of whatever flavor; a project of its own has its own."""
    stage.empty()
    limit, seconds = {"quota_set": {"cores": 2 * SIZE}}, []
    set_to = [stage.admin.nova("PUT", f"os-quota-sets/{owner.project}", limit)[0] for owner in (stage.alice, stage.bob)]
    return {"set": str(max(set_to)), "cores": 2 * SIZE,
            "one-project": refusals(stage, stage.alice, ["normal", "counted", "counted"], seconds),
            "own-project": refusals(stage, stage.bob, ["preemptible"] * 3, seconds),
            "seconds": {"answer": quantity(seconds, "s")}}


def unified_limits(stage: Stage) -> dict:
    """Limits in Keystone by resource class: a class beside VCPU, one in its place, and a project of its own."""
    stage.empty()
    _, found = stage.admin.keystone("GET", "services?type=compute")
    place = {"service_id": found["services"][0]["id"], "region_id": "RegionOne"}
    status, _ = stage.admin.keystone("POST", "registered_limits", {"registered_limits": [
        {**place, "resource_name": name, "default_limit": limit} for name, limit in LIMITS.items()]})
    stage.cloud.set_quota_driver("UnifiedLimitsDriver")
    seconds = []
    beside = refusals(stage, stage.alice, ["counted", "counted", *["normal"] * 4], seconds) | {"vcpus": stage.used()}
    stage.empty()
    in_place = refusals(stage, stage.alice, ["in-place"], seconds)
    in_place |= {"vcpus": stage.used(), "in-class": stage.used("CUSTOM_PREEMPTIBLE_VCPU")}
    in_place |= refusals(stage, stage.alice, ["normal"] * 4, seconds)
    in_place |= refusals(stage, stage.bob, ["preemptible"], seconds)
    in_place["all-vcpus"] = stage.used() + stage.used("CUSTOM_PREEMPTIBLE_VCPU")
    stage.empty()
    own, _ = stage.admin.keystone("POST", "limits", {"limits": [
        {**place, "project_id": stage.bob.project, "resource_name": "class:VCPU", "resource_limit": SIZE}]})
    apart = refusals(stage, stage.bob, ["preemptible"] * 2, seconds)
    apart |= refusals(stage, stage.alice, ["normal"] * 2, seconds)
    return {"set": str(status), "beside": beside, "in-place": in_place, "own-project": {"set": str(own), **apart},
            "vcpus": LIMITS["class:VCPU"], "seconds": {"answer": quantity(seconds, "s")}}


def whole(stage: Stage) -> dict:
    """What the cloud takes: seconds to start, MiB."""
    taken = stage.cloud.memory()
    nova = sum(size for name, size in taken.items() if name.startswith("nova"))
    return {"start": quantity([stage.seconds], "s"), "memory": quantity([sum(taken.values())], "MiB"),
            "memory-of-nova": quantity([nova], "MiB")}


PARTS = {"network": network, "whole": whole, "full": full, "filtered": filtered, "failed": failed, "notice": notice,
         "reaper": reaper, "quota": quota, "unified-limits": unified_limits}
