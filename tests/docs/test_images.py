"""The pictures of the documentation: there, described, small, and the ones that `make screenshots` takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.screenshots import FOLDER, SHOTS, TABLET, TALLEST

ROOT = Path(__file__).parents[2]
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
IMAGES = [
    pytest.param(page, words, target, id=f"{page.stem}:{target}")
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    for words, target in IMAGE.findall(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("page", "words", "target"), IMAGES)
def test_a_picture_is_there_and_said_in_words(page: Path, words: str, target: str) -> None:
    assert (page.parent / target).is_file()
    assert 30 <= len(words) <= 250


def test_the_pictures_are_those_of_the_table_and_all_are_used() -> None:
    used = {(page.parent / target).resolve() for page, _, target in (param.values for param in IMAGES)}
    taken = {(FOLDER / f"{shot.name}.png").resolve() for shot in SHOTS}
    assert {file.resolve() for file in FOLDER.iterdir()} == taken
    assert used == taken


def test_the_pictures_are_a_tablet_wide_and_small() -> None:
    for file in FOLDER.iterdir():
        with Image.open(file) as picture:
            assert picture.width == TABLET["width"], file.name
            assert picture.height <= TALLEST, file.name
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1_500_000
