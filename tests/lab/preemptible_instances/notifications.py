"""What the lab and its Reaper read from Nova's notifications; no import from either, nor from a library."""

VERSIONED = "nova_object.data"


def content(node):
    """What a versioned object holds; what is plain already, as it is."""
    return node.get(VERSIONED, node)


def server_of(payload):
    """The id of the server that a notification is about, wherever its form has it; None if it says none."""
    data = content(payload)
    spec = content(data.get("request_spec") or {})
    places = (data.get(name) for name in ("instance_uuid", "uuid", "instance_id"))
    properties = spec.get("instance_properties") or {}
    return next((each for each in (*places, spec.get("instance_uuid"), properties.get("uuid")) if each), None)


def victim(servers, vcpus):
    """The server to take away so that so many vCPUs fit: of those that suffice the smallest, of equals the first.

    None if no one server suffices: then none is deleted.
    """
    found = [each for each in servers if each["flavor"]["vcpus"] >= vcpus]
    return min(found, key=lambda each: each["flavor"]["vcpus"], default=None)
