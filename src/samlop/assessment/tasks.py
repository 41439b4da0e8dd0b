"""Does the work nobody waits for: the night, and replays in the queue. Each body is one call to an action, safe to run twice."""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

from samlop.assessment import actions
from samlop.assessment.models import Run
from samlop.core import processes
from samlop.core.models import Municipality

# The night's work begins when people sleep; a worker that was away does it when it comes back, before people come.
NIGHT = range(2, 6)


def night(*, on: dt.date, at: dt.datetime, helpers: int = 1) -> Iterator[tuple[str, int, int]]:
    """Assesses everybody in every municipality, several at a time. Gives name, people and new differences of each."""
    numbers = list(Municipality.objects.order_by("pk").values_list("pk", flat=True))
    if helpers < 2 or len(numbers) < 2:
        yield from (one(number, on, at) for number in numbers)
        return
    from multiprocessing import get_context

    from django.db import connections

    connections.close_all()
    with ProcessPoolExecutor(
        min(helpers, len(numbers)), mp_context=get_context("spawn"), initializer=processes.begin
    ) as pool:
        jobs = [pool.submit(one, number, on, at) for number in numbers]
        for job in jobs:
            yield job.result()


def one(number: int, on: dt.date, at: dt.datetime) -> tuple[str, int, int]:
    """Assesses one municipality."""
    place = Municipality.objects.filter(pk=number).first()
    run = actions.assess_everyone(municipality=place, on=on, at=at)
    return place.name, run.people_count, run.found_count


def due_tonight(now: dt.datetime) -> list[int]:
    """The municipalities (numbers) that a worker should assess now: those that have been assessed before, and not today."""
    if now.hour not in NIGHT:
        return []
    begun = Run.objects.values("municipality").distinct()
    done = Run.objects.filter(on=now.date(), ended_at__isnull=False).values("municipality")
    return list(Municipality.objects.filter(pk__in=begun).exclude(pk__in=done).values_list("pk", flat=True))


def work(*, now: Callable[[], dt.datetime], every: float = 1.0, parent: int = 0) -> None:
    """Works through what waits, for ever; until the server it belongs to (`parent`) is gone."""
    while not parent or os.getppid() == parent:
        try:
            while actions.go_on(now=now):
                pass
            at = now()
            for number in due_tonight(at):
                one(number, at.date(), at)
        finally:
            from django.db import connections

            connections.close_all()
        time.sleep(every)
