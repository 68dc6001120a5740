"""How the server answers a script."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from starlette.responses import Response


def as_json(content: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """A JSON answer; dataclasses become objects."""
    return Response(msgspec.json.encode(content), status_code=status, media_type="application/json")
