"""Print what became of the mutants of the rules: a table by file, or with `--left` every change no test noticed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

RULES = Path("governance", "rules")
# Tests that never end on a mutant notice it as well as tests that fail.
NOTICED = ("killed", "timeout")
UNTRIED = "not checked"
HEADS = ("---", "+++")


def fates() -> dict[str, dict[str, str]]:
    """What became of each mutant, by file of the rules."""
    found = {}
    for meta in sorted(("mutants" / RULES).glob("*.py.meta")):
        ended = json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
        found[meta.name.removesuffix(".meta")] = {key: status_by_exit_code[code] for key, code in ended.items()}
    return found


def table(found: dict[str, dict[str, str]]) -> list[str]:
    """The lines of a table in Markdown, the whole last; mutants that were not tried are counted apart."""
    lines = ["| File | Mutants tried | Noticed | Left | Share noticed |", "|---|--:|--:|--:|--:|"]
    whole: Counter[str] = Counter()
    for name, mutants in found.items():
        counts = Counter(mutants.values())
        whole += counts
        if counts.total() > counts[UNTRIED]:
            lines.append(row(f"`{name}`", counts))
    untried = [f"\nNot tried: {whole[UNTRIED]}."] if whole[UNTRIED] else []
    return [*lines, row("**all**", whole), *untried]


def row(name: str, counts: Counter[str]) -> str:
    """One line of it: how many were tried, how many the tests noticed, and how many they did not or never met."""
    tried, noticed = counts.total() - counts[UNTRIED], sum(counts[fate] for fate in NOTICED)
    return f"| {name} | {tried} | {noticed} | {tried - noticed} | {100 * noticed / tried:.1f} % |"


def left(found: dict[str, dict[str, str]]) -> list[str]:
    """The changes no test noticed, each with the lines it takes out and puts in."""
    lines = []
    for name, mutants in found.items():
        for key in (key for key, fate in mutants.items() if fate not in {*NOTICED, UNTRIED}):
            changed = get_diff_for_mutant(key, path=RULES / name).splitlines()
            lines += [f"{key}: {mutants[key]}"]
            lines += [f"    {line}" for line in changed if line[:1] in {"-", "+"} and not line.startswith(HEADS)]
    return lines


def main(words: list[str]) -> int:
    """Print the table, or what is left; nonzero where no mutant was tried."""
    found = fates()
    if all(fate == UNTRIED for mutants in found.values() for fate in mutants.values()):
        sys.stderr.write("Run `make mutants` first.\n")
        return 1
    sys.stdout.write("\n".join(left(found) if words == ["--left"] else table(found)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
