"""How documents are mapped over processes, with quarantine for those that fail and a cache of results."""

from pipeline.engine.build import PageBuild, build_pages, jobs_for, observe_files
from pipeline.engine.cache import Cache
from pipeline.engine.fingerprint import code_digest, folder_digest, page_code_digest
from pipeline.engine.local import LocalEngine
from pipeline.engine.packing import PackedPage
from pipeline.engine.progress import Progress
from pipeline.engine.protocol import Answer, BuildWorker, Engine, Job, Worker
from pipeline.engine.worker import document_worker

__all__ = [
    "Answer",
    "BuildWorker",
    "Cache",
    "Engine",
    "Job",
    "LocalEngine",
    "PackedPage",
    "PageBuild",
    "Progress",
    "Worker",
    "build_pages",
    "code_digest",
    "document_worker",
    "folder_digest",
    "jobs_for",
    "observe_files",
    "page_code_digest",
]
