"""A copy arrives or its message says otherwise, whatever the machine's clipboard does.

The helper programs are scripts on a PATH of their own, and real ones where the machine has them.
"""

import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from reader.clipboard import Copied, copy

QUOTE = "« La densité de talents » — 東京, 👩‍🚀 שלום.\nSecond paragraph.\n"

NEEDED = ("sh", "cat", "sleep", "head", "grep")
"""What the scripts themselves call."""

STORES = """\
case "$*" in
  *-o*) cat "$STORE" 2>/dev/null; exit 0 ;;
  *) cat > "$STORE" ;;
esac
"""


class Machine:
    """A machine with no helper programs but those that a test writes."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.store = folder / "store"
        self.fallback = folder / "state" / "clipboard.txt"
        self.sent: list[str] = []
        self._patch = patch
        for name in NEEDED:
            (self.bin / name).symlink_to(shutil.which(name) or f"/bin/{name}")
        for name in ("TMUX", "SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"):
            patch.delenv(name, raising=False)
        patch.setenv("PATH", str(self.bin))
        patch.setenv("DISPLAY", ":never-opened")
        patch.setenv("STORE", str(self.store))

    def program(self, name: str, script: str) -> None:
        """A program that the clipboard may call; `xclip` stands for the Mac's two as well."""
        path = self.bin / name
        path.write_text(f"#!{self.bin / 'sh'}\n{dedent(script)}")
        path.chmod(0o755)
        if name == "xclip" and sys.platform == "darwin":
            self.program("pbcopy", script)
            self.program("pbpaste", f"set -- -o\n{script}")

    def setenv(self, name: str, value: str) -> None:
        self._patch.setenv(name, value)

    def copy(self, text: str = QUOTE, method: str = "auto", command: str = "") -> Copied:
        return copy(
            text,
            method=method,
            command=command,
            terminal=self.sent.append,
            fallback=self.fallback,
        )

    @property
    def terminal_got(self) -> str:
        """The text of the one OSC 52 sequence that was sent."""
        [sequence] = self.sent
        assert sequence.startswith("\x1b]52;c;")
        assert sequence.endswith("\x07")
        return b64decode(sequence[7:-1]).decode()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


# The clipboard of the machine.


@pytest.mark.parametrize(
    "text",
    ["word", QUOTE, "trailing newline\n", "\n", " ", "x" * 1_000_000, "-o --help", "'$(rm)'\\"],
    ids=["word", "quote", "newline", "only newline", "space", "1 MB", "options", "shell"],
)
def test_a_copy_that_can_be_read_back_is_called_checked(machine: Machine, text: str) -> None:
    machine.program("xclip", STORES)
    assert machine.copy(text) == Copied("clipboard", certain=True, message="Copied, and checked")
    assert machine.store.read_text() == text
    assert machine.sent == []


def test_nothing_is_copied_over_what_the_person_had_there(machine: Machine) -> None:
    machine.program("xclip", STORES)
    machine.copy("before")
    assert machine.copy("") == Copied("none", certain=True, message="There is nothing to copy")
    assert machine.store.read_text() == "before"


def test_half_a_character_does_not_spoil_a_copy(machine: Machine) -> None:
    machine.program("xclip", STORES)
    assert machine.copy("half \ud83d here").certain
    assert machine.store.read_text() == "half ? here"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ('cat >/dev/null; echo "Error: Can\'t open display: :9" >&2; exit 1', "Can't open display"),
        ("exit 1", "the clipboard did not take it"),
        (f'head -c 5 > "$STORE.part"; {STORES}', "the clipboard did not take it"),
        ('case "$*" in *-o*) echo other;; *) cat >/dev/null;; esac', "did not take it"),
        ("printf '\\033]0;owned\\007\\n' >&2; exit 1", "owned"),
    ],
    ids=["dead display", "fails", "drops text", "another owner", "prints escapes"],
)
def test_a_copy_that_did_not_arrive_goes_to_the_terminal_instead(
    machine: Machine, capfd: pytest.CaptureFixture[str], script: str, reason: str
) -> None:
    machine.program("xclip", script)
    copied = machine.copy()
    assert (copied.way, copied.certain) == ("terminal", False)
    assert "does not confirm" in copied.message
    assert reason in copied.message
    assert "\x1b" not in copied.message
    assert machine.terminal_got == QUOTE
    assert capfd.readouterr() == ("", ""), "nothing may be printed over the screen"


