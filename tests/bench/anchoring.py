"""How many passages are found again after a text was edited: `python tests/bench/anchoring.py`.

Eighteen kinds of edits on two books, three lengths of quotes; the same where the text before is not
there any more; then six scripts, and the time that a thousand annotations of a large book take
beside importing it. Ends with 1 below a floor.
"""

import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from reader.core.anchoring import Located, describe
from reader.core.relocating import Relocator, Wanted
from reader.core.segments import graphemes
from tests.bench import book, prose

CHARACTERS: Final = 150_000
QUOTES: Final = 100
LENGTHS: Final[Mapping[str, tuple[int, int]]] = {
    "short": (8, 24),
    "medium": (40, 120),
    "long": (150, 300),
}
LETTERS: Final = "etaoinshrdlu"


class Cut(NamedTuple):
    """A text in three: what stands before a quote, the quote, and what stands behind it."""

    before: str
    quote: str
    after: str

    @property
    def text(self) -> str:
        return "".join(self)

    @property
    def passage(self) -> tuple[int, int]:
        return len(self.before), len(self.before) + len(self.quote)


Edit = Callable[[Cut, random.Random], Cut]
"""Edits a text; if nothing is left of the quote, that is empty."""


def _everywhere(change: Callable[[str], str]) -> Edit:
    return lambda cut, _chance: Cut(*map(change, cut))


def _none(cut: Cut, _chance: random.Random) -> Cut:
    return cut


def _inserted(cut: Cut, chance: random.Random) -> Cut:
    paragraphs = cut.before.split("\n")
    at = chance.randrange(len(paragraphs))
    new = [prose.paragraph(prose.language(prose.ENGLISH), chance) for _ in range(5)]
    return cut._replace(before="\n".join([*paragraphs[:at], *new, *paragraphs[at:]]))


def _removed(cut: Cut, chance: random.Random) -> Cut:
    end = chance.randint(min(len(cut.before), 5_000), len(cut.before))
    return cut._replace(before=cut.before[: max(0, end - 5_000)] + cut.before[end:])


def _apart(cut: Cut) -> tuple[list[str], Cut, list[str]]:
    """The paragraphs before, the paragraph of the quote, the paragraphs behind."""
    *above, start = cut.before.split("\n")
    end, *below = cut.after.split("\n")
    return above, Cut(start, cut.quote, end), below


def _together(above: Iterable[str], own: Cut, below: Iterable[str]) -> Cut:
    return Cut("\n".join([*above, own.before]), own.quote, "\n".join([own.after, *below]))


def _moved(cut: Cut, chance: random.Random) -> Cut:
    above, own, below = _apart(cut)
    others = [*above, *below]
    at = chance.randrange(len(others))
    return _together(others[:at], own, others[at:])


def _split(cut: Cut, chance: random.Random) -> Cut:
    above, own, below = _apart(cut)
    spaces = [at for at, character in enumerate(own.text) if character == " "]
    if not spaces:
        return cut
    at = chance.choice(spaces)
    text = f"{own.text[:at]}\n{own.text[at + 1 :]}"
    start, end = own.passage
    return _together(above, Cut(text[:start], text[start:end], text[end:]), below)


def _joined(cut: Cut, _chance: random.Random) -> Cut:
    above, own, below = _apart(cut)
    return Cut(
        " ".join(filter(None, ["\n".join(above), own.before])) if above else own.before,
        own.quote,
        " ".join([own.after, "\n".join(below)]) if below else own.after,
    )


def _repeated(cut: Cut, chance: random.Random) -> Cut:
    words = cut.before.split(" ")
    at = chance.randrange(len(words))
    return cut._replace(before=" ".join([*words[:at], cut.quote, *words[at:]]))


def _typos(count: int) -> Edit:
    def edit(cut: Cut, chance: random.Random) -> Cut:
        letters = list(cut.quote)
        for at in chance.sample(range(len(letters)), count):
            kind, letter = chance.randrange(3), chance.choice(LETTERS)
            letters[at] = (letter, "", letters[at] + letter)[kind]
        return cut._replace(quote="".join(letters))

    return edit


def _words_inserted(cut: Cut, chance: random.Random) -> Cut:
    spaces = [at for at, character in enumerate(cut.quote) if character == " "]
    at = chance.choice(spaces or graphemes(cut.quote)[1:-1])
    return cut._replace(quote=f"{cut.quote[:at]} truly indeed{cut.quote[at:]}")


def _deleted(cut: Cut, _chance: random.Random) -> Cut:
    above, _, below = _apart(cut)
    return Cut("\n".join([*above, *below]), "", "")


