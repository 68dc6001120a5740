"""`python -m benchmarks.datatrove_peer IN OUT`: datatrove's local executor with its trafilatura extractor.

IN is a folder of JSON lines {"id", "text"} whose texts are HTML. Installed with the extra `bench`.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run one task."""
    from datatrove.executor import LocalPipelineExecutor  # noqa: PLC0415
    from datatrove.pipeline.extractors import Trafilatura  # noqa: PLC0415
    from datatrove.pipeline.readers import JsonlReader  # noqa: PLC0415
    from datatrove.pipeline.writers import JsonlWriter  # noqa: PLC0415

    source, target = sys.argv[1:]
    steps = [JsonlReader(source), Trafilatura(timeout=10), JsonlWriter(target)]
    LocalPipelineExecutor(pipeline=steps, tasks=1, workers=1, logging_dir=f"{target}-logs").run()


if __name__ == "__main__":
    main()
