"""Write the pinned requirements, with hashes, for every Python and platform we run on; names no registry."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "requirements"


def compile_(name: str, *what: str) -> None:
    """Resolve what is wanted into `requirements/<name>.txt`.

    Extras stay: without them pip looks for the newest `coverage[toml]`, and refuses it as not pinned.
    """
    command = [
        str(Path(sys.executable).with_name("uv")), "pip", "compile", "--generate-hashes",
        "--universal", "--python-version", "3.11", "--no-emit-index-url", "--no-emit-find-links",
        "--no-strip-extras", "--no-annotate", "--no-header", "--quiet",
        "--output-file", str(FOLDER / f"{name}.txt"), *what,
    ]  # fmt: skip
    subprocess.run(command, check=True)


def main() -> int:
    """Pin what runs, what develops, and what `make mutants` adds to it without changing any of its versions."""
    compile_("runtime", "pyproject.toml")
    compile_("dev", "pyproject.toml", "--group", "dev")
    compile_("mutants", "--group", "mutants", "--constraint", str(FOLDER / "dev.txt"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
