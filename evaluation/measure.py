"""Runs the jobs, two at a time where there are two processors."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from .program import Program
from .score import Result
from .sets import Folders, Job, Part, chosen, jobs, measure, wanted

AT_ONCE = 2


class UnknownSet(ValueError):
    """A set was asked for that there is none of."""


def run(
    folders: Folders,
    sets: Sequence[str] = (),
    part: Part | None = None,
    program: Program | None = None,
    workers: int | None = None,
) -> list[Result]:
    """The results of the sets asked for (all by default), by name, the ones that could not be measured included.

    A `program` given measures in this process."""
    every = jobs(folders)
    for one in sets:
        if not any(chosen(name, [one]) for job in every for name in job.sets):
            known = ", ".join(sorted(name for job in every for name in job.sets))
            raise UnknownSet(f"there is no set {one!r}; there are {known}")
    todo = [job for job in every if wanted(job, sets)]
    part = part or Part()
    count = workers or min(AT_ONCE, os.cpu_count() or 1)
    if program is not None or count == 1:
        own = program or Program()
        found = [measure(job, folders, part, own) for job in todo]
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(count, context) as pool:
            found = list(pool.map(_measure, ((job, folders, part) for job in todo)))
    results = [result for of_job in found for result in of_job if chosen(result.name, sets)]
    return sorted(results, key=lambda r: r.name)


def _measure(task: tuple[Job, Folders, Part]) -> list[Result]:
    job, folders, part = task
    return measure(job, folders, part, Program())
