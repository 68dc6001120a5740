"""Adapters to the benches, and the measurements of quality and speed."""

import os

# Nothing here multiplies large matrices; the threads for it cost every process .05 seconds to start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
