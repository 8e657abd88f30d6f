"""The lab of preemptible instances: what it reads and chooses, without running any program of the talk."""

from __future__ import annotations

import pytest
from lab.preemptible_instances import clients
from lab.preemptible_instances.notifications import server_of, victim
from lab.preemptible_instances.parts import reason
from lab.preemptible_instances.settings import FILES
from lab.servers import free_port


def versioned(**data):
    return {"nova_object.data": data, "nova_object.name": "Payload"}


@pytest.mark.parametrize(
    "payload",
    [
        versioned(instance_uuid="one", request_spec=None),
        versioned(uuid="one", state="error"),
        versioned(request_spec=versioned(instance_uuid="one")),
        {"instance_id": "one", "state": "error"},
        {"request_spec": {"instance_properties": {"uuid": "one"}}},
    ],
    ids=["task", "instance", "scheduler", "plain", "plain-scheduler"],
)
def test_a_notification_names_its_server_wherever_its_form_has_it(payload):
    assert server_of(payload) == "one"


def test_a_notification_of_something_else_names_no_server():
    assert server_of({"host": "lab"}) is None


@pytest.mark.parametrize(
    ("vcpus", "taken"), [(1, "small"), (2, "small"), (3, "middle"), (4, "middle"), (8, "large"), (9, None)]
)
def test_the_victim_is_the_smallest_that_suffices_and_of_equals_the_youngest(vcpus, taken):
    sizes = {"large": 8, "small": 2, "old-small": 2, "middle": 4}
    servers = [{"id": name, "flavor": {"vcpus": size}} for name, size in sizes.items()]
    assert (victim(servers, vcpus) or {"id": None})["id"] == taken


def test_without_preemptible_servers_there_is_no_victim():
    assert victim([], 1) is None


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("Quota exceeded for cores: Requested 2, but already used 4 of 4 cores", "cores"),
        ("Project 1 is over a limit for [Resource class:VCPU is over limit of 8]", "vcpu"),
        ("Resource class:CUSTOM_PREEMPTIBLE is over limit of 1", "custom-preemptible"),
        ("Policy doesn't allow it", "nothing-named"),
    ],
)
def test_a_refusal_is_for_the_resource_that_it_names(message, named):
    assert reason({"forbidden": {"code": 403, "message": message}}) == named


def test_a_refusal_without_words_names_nothing():
    assert reason({}) == "nothing-named"


def test_settings_files_are_filled_in_whole():
    names = {name: f"<{name}>" for name in ("folder", "database", "transport", "identity", "etc", "quota")}
    for text in FILES.values():
        filled = text.format(**names)
        assert ("{" in filled, "<folder>" in filled or "<database>" in filled) == (False, True)


def test_an_api_that_nobody_serves_is_status_zero():
    assert clients.call(f"http://127.0.0.1:{free_port()}/") == (0, {}, {})
