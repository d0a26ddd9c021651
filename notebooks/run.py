"""Run the notebooks: `python notebooks/run.py` writes their outputs anew, `--check` compares the text among them.

Names of notebooks may follow; without any it is all. Needs the extra `notebooks`.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent
_VARIABLE = (
    (re.compile(r"0x[0-9a-f]+"), "0x…"),
    (re.compile(r"\b\d+(\.\d+)? ?(ms|seconds|s)\b"), "… s"),
    (re.compile(r"\b\d{4}\.\d+ [0-9a-f]{16}\b"), "gazetteer"),
)
"""What may differ from run to run: addresses, times, the digest of the gazetteer."""


def executed(path: Path) -> Any:
    """The notebook with the outputs of a new run, without times and other traces of it."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()
    notebook.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
                         "language_info": {"name": "python"}}  # fmt: skip
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = _joined([output for output in cell.outputs if output.get("name") != "stderr"])
            for output in cell.outputs:
                output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return notebook


def _joined(outputs: list[Any]) -> list[Any]:
    """The outputs with neighbouring pieces of printed text as one: where the kernel parts them is chance."""
    joined: list[Any] = []
    for output in outputs:
        if joined and output.output_type == joined[-1].output_type == "stream":
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def text_outputs(notebook: Any) -> list[str]:
    """The text outputs of all cells, line by line, what may differ left out."""
    texts = []
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            text = output.get("text") or output.get("data", {}).get("text/plain", "")
            texts += [f"[{number}] {line.rstrip()}" for line in _without_variable(text).splitlines()]
    return texts


def _without_variable(text: str) -> str:
    for pattern, word in _VARIABLE:
        text = pattern.sub(word, text)
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="such as 01-first-look")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args()
    differs = False
    for path in sorted(FOLDER.glob("*.ipynb")):
        if options.names and path.stem not in options.names:
            continue
        start = perf_counter()
        kept, fresh = nbformat.read(path, as_version=4), executed(path)
        print(f"{path.name}: {perf_counter() - start:.1f} s", file=sys.stderr)
        if options.check:
            lines = list(
                difflib.unified_diff(text_outputs(kept), text_outputs(fresh), "kept", "fresh", lineterm="")
            )
            print("\n".join(lines))
            differs = differs or bool(lines)
        else:
            nbformat.write(fresh, path)
    return int(differs)


if __name__ == "__main__":
    sys.exit(main())
