"""What a page says about itself in its head."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.read.encoding import without_controls

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_URL = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """Filled while the page is parsed; the first word of each kind counts."""

    title: str | None = None
    og_title: str | None = None
    canonical: str | None = None
    og_url: str | None = None
    og_type: str | None = None
    description: str | None = None
    og_description: str | None = None
    language: str | None = None

    @property
    def url(self) -> str | None:
        """The page's own address: the canonical link, else what it tells social networks."""
        return self.canonical or self.og_url

    def note(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take what an `html`, `meta` or `link` element says."""
        if tag == "html":
            self.language = self.language or _language(attributes.get("lang") or attributes.get("xml:lang"))
        elif tag == "link":
            if "canonical" in attributes.get("rel", "").lower().split():
                self.canonical = self.canonical or web_address(attributes.get("href"))
        elif tag == "meta":
            self._note_meta((attributes.get("property") or attributes.get("name") or "").lower(),
                            attributes.get("content", ""))  # fmt: skip

    def _note_meta(self, name: str, content: str) -> None:
        if name == "og:title":
            self.og_title = self.og_title or " ".join(without_controls(content).split()) or None
        elif name == "og:url":
            self.og_url = self.og_url or web_address(content)
        elif name == "og:type":
            self.og_type = self.og_type or content
        elif name == "description":
            self.description = self.description or content
        elif name == "og:description":
            self.og_description = self.og_description or content


def _language(tag: str | None) -> str | None:
    """The BCP 47 tag in its customary case, `None` if it is none."""
    if tag is None or not _LANGUAGE.fullmatch(tag.strip()):
        return None
    primary, *others = tag.strip().replace("_", "-").lower().split("-")
    return "-".join([primary, *(part.upper() if len(part) == 2 else part for part in others)])


def web_address(address: str | None) -> str | None:
    """The address, if it is one of the web."""
    return address.strip() if address and _URL.fullmatch(address.strip()) else None
