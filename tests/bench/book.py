"""Texts of the sizes that hurt, the same at every run: a book of 3.3 MB, and 10 MB in one line.

python tests/bench/book.py book PATH     20,000 French paragraphs with headings, dialogue, numbers
python tests/bench/book.py line PATH     the same words without a line break
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

PARAGRAPHS = 20_000
CHARACTERS = 143
"""Of one paragraph before its punctuation, about."""
PARAGRAPHS_A_CHAPTER = 80
LINE_BYTES = 10_000_000

VOCABULARY = """\
le la les un une des de du en à et ou que qui dont pour par sur sans avec entre depuis pendant
entreprise présence Europe intelligence artificielle recherche ingénierie réglementation
développement université événement objectif voyage bureau siège président congrès intervention
semaine année première dernière nouvelle européenne américaine possible probable essentielle
souhaitait annonçait révélait effectuait investissait témoignait l’homme d’ailleurs qu’elle
aujourd’hui s’agit c’est œuvre cœur rendez-vous peut-être elle-même modèle langage texte lecture
"""
TURNS = (
    "M. Altman", "Mme Bovary", "10 000 francs", "13 milliards de dollars", "en 2023,", "à 20 %,",
    "p. 12", "« visible »,", "vraiment ?", "jamais !", "en somme :", "enfin ;", "— du moins —",
)  # fmt: skip


WORDS = VOCABULARY.split()


def sentence(chance: random.Random, length: int) -> str:
    """Words up to about `length` characters, with here and there what a typesetter minds."""
    words: list[str] = []
    room = length
    while room > 0:
        words.append(chance.choice(TURNS if chance.random() < 0.08 else WORDS))
        room -= len(words[-1]) + 1
    text = " ".join(words).rstrip(" ,;:?!—")
    return text[0].upper() + text[1:]


def paragraph(chance: random.Random) -> str:
    """One paragraph: narration, or a line of dialogue in guillemets or after a dash."""
    kind = chance.random()
    length = CHARACTERS + chance.randint(-60, 60)
    if kind < 0.1:
        return f"« {sentence(chance, length)} », dit-elle."
    if kind < 0.2:
        return f"— {sentence(chance, length)} !"
    return f"{sentence(chance, length // 2)}. {sentence(chance, length // 2)}."


def paragraphs() -> Iterator[str]:
    """The book, headings first among their paragraphs."""
    chance = random.Random(165)
    yield "Un livre pour mesurer"
    for number in range(PARAGRAPHS):
        if number % PARAGRAPHS_A_CHAPTER == 0:
            yield f"Chapitre {number // PARAGRAPHS_A_CHAPTER + 1}"
        yield paragraph(chance)


def write_book(target: Path) -> None:
    """Write the book as a plain text file, a blank line between paragraphs."""
    target.write_text("\n\n".join(paragraphs()) + "\n", encoding="utf-8")


def line() -> str:
    """The words of the book, over and over, as one line of ten million bytes."""
    once = " ".join(paragraphs()).encode()
    return (once * (LINE_BYTES // len(once) + 1))[:LINE_BYTES].decode("utf-8", "ignore")


def write_line(target: Path) -> None:
    """Write the line as a plain text file."""
    target.write_text(line() + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        write = {"book": write_book, "line": write_line}[sys.argv[1]]
        target = Path(sys.argv[2])
    except (IndexError, KeyError):
        sys.exit(__doc__)
    write(target)
    print(f"{target}: {target.stat().st_size:,} bytes")
