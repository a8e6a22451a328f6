"""A program that a person names gets a text and answers, and can always be ended."""

import os
import sys
from pathlib import Path
from threading import Thread, Timer
from time import monotonic, sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.programs import LONGEST, Answer, Program, ProgramFailed, arguments_of, with_word

ECHO = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"
QUOTE = "« Été » $(touch /tmp/x) `id` ; rm -rf ~ | cat > y\n\x1b]0;t\x07 日本\n"


def run(script: str, text: str = "") -> Answer:
    return Program([sys.executable, "-c", script]).run(text)


def test_the_text_goes_in_and_the_answer_comes_out_as_it_is() -> None:
    assert run(ECHO, QUOTE) == (QUOTE, 0, False)
    assert run("import sys; sys.exit('no')") == ("no\n", 1, False)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("\x1b[1;31mbold\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x1b\\", "bold link"),
        (" 3%\r 50%\r100%\ndone\r\n", "100%\ndone\n"),
        ("N\x08NA\x08AME _\x08word", "NAME word"),
        ("\x1bM\x1b(Bé\x1b", "é\x1b"),
    ],
)
def test_an_answer_is_plain_without_colours_and_what_was_written_over(
    said: str, plain: str
) -> None:
    assert Answer(said, 0, is_cut=False).plain == plain


@given(st.text("aé \n"))
def test_an_answer_without_signs_for_a_terminal_is_plain(said: str) -> None:
    assert Answer(said, 0, is_cut=False).plain == said


def test_an_answer_is_cut_between_characters() -> None:
    text, _, is_cut = run(
        "import sys; sys.stdout.buffer.write('a'.encode() + 'é'.encode() * 99999)"
    )
    assert is_cut
    assert text == "a" + "é" * ((LONGEST - 1) // 2)


def test_a_text_of_megabytes_blocks_nothing() -> None:
    text = "words and words\n" * 200_000
    assert run("import sys; print(len(sys.stdin.read()))", text) == (f"{len(text)}\n", 0, False)
    assert run("print(1)", text) == ("1\n", 0, False)


def test_what_says_too_much_is_ended() -> None:
    text, code, is_cut = run("while True: print('y' * 1000)")
    assert (len(text), is_cut) == (LONGEST, True)
    assert code != 0


def test_what_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(tmp_path / 'pid')!r}, 'w').write(str(child.pid)); time.sleep(60)"
    )
    program = Program([sys.executable, "-c", script])
    begun = monotonic()
    thread = Thread(target=program.run, args=("",))
    thread.start()
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        sleep(0.01)
        assert monotonic() - begun < 20
    program.end()
    thread.join(10)
    assert not thread.is_alive()
    child = int((tmp_path / "pid").read_text())
    for _ in range(200):
        if not _is_running(child):
            return
        sleep(0.01)
    pytest.fail("what the program started still runs")


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_one_that_is_unwanted_before_it_begins_is_ended_at_once() -> None:
    program = Program([sys.executable, "-c", "import time; time.sleep(60)"])
    program.end()
    begun = monotonic()
    program.run("")
    assert monotonic() - begun < 10


def test_a_program_that_leaves_another_behind_is_not_waited_for() -> None:
    script = (
        "import subprocess, sys\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3)'])\nprint('done')"
    )
    begun = monotonic()
    assert run(script)[0] == "done\n"
    assert monotonic() - begun < 2.5


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "no command"),
        ("   ", "no command"),
        ("say 'it", "cannot be understood"),
    ],
)
def test_what_is_no_command_is_said(command: str, said: str) -> None:
    with pytest.raises(ProgramFailed, match=said):
        arguments_of(command)


@pytest.mark.parametrize("name", ["no-such-program-here", "/", "a\0b"])
def test_what_cannot_be_started_is_said(name: str) -> None:
    with pytest.raises(ProgramFailed, match="cannot be started"):
        Program([name]).run("")


@given(st.text(max_size=30), st.sampled_from(["dict -d fr", "look '{word}'", "a x={word}y {word}"]))
def test_a_word_is_one_argument_and_never_an_option(word: str, command: str) -> None:
    bare = word.strip().lstrip("-")
    arguments = with_word(command, word)
    if "{word}" in command:
        assert len(arguments) == len(arguments_of(command))
        assert arguments[-1].replace("x=", "").startswith(bare)
    else:
        assert arguments == ["dict", "-d", "fr", bare]
    assert not arguments[-1].startswith("-")


def test_the_thread_that_ends_it_may_be_another() -> None:
    program = Program([sys.executable, "-c", "import time; time.sleep(60)"])
    timer = Timer(0.1, program.end)
    timer.start()
    begun = monotonic()
    program.run("")
    timer.join()
    assert monotonic() - begun < 10
