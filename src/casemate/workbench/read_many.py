"""Reading over many documents: in this process or over several, in order, memory bounded."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from casemate.nouns import Document, Failure, Reading
from casemate.read.reader import ReadOptions, read_document

_BATCH = 16


def read_many(
    documents: Iterable[Document | Failure], options: ReadOptions, jobs: int = 1
) -> Iterator[Reading | Failure]:
    """A Reading for each Document, in order; a Failure is passed on where it stood."""
    if jobs <= 1:
        yield from _read_batch(documents, options)
        return
    # Spawned, not forked: model runtimes hold threads and locks that a fork would copy.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        work = functools.partial(_read_list, options=options)
        waiting: list[Future[list[Reading | Failure]]] = []
        batches = iter(functools.partial(_take, iter(documents)), [])
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > 2 * jobs:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _take(documents: Iterator[Document | Failure]) -> list[Document | Failure]:
    return list(itertools.islice(documents, _BATCH))


def _read_list(batch: list[Document | Failure], options: ReadOptions) -> list[Reading | Failure]:
    return list(_read_batch(batch, options))


def _read_batch(
    documents: Iterable[Document | Failure], options: ReadOptions
) -> Iterator[Reading | Failure]:
    for document in documents:
        yield document if isinstance(document, Failure) else read_document(document, options)
