"""A worker as a process, for tests that kill it: `python -m tests.jobs.labour DATABASE GATE`.

It writes each job that it begins and ends into the table `dug`; in between it waits until the file GATE is there.
"""

import asyncio
import os
import sys
from pathlib import Path

from kasutamaiza.jobs import Worker
from kasutamaiza.storage import Database
from scripts.worker import signalled
from tests.jobs.digs import QUICK, TWICE, Dig, ask

BOUND = 20.0
NOTE = "INSERT INTO dug (place, pid, done) VALUES ($1, $2, $3)"


async def main(url: str, gate: Path) -> None:
    database = Database(url)

    async def dig(job: Dig) -> None:
        await ask(database, NOTE, job.where, os.getpid(), False)
        while not gate.exists():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await ask(database, NOTE, job.where, os.getpid(), True)

    worker = Worker(url, {Dig: dig}, [], version="1", retries=TWICE, pace=QUICK)
    told = signalled()
    running = asyncio.create_task(worker.run())
    await told.wait()
    await worker.stop(BOUND)
    await running
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
