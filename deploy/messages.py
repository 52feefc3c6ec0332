"""Collect every fixed text of the pages and letters into `api/locale/minutebook.pot`, for translators.

What the rules say of themselves is read from their source: what would help against each refusal, and each clause.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from governance.rules.clauses import CLAUSES

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "api/locale/minutebook.pot"
CLAUSES_FILE = "governance/rules/clauses.py"
METHODS = [("api/**.py", "python"), ("api/templates/**.html", "jinja2")]


def collected() -> Catalog:
    """The messages of the source, each with the files that say it."""
    catalog = Catalog(project="Minutebook", charset="utf-8")
    for file, _line, message, comments, context in extract_from_dir(ROOT, METHODS):
        catalog.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    for file, sentences in of_the_rules().items():
        for sentence in sentences:
            catalog.add(sentence, locations=[(file, 0)])
    return catalog


def of_the_rules() -> dict[str, list[str]]:
    """The sentences of the rules, by the file that says them; `%(name)s` stands for what is filled in."""
    read = runpy.run_path(str(Path(__file__).with_name("would_help.py")))
    return {**read["told"](ROOT, ("governance", "api")), CLAUSES_FILE: [*CLAUSES.values()]}


def main() -> int:
    """Write the template; without dates and lines, so that it changes only with the words."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    with TEMPLATE.open("wb") as file:
        write_po(file, collected(), width=110, omit_header=True, sort_output=True, include_lineno=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
