"""Check the addresses that people give: of the site, and of the place where its files are edited.

They come from conf.py, from the environment or from a command line; ``content.configuration`` asks here
when Sphinx has read all of these, ``commands.build`` before it starts any Sphinx.
"""

import re
from collections.abc import Callable
from ipaddress import IPv6Address
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

# What RFC 3986 lets an address hold, but for the apostrophe; a per cent sign has two digits.
CHARACTER = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&()*+,;=-]|%[0-9A-Fa-f]{2}")
LABEL = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
HOST = re.compile(rf"{LABEL}(\.{LABEL})*\.?")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# What an address of the place where files are edited may hold: the name of a file and its line, as a forge has them,
# or what Weblate has, the slug of a component, a language and the number of a message.
OF_FILES = ("path", "line", "component", "language", "entry")


def has_valid_host(parts: SplitResult) -> bool:
    """Say whether an address names a host that there can be, by its name or its number, and a port or none."""
    try:
        host, port = parts.hostname or "", parts.port
        valid = IPv6Address(host) if ":" in host else HOST.fullmatch(host)
    except ValueError:
        return False
    return bool(valid) and port != 0 and not parts.netloc.endswith(":")


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address that leads to a host over HTTP; raise ValueError with what is wrong."""
    if rest := CHARACTER.sub("", address):
        raise ValueError(f"holds {rest[0]!r}; write such a character as %XX, and a host in ASCII (xn--…)")
    if not re.match("https?:", address, re.IGNORECASE):
        raise ValueError("begins with neither https:// nor http://")
    try:
        parts = urlsplit(address)
    except ValueError:  # of brackets
        parts = SplitResult("", "", "", "", "")
    if "@" in parts.netloc:
        raise ValueError("has a name or a password before the host, for all to read")
    if not has_valid_host(parts):
        raise ValueError("has no valid host, or no valid port after it")
    return parts._replace(netloc=parts.netloc.lower())


def of_a_folder(address: str) -> str:
    """Return the address of a folder with its final slash; raise ValueError with what is wrong."""
    parts = parts_of(address)
    if "?" in address or "#" in address:
        raise ValueError("holds '?' or '#', and no page can be named after that")
    top, *folders = parts.path.removesuffix("/").split("/")
    if {"", ".", ".."} & {unquote(folder) for folder in folders} or parts.path.lower().endswith((".html", ".htm")):
        raise ValueError("does not name the folder that the languages are put in")
    return urlunsplit(parts._replace(path="/".join([top, *folders, ""])))


def of_any_file(address: str) -> str:
    """Return an address with the places of a file's name; raise ValueError with what is wrong."""
    names = PLACEHOLDER.findall(address)
    if unknown := [name for name in names if name not in OF_FILES]:
        known = ", ".join(f"{{{name}}}" for name in OF_FILES[:-1])
        raise ValueError(f"holds {{{unknown[0]}}}; there are only {known} and {{{OF_FILES[-1]}}}")
    if "path" not in names and not {"component", "language"} <= set(names):
        words = "has no {path}, the place for the name of the file, nor {component} and {language} for Weblate"
        raise ValueError(words)
    parts_of(filled(address, dict.fromkeys(OF_FILES, "1")))
    if "{" in urlsplit(address).netloc:
        raise ValueError("has the name of the file in the place of a host")
    return address


# The settings that are addresses, with their checks and examples.
SETTINGS: dict[str, tuple[Callable[[str], str], str]] = {
    "site_url": (of_a_folder, "https://example.org/guide/"),
    "edit_address": (of_any_file, "https://github.com/OWNER/NAME/edit/main/{path}#L{line}"),
}


def checked(name: str, address: str) -> str:
    """Return the address of a setting, that of the site with its final slash, "" for none.

    Raises ValueError, with what is wrong and an example.
    """
    check, example = SETTINGS[name]
    try:
        if not isinstance(address, str):
            raise ValueError("is no text")
        return check(address) if address else ""
    except ValueError as error:
        raise ValueError(f"{address!r} {error}; write it like {example}") from None


def filled(address: str, values: dict[str, str]) -> str:
    """Return an address with values in their places, escaped; other places stay as they are."""
    return PLACEHOLDER.sub(lambda found: quote(values[found[1]]) if found[1] in values else found[0], address)


def check_addresses(config: Any) -> None:
    """Complete the addresses among settings, Sphinx's or those of the module ``conf``.

    Raises ValueError, which names the setting and the variable it comes from, if one can't be used.
    """
    for name in SETTINGS:
        try:
            setattr(config, name, checked(name, getattr(config, name)))
        except ValueError as error:
            raise ValueError(f"{name.upper()} ({name} in conf.py): {error}") from None
