"""The card of the tagger."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pipeline.extract.weights import Scheme
from training.clusters import SEED
from training.scores import Figures


def render(
    packed: bytes, figures: Mapping[Scheme, Figures], linked: Mapping[str, float], *,
    n_annotated: tuple[int, ...], n_folds: int,
) -> str:  # fmt: skip
    """The card as Markdown.

    Args:
        packed: the bytes of the model file.
        figures: of each scheme by label; of consumer pages by cross-validation.
        linked: share of right mentions by how they were linked.
        n_annotated: passages that the consumer scheme was trained on: those given, those that this project
            annotated of MedQuAD, of the web on other matters and on health, those that it wrote.
        n_folds: of the cross-validation.
    """
    n_passages, n_more, n_others, n_health, n_written = n_annotated
    lines = [
        "# Card: tagger.msgpack.zst",
        "",
        "Linear-chain conditional random fields, one a label scheme over the same features. `consumer` tags",
        "conditions, symptoms and treatments as a page for people tells them; `bc5cdr` and `ncbi` tag",
        "abstracts as these corpora annotate them, and are there for comparison.",
        "Made by `python -m training.tagger --shared PATH` (extra `train`), after the vocabulary, with",
        "`OPENBLAS_NUM_THREADS=1`: sums in another order can move a word to another cluster.",
        "",
        f"- size: {len(packed):,} bytes; SHA-256 {hashlib.sha256(packed).hexdigest()}",
        f"- consumer: trained on {n_passages} annotated passages of MedQuAD (CC BY 4.0), on {n_more} more",
        "  (`training/data/medquad_spans.jsonl`: stretches of other MedQuAD pages, tagged by an earlier",
        "  state of this tagger and corrected under the same guideline by one annotator, a language",
        f"  model), on {n_others} stretches of web pages about anything but health and {n_health} about",
        "  health, fitness, food and safety, made the same way (`web_other_spans.jsonl` and",
        "  `web_health_spans.jsonl`: of WCXB, CC BY 4.0, and of Scrapinghub's benchmark, MIT), and on",
        f"  {n_written} short texts that the same annotator wrote in the manner of leaflets, forums,",
        "  exercise sheets, shops and news (`training/data/written/`); no seed needed",
        "- the consumer weights are a mean: four parts in ten of weights that learned from MedQuAD and the",
        "  pages about other matters, six of weights that learned from all: the lay texts name treatments",
        "  far more densely",
        "- bc5cdr, ncbi: trained on the training abstracts of these corpora (public domain)",
        f"- word clusters: from the text of MedQuAD (CC BY 4.0), seed {SEED}",
        "- parts of speech: what spaCy's small English model (MIT) gave the words of MedQuAD and of the WCXB",
        "  web pages (both CC BY 4.0); counts alone were kept, in `training/data/parts_of_speech.tsv`",
        "",
        "Strict figures on mentions (start, end and label equal): consumer passages, cross-validated by",
        f"topic in {n_folds} parts, with all others of other topics learned from each time, by single fits",
        "in place of the mean of several; abstracts, those that the corpora set apart for development.",
        "",
        "| scheme | label | precision | recall | F1 |",
        "|---|---|---|---|---|",
        *(
            f"| {scheme} | {name} | {figure.precision:.3f} | {figure.recall:.3f} | {figure.f1:.3f} |"
            for scheme, by_label in figures.items()
            for name, figure in by_label.items()
        ),
        "",
        "Share of found mentions that are right, by how they were linked to a concept:",
        "",
        "| match | precision |",
        "|---|---|",
        *(f"| {match} | {share:.3f} |" for match, share in linked.items()),
        "",
        "The vocabulary's term marks serve as features; the few surfaces that it drops because of",
        "these passages flatter the figures slightly, and so may the tagging that the annotator of the",
        "others corrected. The type of the section is given to the tagger as the passage's question tells",
        "it.",
    ]
    return "\n".join(lines) + "\n"
