"""`python -m benchmarks speed stages --articles 500`: measure, and print a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks import hardships, measures
from benchmarks.measures import read_articles

MEASURES = {
    **measures.MEASURES,
    "poison": hardships.measure_poison,
    "kills": hardships.measure_kills,
    "ways": hardships.measure_ways,
    "dask": hardships.measure_dask,
}
DEFAULT_INPUT = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "news_unlabelled.jsonl.gz"


def main(
    names: Annotated[
        list[str] | None, typer.Argument(help=f"What to measure: {', '.join(MEASURES)}.", show_default="all")
    ] = None,
    articles: Annotated[int, typer.Option(help="How many articles, spread over the input.")] = 500,
    input: Annotated[Path, typer.Option(help="JSONL with `text`, plain or .gz.")] = DEFAULT_INPUT,
    characters: Annotated[
        int | None, typer.Option(help="Cut each article here.", show_default="whole articles")
    ] = None,
    model: Annotated[str, typer.Option(help="A spaCy model; 'bundled' for our own.")] = "bundled",
) -> None:
    """Measure speed, memory and sameness."""
    if unknown := sorted(set(names or ()) - set(MEASURES)):
        raise typer.BadParameter(f"no measure {unknown[0]!r}; there are {', '.join(MEASURES)}")
    sample = [
        article.model_copy(update={"text": article.text[:characters]})
        for article in read_articles(input, articles)
    ]
    table = Table("measure", "what", "figure", title=f"{len(sample):,} articles of {input.name}, {model}")
    for name in names or MEASURES:
        for what, figure in MEASURES[name](sample, model):
            table.add_row(name, what, figure)
    Console(width=120).print(table)


if __name__ == "__main__":
    typer.run(main)