def _several(count: int, last: Edit = _none) -> Edit:
    """Some edits one after another; none of them writes the quote a second time, which may be a
    move of it."""

    def edit(cut: Cut, chance: random.Random) -> Cut:
        for kind in chance.sample([*EDITS][1:SINGLE], count):
            cut = EDITS[kind](cut, chance)
        return last(cut, chance)

    return edit


def _curly(text: str) -> str:
    for straight, curly in (("'", "’"), (' "', " “"), ('"', "”"), ("“", '"'), ("”", '"')):
        text = text.replace(straight, curly)
    return text.replace("«\xa0", "« ").replace("\xa0»", " »")


EDITS: Final[Mapping[str, Edit]] = {
    "none": _none,
    "paragraphs inserted before": _inserted,
    "5,000 characters cut before": _removed,
    "paragraph moved": _moved,
    "paragraph split": _split,
    "paragraph joined": _joined,
    "other quotes": _everywhere(_curly),
    "other dashes": _everywhere(lambda text: text.replace("—", "–").replace("-", "\u2010")),
    "doubled spaces": _everywhere(lambda text: text.replace(" ", "  ")),
    "decomposed (NFD)": _everywhere(lambda text: unicodedata.normalize("NFD", text)),
    "upper case": _everywhere(str.upper),
    "one typo": _typos(1),
    "three typos": _typos(3),
    "words inserted": _words_inserted,
    "the same words earlier": _repeated,
    "three of these at once": _several(3),
    "paragraph deleted": _deleted,
    "deleted, and two of these": _several(2, _deleted),
}
SINGLE: Final = [*EDITS].index("the same words earlier")
DELETED: Final = ("paragraph deleted", "deleted, and two of these")
ALWAYS: Final = (
    "none", "paragraphs inserted before", "paragraph moved", "other quotes", "other dashes",
    "doubled spaces", "decomposed (NFD)", "upper case",
)  # fmt: skip
"""Edits after which every passage is found."""


