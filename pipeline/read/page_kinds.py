"""The kind of a page by the type that it declares of itself (schema.org, Open Graph)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model import PageKind

_TYPES: Mapping[PageKind, str] = {
    "discussion": "DiscussionForumPosting QAPage Question SocialMediaPosting",
    "article": (
        "AdvertiserContentArticle AnalysisNewsArticle Article AskPublicNewsArticle BackgroundNewsArticle"
        " BlogPosting HowTo LiveBlogPosting MedicalScholarlyArticle MedicalWebPage NewsArticle"
        " OpinionNewsArticle Report ReportageNewsArticle ReviewNewsArticle SatiricalArticle"
        " ScholarlyArticle TechArticle"
    ),
    "product": "IndividualProduct Product ProductGroup ProductModel",
    "listing": "CollectionPage ItemList OfferCatalog SearchResultsPage",
    "other": "AboutPage CheckoutPage ContactPage FAQPage ProfilePage RealEstateListing",
}
"""Kinds in the order in which they go before each other: a list of more to read stands on most pages."""
_KINDS: Mapping[str, PageKind] = {
    name.lower(): kind for kind, names in _TYPES.items() for name in names.split()
}
_OPEN_GRAPH: Mapping[str, PageKind] = {
    "article": "article", "og:product": "product", "product": "product", "product.group": "listing",
    "product.item": "product", "profile": "other", "video.other": "other",
}  # fmt: skip

_SINGLE: frozenset[PageKind] = frozenset({"article", "product"})


def kind_of(schema_type: str) -> PageKind | None:
    """The kind of page that a schema.org type makes; `None` where it says nothing, as `WebPage`.

    Args:
        schema_type: a name or the address of one, e.g. `http://schema.org/NewsArticle`.
    """
    return _KINDS.get(schema_type.strip().rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower())


def first_kind(kinds: Iterable[PageKind]) -> PageKind | None:
    """The one that goes before the others."""
    found = set(kinds)
    return next((kind for kind in _TYPES if kind in found), None)


def kind_of_items(item_types: Iterable[str]) -> PageKind | None:
    """The kind of page by the types of its microdata.

    Several articles or products say nothing, as the page's own is hardly told from those that it points to;
    nor do questions, which stand on pages of frequent ones too.
    """
    kinds = [kind for name in item_types if (kind := kind_of(name)) and not name.lower().endswith("question")]
    return first_kind(kind for kind in kinds if kind not in _SINGLE or kinds.count(kind) == 1)


def kind_of_open_graph(og_type: str | None) -> PageKind | None:
    """The kind of page by its `og:type`; `website` stands on pages of any kind."""
    return _OPEN_GRAPH.get((og_type or "").strip().lower())