def test_a_helper_that_hangs_is_ended_after_two_seconds_with_all_it_started(
    machine: Machine,
) -> None:
    alive = Path(f"{machine.store}.alive")
    os.mkfifo(alive)
    machine.program("xclip", 'exec 9>"$STORE.alive"; sh -c "echo here >&9; sleep 60"')
    with os.fdopen(os.open(alive, os.O_RDONLY | os.O_NONBLOCK), "rb", 0) as pipe:
        began = time.monotonic()
        copied = machine.copy("x" * 1_000_000)
        assert time.monotonic() - began < 4
        assert copied.way == "terminal"
        assert "did not answer within 2 seconds" in copied.message
        assert pipe.read(10) == b"here\n"
        assert select.select([pipe], [], [], 5)[0]
        assert pipe.read(10) == b"", "a pipe without writers: no process is left"


def test_a_daemon_left_behind_by_the_helper_does_not_hold_up_the_copy(machine: Machine) -> None:
    machine.program("xclip", STORES.replace('cat > "$STORE"', 'cat > "$STORE"; sleep 5 &'))
    began = time.monotonic()
    assert machine.copy().certain
    assert time.monotonic() - began < 2


def test_a_machine_without_a_clipboard_uses_the_terminal(machine: Machine) -> None:
    copied = machine.copy()
    assert (copied.way, copied.certain) == ("terminal", False)
    assert "no clipboard here" in copied.message
    assert machine.terminal_got == QUOTE


def test_what_stands_in_the_present_folder_is_never_run(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.program("xclip", STORES)
    hostile = tmp_path / "downloads"
    hostile.mkdir()
    for name in ("pyperclip", "reader", "base64"):
        (hostile / f"{name}.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(hostile)
    assert machine.copy().certain


# Far away, and in tmux.


def test_over_ssh_the_terminal_is_asked_first(machine: Machine) -> None:
    machine.program("xclip", STORES)
    machine.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    assert machine.copy().way == "terminal"
    assert machine.terminal_got == QUOTE
    assert not machine.store.exists()


def test_a_long_text_over_the_terminal_is_warned_of(machine: Machine) -> None:
    assert "as long as this" not in machine.copy("short").message
    assert "as long as this" in machine.copy("long " * 600).message


def test_in_tmux_it_goes_through_tmux(machine: Machine) -> None:
    machine.program("tmux", '[ "$*" = "load-buffer -w -" ] && cat > "$STORE"')
    machine.program("xclip", STORES)
    machine.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    copied = machine.copy()
    assert (copied.way, copied.certain) == ("tmux", False)
    assert "sent on to the terminal, which does not confirm" in copied.message
    assert machine.store.read_text() == QUOTE


def test_an_old_tmux_keeps_it_to_itself_and_that_is_said(machine: Machine) -> None:
    machine.program(
        "tmux",
        """
        case "$*" in
          *-w*) echo "unknown option -- w" >&2; exit 1 ;;
          *) cat > "$STORE" ;;
        esac
        """,
    )
    machine.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    assert machine.copy().message == "Copied to tmux, and only there"
    assert machine.store.read_text() == QUOTE


def test_a_tmux_that_is_gone_is_told_and_the_next_way_is_tried(machine: Machine) -> None:
    machine.program("tmux", "echo 'no server running on /tmp/x' >&2; exit 1")
    machine.program("xclip", STORES)
    machine.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    copied = machine.copy()
    assert (copied.way, copied.certain) == ("clipboard", True)
    assert "no server running" in copied.message


# What the person chose in the settings.


def test_a_chosen_command_gets_the_text(machine: Machine) -> None:
    machine.program("my-copy", 'cat > "$STORE.$1"')
    copied = machine.copy(method="command", command="my-copy 'two words'")
    assert (copied.way, copied.certain) == ("command", False)
    assert copied.message == "Handed to my-copy"
    assert Path(f"{machine.store}.two words").read_text() == QUOTE


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("", "clipboard_command is not set"),
        ("no-such-program", "no-such-program cannot be started"),
        ("sh -c 'exit 3'", "sh did not take it (exit 3)"),
        ("sh -c 'echo no luck >&2; exit 1'", "sh did not take it: no luck"),
        ("'never closed", "cannot be understood"),
    ],
)
def test_a_chosen_command_that_fails_leaves_a_file_and_says_why(
    machine: Machine, command: str, reason: str
) -> None:
    copied = machine.copy(method="command", command=command)
    assert (copied.way, copied.certain) == ("file", True)
    assert reason in copied.message
    assert str(machine.fallback) in copied.message
    assert machine.fallback.read_text() == QUOTE
    assert machine.sent == []