def quotes(text: str, count: int, lengths: tuple[int, int], seed: int) -> Iterator[Cut]:
    """Passages of one paragraph, from the start of a word to the end of one where words are apart,
    none in the first 5,000 characters of a text that is long."""
    chance = random.Random(seed)
    ends = " \n" if " " in text else set(text)
    starts = [
        at
        for at in range(min(5_200, len(text) // 3), len(text) - 2 * lengths[1])
        if text[at - 1] in " \n" and text[at] != " "
    ] or list(range(len(text) // 3, len(text) - 2 * lengths[1]))
    while count:
        start = chance.choice(starts)
        end = start + chance.randint(*lengths)
        while end > start and text[end] not in ends:
            end -= 1
        quote = text[start:end].rstrip()
        if "\n" not in quote and len(quote) >= lengths[0]:
            count -= 1
            yield Cut(text[:start], quote, text[start + len(quote) :])


Outcome = str  # "right", "wrong" (attached elsewhere) or "orphan"


def outcome(cut: Cut, edit: Edit, chance: random.Random, *, is_old_text_there: bool) -> Outcome:
    """What becomes of one quote, when the text is edited."""
    passage, edited = cut.passage, edit(cut, chance)
    relocator = Relocator(edited.text, cut.text if is_old_text_there else None)
    found = relocator.locate(describe(cut.text, *passage), passage)
    if not edited.quote:
        return "wrong" if found else "right"
    return judged(found, edited.passage)


def judged(found: Located | None, passage: tuple[int, int]) -> Outcome:
    """Right is what shares four fifths of all that both passages cover."""
    if found is None:
        return "orphan"
    shared = min(found.end, passage[1]) - max(found.start, passage[0])
    covered = max(found.end, passage[1]) - min(found.start, passage[0])
    return "right" if shared >= 0.8 * covered else "wrong"


Counts = dict[tuple[str, str], Counter[Outcome]]
"""By kind of edit and length."""


def measure(books: Iterable[str], count: int, *, is_old_text_there: bool = True) -> Counts:
    """Edit the books in every way around `count` quotes of each length."""
    counts: Counts = {}
    for number, text in enumerate(books):
        for length, limits in LENGTHS.items():
            for kind, edit in EDITS.items():
                chance = random.Random(f"{number} {length} {kind}")
                found = counts.setdefault((kind, length), Counter())
                found.update(
                    outcome(cut, edit, chance, is_old_text_there=is_old_text_there)
                    for cut in quotes(text, count, limits, number * 7 + len(length))
                )
    return counts


def below_floors(counts: Counts) -> list[str]:
    """What is below the floors, a sentence each."""
    problems = []
    for length in LENGTHS:
        pooled: Counter[Outcome] = Counter()
        for (kind, own), found in counts.items():
            if own == length and kind not in DELETED:
                pooled += found
        floor = 0.90 if length == "short" else 0.99
        share = pooled["right"] / pooled.total()
        if share < floor:
            problems.append(f"{length}: {share:.1%} of what survives is found, not {floor:.0%}")
        limit = 0.04 if length == "short" else 0
        for kind in DELETED:
            deleted = counts[kind, length]
            if deleted["wrong"] > limit * deleted.total():
                problems.append(f"{length}: {kind}: {deleted['wrong']} attached elsewhere")
        problems += [
            f"{length}: {kind}: {counts[kind, length]}"
            for kind in ALWAYS
            if counts[kind, length]["right"] < counts[kind, length].total()
        ]
    return problems


def two_books(characters: int = CHARACTERS) -> list[str]:
    """One book in French and one in English."""
    return [prose.book(prose.FRENCH, characters, 1), prose.book(prose.ENGLISH, characters, 2)]


def scripts(characters: int, count: int) -> Counts:
    """Quotes in six scripts, after edits that every script can suffer."""
    counts: Counts = {}
    kinds = ("none", "paragraphs inserted before", "paragraph moved", "decomposed (NFD)",
             "one typo", "words inserted", "paragraph deleted")  # fmt: skip
    for script in prose.SCRIPTS:
        text = unicodedata.normalize("NFC", prose.text_in(script, characters, 3))
        for kind in kinds:
            chance = random.Random(f"{script} {kind}")
            counts[kind, script] = Counter(
                outcome(cut, EDITS[kind], chance, is_old_text_there=True)
                for cut in quotes(text, count, (24, 90), 5)
            )
    return counts


def times(count: int = 1_000) -> list[tuple[str, float]]:
    """Seconds of CPU that importing a book of 3.3 MB takes, and finding its annotations again in
    texts of which more and more is edited: of the share, half is deleted and half gets a word."""
    from tempfile import TemporaryDirectory

    from reader import importers

    chance = random.Random(8)
    with TemporaryDirectory() as folder:
        book.write_book(Path(folder) / "book.txt")
        began = time.process_time()
        text = importers.read(Path(folder) / "book.txt").article.text
        rows = [("importing the book", time.process_time() - began)]
    starts = [chance.randrange(100, len(text) - 400) for _ in range(count)]
    passages = [(start, start + chance.randint(10, 300)) for start in starts]
    wanted = [Wanted(describe(text, *passage), passage) for passage in passages]
    for share in (0.0, 0.02, 0.3, 1.0):
        kept = []
        for paragraph in text.split("\n"):
            fate = chance.random()
            if fate >= share:
                kept.append(paragraph)
            elif fate >= share / 2:
                kept.append(paragraph.replace(" ", " newly ", 1))
        after = "\n".join(kept)
        began = time.process_time()
        Relocator(after, text).locate_all(wanted)
        name = f"finding {count:,}, {share:.0%} of paragraphs edited"
        rows.append((name, time.process_time() - began))
    return rows


def print_table(counts: Counts, columns: Iterable[str]) -> None:
    """Print right / wrong / orphan by kind."""
    names = list(columns)
    print(f"| {'edit':<28} | " + " | ".join(f"{name:<14}" for name in names) + " |")
    print("|---" * (len(names) + 1) + "|")
    for kind in dict.fromkeys(kind for kind, _ in counts):
        cells = []
        for name in names:
            found = counts[kind, name]
            cells.append(f"{found['right']} / {found['wrong']} / {found['orphan']}")
        print(f"| {kind:<28} | " + " | ".join(f"{cell:<14}" for cell in cells) + " |")


def main() -> int:
    """Print all, and say whether the floors are kept."""
    began = time.perf_counter()
    problems = []
    print("Right / attached elsewhere / orphan:\n")
    for is_old_text_there in (True, False):
        counts = measure(two_books(), QUOTES, is_old_text_there=is_old_text_there)
        problems += below_floors(counts)
        print(f"The text before is {'there' if is_old_text_there else 'lost'}.\n")
        print_table(counts, LENGTHS)
        print()
    in_scripts = scripts(20_000, 20)
    print_table(in_scripts, prose.SCRIPTS)
    problems += [
        f"{script}: {kind}: {found['wrong']} attached elsewhere"
        for (kind, script), found in in_scripts.items()
        if found["wrong"]
    ]
    rows = times()
    print("\n| what | s | times importing |\n|---|---|---|")
    for name, seconds in rows:
        ratio = seconds / rows[0][1]
        print(f"| {name:<44} | {seconds:.2f} | {ratio:.1f} |")
        if ratio > 5:
            problems.append(f"{name}: {ratio:.1f} times the import, not 5")
    print(f"\n{time.perf_counter() - began:.0f} s")
    for problem in problems:
        print(f"BELOW: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
