"""Reads the Patterson format of the public instances: one project, or several that share resources.

One project: steps, resources; capacities; per step: duration, demand per resource, number of successors, successors from 1.
Several: projects, resources; capacities; per project: steps, release; which resources it uses; then its steps, whose
successors are written `project:step`. All projects become one, ending when the last has ended.
"""

from __future__ import annotations

from samlop.planning.core.project import MOST_STEPS, Project, UnusableProject, validate


class _Words:
    """The words of a file, one by one, with the line each stands on."""

    def __init__(self, text: str):
        self.words = [(word, line) for line, row in enumerate(text.splitlines(), 1) for word in row.split()]
        self.next = 0

    def word(self, what: str) -> tuple[str, int]:
        if self.next >= len(self.words):
            raise UnusableProject(f"Filen slutter for tidlig: {what} mangler.")
        self.next += 1
        return self.words[self.next - 1]

    def number(self, what: str) -> int:
        word, line = self.word(what)
        try:
            return int(word)
        except ValueError:
            raise UnusableProject(f"Linje {line}: «{word[:20]}» er ikke et helt tall ({what}).") from None

    def count(self, what: str, most: int) -> int:
        line = self.words[min(self.next, len(self.words) - 1)][1] if self.words else 1
        number = self.number(what)
        if not 0 <= number <= most:
            raise UnusableProject(f"Linje {line}: {what} er {number}, men må være mellom 0 og {most}.")
        return number


def read(text: str) -> Project:
    """The project in a file of the Patterson format. Raises UnusableProject with a sentence on what is wrong and where."""
    words = _Words(text)
    first, resources = words.count("antall steg eller prosjekter", MOST_STEPS), words.count("antall ressurser", 1000)
    capacities = tuple(words.number("kapasitet") for _ in range(resources))
    several = any(":" in word for word, _ in words.words)
    durations: list[int] = []
    demands: list[tuple[int, ...]] = []
    releases: list[int] = []
    after: list[list[tuple[int, int]]] = []
    offsets: list[int] = []
    for project in range(first if several else 1):
        steps, release = first, 0
        if several:
            steps, release = words.count("antall steg", MOST_STEPS), words.number("tidligste start")
            for _ in range(resources):
                words.number("ressurs i bruk")
        offsets.append(len(durations))
        for _ in range(steps):
            durations.append(words.number("varighet"))
            releases.append(release)
            demands.append(tuple(words.number("behov") for _ in range(resources)))
            count = words.count("antall etterfølgere", MOST_STEPS)
            after.append([_successor(words, project) for _ in range(count)])
    if words.next < len(words.words):
        word, line = words.words[words.next]
        raise UnusableProject(f"Linje {line}: «{word[:20]}» står etter at det siste steget er lest.")
    successors = []
    ends = [*offsets[1:], len(durations)]
    for step, others in enumerate(after):
        for project, other in others:
            if not (0 <= project < len(offsets) and 0 <= other < ends[project] - offsets[project]):
                raise UnusableProject(f"Steg {step + 1} viser til steg {project + 1}:{other + 1}, som ikke finnes.")
        successors.append(tuple(offsets[project] + other for project, other in others))
    found = Project(tuple(durations), tuple(demands), tuple(successors), capacities, tuple(releases))
    validate(found)
    return found


def _successor(words: _Words, project: int) -> tuple[int, int]:
    word, line = words.word("etterfølger")
    left, colon, right = word.rpartition(":")
    try:
        return (int(left) - 1 if colon else project), int(right) - 1
    except ValueError:
        raise UnusableProject(f"Linje {line}: «{word[:20]}» er ikke et steg.") from None
