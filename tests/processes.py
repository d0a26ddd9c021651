"""Running Python in a process of its own: what does not survive there, no test in this process can show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import newsents

CHECKOUT = Path(newsents.__file__).resolve().parents[1]


def run_python(code: str, *args: str | Path, **environment: str) -> str:
    """Run code that finds its arguments in `sys.argv[1:]`; return what it prints. Fails with its stderr."""
    command = [sys.executable, "-W", "error", "-c", code, *map(str, args)]
    done = subprocess.run(
        command,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
