"""`winnow vocabulary`: one's own terms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

vocabulary_app = typer.Typer(
    help="Bring your own terms. Example: winnow vocabulary add terms.csv",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@vocabulary_app.callback()
def vocabulary() -> None:
    """Bring your own terms.

    Example: winnow vocabulary add terms.csv
    """


@vocabulary_app.command()
def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[Path, typer.Argument(help="An ontology (.obo), or a table of terms (.csv).")],
    label: Annotated[
        str, typer.Option(help="CONDITION, SYMPTOM or TREATMENT: what terms are that do not say it.")
    ] = "",
    kind: Annotated[str, typer.Option(help="Kind of an ontology's terms, such as drug.")] = "",
    below: Annotated[str, typer.Option(help="Take an ontology's terms below this id alone.")] = "",
    name: Annotated[str, typer.Option(help="Keep them under this name; by default the file's.")] = "",
    folder: Annotated[
        Path, typer.Option("--vocabulary", help="Folder in which they are kept; commit it.")
    ] = Path("vocabulary"),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be added; write nothing.")
    ] = False,
) -> None:
    """Check the terms of a file and keep them where every later run finds them.

    A table has the columns concept_id, preferred_name and label, and may have lay_name, kind, synonyms and
    xrefs (both separated by |) and version. Of an ontology the names and exact synonyms are taken. Terms
    added before under the same name are replaced. Exits 2 and names the line where the file is broken.

    Example: winnow vocabulary add diseases.obo --label CONDITION --below MONDO:0021178 --dry-run
    """
    from pipeline.cli.display_vocabulary import show_brought  # noqa: PLC0415
    from pipeline.terminal import shown  # noqa: PLC0415
    from pipeline.vocabulary import load_vocabulary  # noqa: PLC0415
    from pipeline.vocabulary.own import Choices, bring, keep  # noqa: PLC0415
    from pipeline.vocabulary.own.term import checked_label  # noqa: PLC0415

    choices = Choices(checked_label(label, "--label") if label else None, kind, below, name)
    brought = bring(file, choices)
    show_brought(brought, load_vocabulary())
    if dry_run:
        typer.echo("Nothing was written.")
    else:
        kept = shown(str(keep(brought, folder)))
        typer.echo(f"Kept in {kept}. The next winnow run processes every page again.")
