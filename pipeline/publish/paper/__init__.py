"""Self-contained pages: one file each, styles inside, nothing loaded, nothing of a scraped page rendered.

Every value that a template prints is escaped, and what a reader could not see is made visible. Should
markup slip through all the same, the page's own policy (Content-Security-Policy) forbids scripts, requests,
frames and forms, and any style but the page's.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

_HERE = Path(__file__).parent
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control characters, marks that turn the direction of writing, lone surrogates."""


def render(folder: Path, name: str, **context: object) -> str:
    """A page from `<name>.html` and `<name>.css` of a folder, in the common frame; UTF-8 can hold it.

    Args:
        folder: where template and styles lie.
        name: of both, without suffix.
        context: what the template prints; strings are text, never markup.
    """
    style = "\n".join(path.read_text("utf-8") for path in (_HERE / "paper.css", folder / f"{name}.css"))
    template = _environment(folder).get_template(f"{name}.html")
    return template.render(context, style=Markup(style), policy=_policy(style)) + "\n"


@cache
def _environment(folder: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder, _HERE]),
        autoescape=True,
        finalize=_visible,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["grouped"] = _grouped
    environment.filters["share"] = _share
    environment.filters["spoken"] = _spoken
    return environment


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _visible(value: object) -> object:
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", value)


def _grouped(number: int) -> str:
    """A whole number with its thousands parted."""
    return f"{number:,}"


def _spoken(name: str) -> str:
    """A value of an enumeration in words."""
    return name.replace("_", " ")


def _share(part: float, whole: float) -> str:
    """Per cent, with a decimal where it is needed to tell something from nothing or from all."""
    if not whole:
        return "–"
    percent = 100 * part / whole
    is_round = part in (0, whole) or 1 <= percent <= 99
    return f"{percent:.0f} %" if is_round else f"{percent:.1f} %"