@pytest.mark.parametrize("method", ["pyperclip", "tmux", "file"])
def test_a_chosen_way_that_is_not_there_leaves_a_file(machine: Machine, method: str) -> None:
    copied = machine.copy(method=method)
    assert (copied.way, copied.certain) == ("file", True)
    assert machine.fallback.read_bytes() == QUOTE.encode()
    assert machine.fallback.stat().st_mode & 0o777 == 0o600


def test_a_chosen_terminal_is_used_even_where_there_is_a_clipboard(machine: Machine) -> None:
    machine.program("xclip", STORES)
    assert machine.copy(method="osc52").way == "terminal"
    assert machine.terminal_got == QUOTE


def test_without_any_way_the_message_says_so(machine: Machine) -> None:
    machine.fallback.parent.write_text("no folder")
    copied = copy(QUOTE, terminal=None, fallback=machine.fallback)
    assert copied.way == "none"
    assert copied.message.startswith("Not copied: no clipboard here; no terminal")
    assert "cannot be written" in copied.message


def test_a_terminal_that_has_gone_is_no_crash(machine: Machine) -> None:
    def gone(sequence: str) -> None:
        raise OSError(5, "Input/output error")

    copied = copy(QUOTE, terminal=gone, fallback=machine.fallback)
    assert copied.way == "file"


# The real programs, where the machine has them; the scripts above where it has not.


@pytest.fixture
def display(machine: Machine) -> Iterator[Machine]:
    """A machine with a display that works."""
    server, helper = (_installed(name) for name in ("Xvfb", "xclip"))
    if server is None or helper is None:
        machine.program("xclip", STORES)
        yield machine
        return
    (machine.bin / "xclip").symlink_to(helper)
    with subprocess.Popen(
        [server, "-displayfd", "1", "-noreset", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout is not None
        machine.setenv("DISPLAY", f":{running.stdout.readline().strip()}")
        yield machine
        running.terminate()


@pytest.mark.parametrize("text", [QUOTE, "x" * 1_000_000 + "\n"], ids=["quote", "1 MB"])
def test_a_real_display_has_the_text(display: Machine, text: str) -> None:
    assert display.copy(text).message == "Copied, and checked"
    pasted = subprocess.run(
        ["xclip", "-selection", "c", "-o"], capture_output=True, check=True, timeout=5
    )
    assert pasted.stdout.decode() == text


@pytest.fixture
def inside_tmux(machine: Machine) -> Iterator[Machine]:
    """A machine in a session of a tmux server of its own."""
    program = _installed("tmux")
    if program is None:
        machine.program("tmux", 'case "$*" in load*) cat > "$STORE";; save*) cat "$STORE";; esac')
        machine.setenv("TMUX", "fake,1,0")
        yield machine
        return
    (machine.bin / "tmux").symlink_to(program)
    # A socket's path may have about a hundred characters, fewer than a test's own folder.
    with tempfile.TemporaryDirectory() as folder:
        machine.setenv("TMUX_TMPDIR", folder)
        machine.setenv("TERM", "xterm-256color")
        private = [program, "-L", "reader", "-f", "/dev/null"]
        subprocess.run([*private, "new-session", "-d", "sleep 60"], check=True, timeout=10)
        socket = subprocess.run(
            [*private, "display-message", "-p", "#{socket_path},#{pid},0"],
            capture_output=True,
            check=True,
            text=True,
            timeout=10,
        )
        machine.setenv("TMUX", socket.stdout.strip())
        yield machine
        subprocess.run([*private, "kill-server"], check=True, timeout=10)


@pytest.mark.parametrize("text", [QUOTE, "x" * 100_000], ids=["quote", "100 kB"])
def test_a_real_tmux_has_the_text(inside_tmux: Machine, text: str) -> None:
    assert inside_tmux.copy(text).way == "tmux"
    saved = subprocess.run(["tmux", "save-buffer", "-"], capture_output=True, check=True, timeout=5)
    assert saved.stdout.decode() == text


def _installed(name: str) -> str | None:
    """A program of this machine, whatever the test's own PATH is."""
    return shutil.which(name, path=os.defpath + ":/usr/local/bin:/opt/homebrew/bin")
