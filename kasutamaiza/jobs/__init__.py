"""Work that must happen, even across a restart: jobs are stored with what promised them, and done by a worker."""

from kasutamaiza.jobs.model import Census, Job, Retries, Schedule
from kasutamaiza.jobs.queue import Queue
from kasutamaiza.jobs.worker import Pace, Worker

__all__ = ["Census", "Job", "Pace", "Queue", "Retries", "Schedule", "Worker"]
