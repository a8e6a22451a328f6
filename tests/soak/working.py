"""A library at work, beside the model of what it has said to be saved."""

import random
from pathlib import Path
from typing import Any

from reader.library import Library
from tests.soak.evidence import diagnosis, look, understood
from tests.soak.mixture import Mixture
from tests.soak.model import Model, Record, Wrong
from tests.soak.sources import ARTICLES, first_text, write_source
from tests.soak.verdict import check, differences

Records = dict[str, Record]


def fill(library: Library, sources: Path, model: Model) -> None:
    """Add the articles with which all begins."""
    for name in ARTICLES:
        paragraphs = first_text(name)
        write_source(sources / name, paragraphs)
        library.add(sources / name)
        model.begin({"do": "text", "article": name, "text": "\n".join(paragraphs)})
        model.acknowledge({"places": {}})


class Working:
    """Does all that `mixture` mixes, and knows what must be there."""

    def __init__(self, data: Path, sources: Path, chance: random.Random) -> None:
        self.library, self.model = Library(data), Model()
        self._data, self._chance, self._sources = data, chance, sources
        self.wrong: list[Wrong] = []
        self.refused = 0
        fill(self.library, sources, self.model)
        self._mixture = Mixture(self.library, sources, chance)

    def do(self, count: int, *, may_be_refused: bool = False) -> list[Records]:
        """Do so many things; the states through which the library may have gone."""
        states = [self._state()]
        for _ in range(count):
            answer = self._mixture.step(self.model.begin)
            states += self._on_the_way()
            if "refused" not in answer:
                self.wrong += self.model.acknowledge(answer)
            else:
                self.refused += 1
                if not may_be_refused:
                    told = f"{answer['refused']}: {self.model.under_way}"
                    self.wrong.append(Wrong("wrong", told))
                self.compare("what was refused")
            states.append(self._state())
        return states

    def compare(self, when: str) -> None:
        """What the library shows must be what follows from all that was done."""
        seen = understood(look(self.library))
        self.wrong += [Wrong(kind, f"{when}: {what}") for kind, what in check(self.model, seen)]

    def reopen(self, when: str, *, may_say: str | None = None) -> None:
        """Look at what a new process finds, which must be all of it; and it has nothing to say of
        that but what it `may_say`."""
        self.library = Library(self._data)
        self.model.left.clear()
        self._mixture = Mixture(self.library, self._sources, self._chance)
        self.compare(when)
        told = [*self.library.problems, *diagnosis(self.library)]
        self.wrong += [
            Wrong("wrong", f"{when}: it says {one}")
            for one in told
            if may_say is None or may_say not in one
        ]

    def _on_the_way(self) -> list[Records]:
        """The states between the steps of the operation under way."""
        state, states = self.model.copy(), []
        assert state.under_way is not None
        for step in state.steps(state.under_way)[:-1]:
            state.make(step)
            states.append({name: dict(record) for name, record in state.records.items()})
        return states

    def _state(self) -> Records:
        return {name: dict(record) for name, record in self.model.records.items()}


def reached(looked: dict[str, Any], states: list[Records]) -> int | None:
    """Which of the states of a library it is that is seen; None, if it is none.

    What waits for its article is not looked at: it is no part of the journal's order.
    """
    seen = _without_waiting(understood(looked).records)
    found = [number for number, state in enumerate(states) if not _unlike(state, seen)]
    return found[-1] if found else None


def _unlike(state: Records, seen: Records) -> bool:
    return bool(differences(_without_waiting(state), seen))


def _without_waiting(records: Records) -> Records:
    return {
        name: record
        for name, record in records.items()
        if not (record.get("waiting") and not record.get("live"))
    }
