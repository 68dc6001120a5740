"""The commands of `winnow`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from pipeline.cli.vocabulary import vocabulary_app
from pipeline.errors import ArgumentError
from pipeline.model import CommentPolicy

if TYPE_CHECKING:
    from pipeline.run import Settings

QUARANTINE = 1
INVALID = 2

app = typer.Typer(
    help="Turn scraped consumer-health pages into clean tables. Start with: winnow run",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(vocabulary_app, name="vocabulary")

Raw = Annotated[Path, typer.Option(help="Folder of raw pages, one folder a source.")]
Clean = Annotated[Path, typer.Option(help="Folder of the clean tables.")]
DecisionsFolder = Annotated[Path, typer.Option("--decisions", help="Folder of the reviewers' decisions.")]
EngineName = Annotated[
    str, typer.Option(help="What spreads the work: local, or daft (over many machines; see docs/scale.md).")
]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes; by default as many as help.")]

Comments = Annotated[
    str,
    typer.Option(
        help="Readers' comments: auto drops them below articles and keeps them on forum and question pages; "
        "keep, drop: so on every page. A discussion's opening post stays. Example: --comments keep"
    ),
]

Vocabulary = Annotated[
    Path, typer.Option("--vocabulary", help="Folder of your own terms, see winnow vocabulary add.")
]

RAW, CLEAN, DECISIONS, VOCABULARY = Path("raw"), Path("clean"), Path("review/decisions"), Path("vocabulary")


@app.command(name="run")
def run_command(  # noqa: PLR0913, PLR0917 - one parameter an option
    raw: Raw = RAW,
    clean: Clean = CLEAN,
    decisions: DecisionsFolder = DECISIONS,
    comments: Comments = "auto",
    vocabulary: Vocabulary = VOCABULARY,
    engine: EngineName = "local",
    workers: Workers = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if a page is in quarantine.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")
    ] = False,
) -> None:
    """Clean the pages under raw/ into clean/.

    Exits 0 when done, 1 when done with pages in quarantine and --strict given, 2 when a rule, decision,
    source, vocabulary or argument is invalid, 130 when stopped with Ctrl-C.

    Example: winnow run --raw raw --clean clean --workers 4
    """
    from pipeline.cli.display_run import show_plan, show_summary  # noqa: PLC0415
    from pipeline.cli.interrupt import told_when_stopped  # noqa: PLC0415
    from pipeline.cli.progress import progress  # noqa: PLC0415
    from pipeline.run import plan, run  # noqa: PLC0415

    settings = _settings(raw, clean, decisions, comments, vocabulary, engine=engine, workers=workers)
    with told_when_stopped(clean, watched := progress()):
        if dry_run:
            planned = plan(settings, watched)
            show_plan(planned)
            quarantined = len(planned.quarantined)
        else:
            summary = run(settings, watched)
            show_summary(summary, settings)
            quarantined = summary.quarantined
    if strict and quarantined:
        raise typer.Exit(QUARANTINE)


@app.command()
def review(  # noqa: PLR0913, PLR0917 - one parameter an option
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes any.")] = 8765,
    reviewer: Annotated[
        str | None, typer.Option(help="Who decides, and heads the decision file; by default the login name.")
    ] = None,
    second: Annotated[
        int, typer.Option(min=0, max=100, help="Per cent of others' verdicts to judge a second time, unseen.")
    ] = 10,
    export: Annotated[
        Path | None, typer.Option(help="Write the queue to this CSV file instead of serving the page.")
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to serve on; one that other machines reach needs --token.")
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(
            envvar="WINNOW_REVIEW_TOKEN", help="Secret that opens the page; by default a fresh one."
        ),
    ] = None,
    clean: Clean = CLEAN,
    decisions: DecisionsFolder = DECISIONS,
) -> None:
    """Serve the page on which people accept, reject or edit what was done to the texts.

    Example: winnow review --port 8765 --reviewer ana

    winnow review --export queue.csv
    """
    from pipeline.review.server import login_name, serve  # noqa: PLC0415
    from pipeline.review.session import Desk  # noqa: PLC0415

    desk = Desk(clean, decisions, login_name() if reviewer is None else reviewer, second)
    if export is None:
        serve(desk, port, host=host, token=token)
        return
    from pipeline.review.export import write_queue  # noqa: PLC0415

    typer.echo(f"{write_queue(desk, export)} entries written to {export}.")


@app.command()
def trace(  # noqa: PLR0913, PLR0917 - one parameter an option
    path: Annotated[str, typer.Argument(help="A page under raw/, as the tables name it or as a path.")],
    raw: Raw = RAW,
    clean: Clean = CLEAN,
    decisions: DecisionsFolder = DECISIONS,
    comments: Comments = "auto",
    vocabulary: Vocabulary = VOCABULARY,
    html: Annotated[
        bool, typer.Option("--html", help="As a page for the browser, all marks leading to their rows.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(help="With --html: the file to write; by default one under .build/, or a pipe."),
    ] = None,
    browse: Annotated[
        bool, typer.Option("--open", help="With --html: open the page in the browser.")
    ] = False,
) -> None:
    """Print what each step did to one page, in reading order.

    Example: winnow trace raw/hips-in-runners/000_c8fb6b891b44b545.txt --html --open
    """
    from pipeline.cli.pages import deliver  # noqa: PLC0415
    from pipeline.cli.progress import Quiet  # noqa: PLC0415
    from pipeline.run import page_at  # noqa: PLC0415
    from pipeline.trace import trace_html, trace_page  # noqa: PLC0415

    if (out or browse) and not html:
        raise ArgumentError("Only a page can be opened or written.", where="--out" if out else "--open",
                            remedy="Add --html.")  # fmt: skip
    settings = _settings(raw, clean, decisions, comments, vocabulary)
    page = page_at(settings, path, Quiet())
    if html:
        place = settings.workshop / "trace" / f"{page.document.id}.html"
        deliver(trace_html(page), out, place, browse=browse)
        return
    for line in trace_page(page):
        typer.echo(line)


@app.command()
def report(
    clean: Clean = CLEAN,
    browse: Annotated[
        bool, typer.Option("--open", help="Open the page in the browser instead of printing figures.")
    ] = False,
) -> None:
    """Show what clean/ holds: drops by reason, corrections by rule, conditions, quarantine.

    The page report.html beside the tables says more, with examples; --open opens it.

    Example: winnow report --open
    """
    from pipeline.cli.display_tables import show_report  # noqa: PLC0415
    from pipeline.cli.pages import browse_page  # noqa: PLC0415
    from pipeline.publish import read_report  # noqa: PLC0415
    from pipeline.publish.package import REPORT  # noqa: PLC0415
    from pipeline.terminal import shown  # noqa: PLC0415

    if browse:
        browse_page(clean / REPORT)
        return
    show_report(read_report(clean))
    typer.echo(f"\nThe same with examples, as a page: {shown(str(clean / REPORT))}")


@app.command()
def check(
    raw: Raw = RAW,
    clean: Clean = CLEAN,
    decisions: DecisionsFolder = DECISIONS,
    comments: Comments = "auto",
    vocabulary: Vocabulary = VOCABULARY,
) -> None:
    """Rebuild from nothing, aside, and compare with clean/; rules must act on their own examples.

    Exits 2 and names the files that differ. Give --comments and --vocabulary as to the run that made clean/.

    Example: winnow check
    """
    from pipeline.cli.display_tables import show_differences  # noqa: PLC0415
    from pipeline.cli.interrupt import told_when_stopped  # noqa: PLC0415
    from pipeline.cli.progress import progress  # noqa: PLC0415
    from pipeline.run import check as rebuild  # noqa: PLC0415

    with told_when_stopped(clean, watched := progress()):
        differences = rebuild(_settings(raw, clean, decisions, comments, vocabulary), watched)
    show_differences(differences, clean)
    if differences:
        raise typer.Exit(INVALID)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="A folder of tables.")],
    new: Annotated[Path, typer.Argument(help="Another.")],
    format_: Annotated[
        str, typer.Option("--format", help="text, markdown (for a change log) or json (every key).")
    ] = "text",
) -> None:
    """Show the rows added, removed and changed between two builds, and the corrections gained and lost.

    Example: winnow diff clean.before clean --format markdown
    """
    from pipeline.cli.display_diff import FORMATS, Differences  # noqa: PLC0415
    from pipeline.publish import diff_made, diff_tables  # noqa: PLC0415

    if format_ not in FORMATS:
        raise ArgumentError(f"There is no format `{format_}`.", where="--format",
                            remedy=f"Use one of: {', '.join(FORMATS)}.")  # fmt: skip
    FORMATS[format_](Differences(diff_tables(old, new), diff_made(old, new)))


@app.command()
def export(
    clean: Clean = CLEAN,
    out: Annotated[Path | None, typer.Option(help="File to write; by default standard output.")] = None,
    format_: Annotated[
        str, typer.Option("--format", help="jsonl: a line a page, with sections, mentions and relations.")
    ] = "jsonl",
) -> None:
    """Write whole pages for search indexes and retrieval.

    Example: winnow export --format jsonl --out pages.jsonl
    """
    from pipeline.publish import page_lines  # noqa: PLC0415

    if format_ != "jsonl":
        raise ArgumentError(f"There is no format `{format_}`.", where="--format", remedy="Use jsonl.")
    if out is None:
        sys.stdout.buffer.writelines(page_lines(clean))
        return
    if not out.parent.is_dir():
        raise ArgumentError("There is no such folder.", where=str(out.parent), remedy="Make it first.")
    aside = out.with_name(f"{out.name}.new")
    with aside.open("wb") as file:
        file.writelines(page_lines(clean))
    aside.replace(out)


@app.command()
def rules(clean: Clean = CLEAN) -> None:
    """List the rules with their measured precision and their hits in clean/.

    Example: winnow rules
    """
    from pipeline.cli.display_tables import show_rules  # noqa: PLC0415
    from pipeline.publish import read_table  # noqa: PLC0415
    from schemas import TABLES  # noqa: PLC0415

    show_rules(read_table(TABLES["rules"], clean).iter_rows(named=True))


@app.command()
def learn(
    decisions: DecisionsFolder = DECISIONS,
    heard: Annotated[
        Path | None, typer.Option(help="File of what was learned; by default that of the installation.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be learned; write nothing.")
    ] = False,
) -> None:
    """Learn from the reviewers: a change that they took again and again is believed more wherever it stands.

    One that they refused is believed less, and made unattended only if they took it far oftener. What nobody
    may change unattended stays so. Disputed decisions teach nothing.

    Example: winnow learn --dry-run
    """
    from pipeline.cli.display_lessons import show_lessons  # noqa: PLC0415
    from pipeline.correct.heard import HEARD  # noqa: PLC0415
    from pipeline.review import load_decisions  # noqa: PLC0415
    from pipeline.review.learning import keep, lessons  # noqa: PLC0415
    from pipeline.terminal import shown  # noqa: PLC0415

    settled, path = load_decisions(decisions).decisions.values(), heard or HEARD
    found = lessons(settled, path)
    show_lessons(found)
    if dry_run:
        typer.echo("Nothing was written.")
    elif found:
        keep(settled, path)
        typer.echo(f"Kept in {shown(str(path))}. The next winnow run processes every page again.")


def _settings(  # noqa: PLR0913 - one parameter an option
    raw: Path,
    clean: Path,
    decisions: Path,
    comments: str,
    vocabulary: Path,
    *,
    engine: str = "local",
    workers: int | None = None,
) -> Settings:
    from pipeline.run import ENGINES, Settings  # noqa: PLC0415

    if engine not in ENGINES:
        raise ArgumentError(f"There is no engine `{engine}`.", where="--engine",
                            remedy=f"Use one of: {', '.join(ENGINES)}.")  # fmt: skip
    policy = next((policy for policy in get_args(CommentPolicy) if policy == comments), None)
    if policy is None:
        raise ArgumentError(f"There is no policy on comments `{comments}`.", where="--comments",
                            remedy=f"Use one of: {', '.join(get_args(CommentPolicy))}.")  # fmt: skip
    return Settings(
        raw=raw,
        clean=clean,
        decisions=decisions,
        comments=policy,
        vocabulary=vocabulary,
        engine=engine,
        workers=workers,
    )
