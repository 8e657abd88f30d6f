"""The labs, as far as they need neither root nor what they try: reading, figures, the file of results, and errors."""

from __future__ import annotations

import json
import os
import signal

import pytest
from conftest import ROOT
from lab import __main__ as command
from lab import common, runner, setup
from lab.envoy_sockmap import measure, run, sockmap

RESULTS = sorted((ROOT / "docs" / "lab").glob("*.json"))
FIGURE = {"median": 2.0, "low": 1.0, "high": 3.0, "runs": 3, "unit": "ms"}
WHOLE = {
    "lab": "a-lab",
    "date": "2018-08-03",
    "machine": {"kernel": "4.17", "system": "Debian 9", "cores": 1, "processor": "one", "memory": 1},
    "versions": {"program": "1.0"},
    "results": {"a-part": {"figure": FIGURE, "count": 7, "works": True, "code": "500"}},
}
WRK = """Running 1s test @ http://127.0.0.1:8201/100-b
  1 threads and 16 connections
  Latency Distribution
     50%    1.85ms
     75%    2.01ms
     90%    2.50ms
     99%  {p99}
  7780 requests in 1.00s, 1.50MB read
{failures}Requests/sec:   7771.25
Transfer/sec:      1.50MB
"""


@pytest.mark.parametrize(
    ("p99", "failures", "expected"),
    [
        ("950.00us", "", measure.Answer(7780, 7771.25, 1850.0, 950.0)),
        ("12.50ms", "", measure.Answer(7780, 7771.25, 1850.0, 12500.0)),
        ("1.20s", "", measure.Answer(7780, 7771.25, 1850.0, 1200000.0)),
        ("1.20s", "  Socket errors: connect 0, read 3, write 0, timeout 0\n", "Socket errors: connect 0, read 3"),
        ("1.20s", "  Non-2xx or 3xx responses: 12\n", "Non-2xx or 3xx responses: 12"),
    ],
)
def test_what_wrk_prints_is_read_in_microseconds_and_failed_requests_are_no_figure(p99, failures, expected):
    text = WRK.format(p99=p99, failures=failures)
    if isinstance(expected, measure.Answer):
        assert measure.wrk_answer(text) == expected
    else:
        with pytest.raises(ValueError, match=expected):
            measure.wrk_answer(text)


def test_wrk_without_an_answer_is_no_figure():
    with pytest.raises(ValueError, match="no requests"):
        measure.wrk_answer("unable to connect to 127.0.0.1:8201 Connection refused")


def test_what_ping_pong_prints_is_read():
    assert measure.ping_pong_answer("500 0.250000 12.500 99.000\n") == measure.Answer(500, 2000.0, 12.5, 99.0)


def test_ratios_are_taken_pair_by_pair():
    # The medians alone would say 3.
    expected = {"median": 2.0, "low": 1.5, "high": 4.0, "runs": 3, "unit": "ratio"}
    assert common.ratios([4.0, 6.0, 3.0], [1.0, 3.0, 2.0]) == expected


def test_sockmap_is_compared_with_the_first_mode():
    runs = {mode: [measure.Run(rate, 2000.0, 3000.0, 2.0, 100.0, 10.0)] for mode, rate in
            (("redirect", 100.0), ("off", 150.0), ("on", 200.0))}  # fmt: skip
    leaves = run.compared(runs)
    assert (leaves["ratio"]["rate"]["median"], leaves["on"]["latency"]["median"]) == (2.0, 2.0)
    assert list(leaves) == ["redirect", "off", "on", "ratio"]


@pytest.mark.parametrize("path", RESULTS, ids=lambda path: path.name)
def test_a_committed_file_of_results_is_of_a_lab_and_well_formed(path):
    text = path.read_text(encoding="utf-8")
    data = json.loads(text)
    assert common.result_errors(data) == []
    assert (data["lab"], data["lab"] in command.LABS) == (path.stem, True)
    assert text == json.dumps(data, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    ("part", "value", "error"),
    [
        ("results", WHOLE["results"], None),
        ("date", "3 August", "date"),
        ("machine", {"kernel": "4.17"}, "machine: no cores"),
        ("versions", {}, "versions"),
        ("versions", {"program": 1}, "versions"),
        ("results", {}, "results: empty"),
        ("results", {"A_part": 1}, "results.A_part: not a name"),
        ("results", {"part": [1]}, "results.part: neither"),
        ("results", {"part": "a sentence that tells what was seen in that run"}, "results.part: neither"),
        ("results", {"part": FIGURE | {"unit": "hours"}}, "results.part: not median"),
        ("results", {"part": FIGURE | {"low": 2.5}}, "results.part: not median"),
        ("results", {"part": {"median": 1.0}}, "results.part: not median"),
    ],
)
def test_results_of_another_form_are_named(part, value, error):
    errors = common.result_errors(WHOLE | {part: value})
    assert any(line.startswith(error) for line in errors) if error else errors == []


def test_a_run_is_written_whole_or_not_at_all(monkeypatch, tmp_path):
    monkeypatch.setattr(common, "RESULTS", tmp_path)
    path = common.write_results("a-lab", {"program": "1.0"}, WHOLE["results"])
    before = path.read_bytes()
    assert (path, common.result_errors(json.loads(before))) == (tmp_path / "a-lab.json", [])
    with pytest.raises(ValueError, match="not a name"):
        common.write_results("a-lab", {"program": "1.0"}, {"A": 1})
    assert ([file.name for file in tmp_path.iterdir()], path.read_bytes()) == (["a-lab.json"], before)


@pytest.mark.parametrize(
    ("ask", "line"),
    [
        (common.need_root, "lab: only root may do this; run: sudo make lab"),
        (lambda: common.need_program("no-such-program", "a-package"), "lab: no-such-program is not installed; run: "
         "make lab-setup (on Debian: apt install a-package)"),
        (lambda: common.need_installed("a-lab", "envoy"), "lab: envoy is not installed in build/lab/a-lab/; run: "
         "make lab-setup LAB=a-lab"),
        (lambda: command.chosen(["no-lab"]), "LAB='no-lab': no such lab; name one of: "),
        (lambda: common.wait_until(lambda: False, "no answer", "ask again", 0), "lab: no answer (0 s); ask again"),
    ],
)  # fmt: skip
def test_what_is_missing_is_one_line_with_the_remedy(ask, line, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        ask()
    assert (str(stopped.value).startswith(line), "\n" in str(stopped.value)) == (True, False)


def test_packages_are_installed_by_sudo_or_the_command_is_named(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(SystemExit, match="^lab: only root may install packages; run as root: apt-get install wrk; then"):
        setup.as_root("apt-get", "install", "wrk")


def test_what_not_even_root_may_set_is_one_line(tmp_path):
    with pytest.raises(SystemExit, match="can't be set: No such file or directory; run it as root on the machine itself"):
        sockmap.writable(tmp_path / "none")


@pytest.mark.parametrize("number", [None, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_what_a_lab_has_started_ends_with_it(number, tmp_path):
    undone, before = [], signal.getsignal(signal.SIGINT)  # ignored where a shell runs the tests in the background
    try:
        with common.cleanup() as stack:
            stack.callback(undone.append, "undone")
            process = common.start(stack, ["tail", "-f", os.devnull], tmp_path / "log")
            if number:
                signal.raise_signal(number)
    except (KeyboardInterrupt, SystemExit):
        pass
    assert (undone, process.poll() is not None) == (["undone"], True)
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_ends_a_lab_that_was_started_in_the_background():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(KeyboardInterrupt), common.cleanup():
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_lab_runs_once_at_a_time():
    with common.cleanup() as first, common.cleanup() as second:
        common.only_one(first, "of-the-tests")
        common.only_one(first, "another-of-the-tests")
        with pytest.raises(SystemExit, match="^lab: of-the-tests runs already on this machine; wait for its end$"):
            common.only_one(second, "of-the-tests")
    with common.cleanup() as third:
        common.only_one(third, "of-the-tests")


def test_each_leaf_is_a_line_of_the_table():
    seconds = {"median": 0.5, "low": 0.4, "high": 1.0, "runs": 5, "unit": "s"}
    results = {"outcome": "available", "fake": {"needed": True, "create": seconds, "start": seconds | {"runs": 1}}}
    assert runner.table(results) == [
        ("outcome", "available"), ("fake needed", "yes"), ("fake create", "0.5 s (0.4-1, 5 runs)"),
        ("fake start", "0.5 s"),
    ]  # fmt: skip


@pytest.mark.parametrize(("named", "run"), [("c a", ["a", "c"]), ("", ["a", "b", "c"])])
def test_parts_are_chosen_by_name_and_run_in_the_order_of_the_lab(named, run, monkeypatch):
    monkeypatch.setenv("PARTS", named)
    assert runner.chosen(["a", "b", "c"]) == run


def test_a_part_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("PARTS", "d")
    with pytest.raises(SystemExit, match="no part 'd'; name some of: a b c"):
        runner.chosen(["a", "b", "c"])


@pytest.mark.xdist_group("lab")  # of a name there is one run at a time
@pytest.mark.parametrize(("named", "written"), [("", True), ("one", False)])
def test_results_are_written_after_a_whole_run_alone_and_the_folder_is_gone(named, written, monkeypatch, tmp_path):
    monkeypatch.setattr(common, "RESULTS", tmp_path)
    monkeypatch.setenv("PARTS", named)
    folders = []

    def prepare(stack, folder):
        folders.append(folder)
        return lambda name: {"name": name}

    runner.run_parts("of-the-tests", {"program": "1.0"}, ["one", "two"], prepare)
    assert ((tmp_path / "of-the-tests.json").exists(), folders[0].exists()) == (written, False)


def test_a_lab_without_its_packages_says_how_to_install_them(tmp_path):
    with pytest.raises(SystemExit, match=f"nova is not installed in build/lab/{tmp_path.name}/; run: make lab-setup"):
        runner.versions("a-lab", {"nova": tmp_path}, {})


@pytest.mark.parametrize("name", command.LABS)
def test_a_lab_says_what_it_is_and_what_was_guessed(name):
    folder = ROOT / "tests" / "lab" / name.replace("-", "_")
    assert "\n## Guesses\n" in (folder / "README.md").read_text(encoding="utf-8")
    assert f"| [`{name}`]({folder.name}/README.md) |" in (folder.parent / "README.md").read_text(encoding="utf-8")
