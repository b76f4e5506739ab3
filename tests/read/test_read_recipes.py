"""Recipes: what a user may write, and what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.read.html import read_html
from pipeline.read.recipes import lint_recipes, recipes
from pipeline.rulebook import RuleError, patterns_dir, read_toml

SITE = """
[[site]]
id = "village"
hosts = ["lang.example.vn"]
title = ["b.ten"]
stamp = ["i.luc"]
lead = [".tom"]
body = [".than"]
drop = [".rac"]
"""
PARAGRAPH = (
    "Các đơn vị trong Cụm đã thực hiện tốt nhiệm vụ năm 2020, hoàn thành các chỉ tiêu đã ký kết trong giao ước. " * 2
)
PAGE = f"""<link rel="canonical" href="https://www.lang.example.vn/1.html"><p>Thực đơn</p><b class="ten">Cụm họp</b>
<i class="luc">08:30 19/01/2021</i><div class="tom">Sáng 18/1, Cụm thi đua số 3 tổ chức hội nghị.</div>
<div class="than"><p>{PARAGRAPH}</p><p class="rac">Mua ngay</p></div><p>Chân trang</p>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the rules that a test may change."""
    shutil.copytree(patterns_dir(), tmp_path / "patterns")
    monkeypatch.setenv("KYYEU_PATTERNS", str(tmp_path / "patterns"))
    for function in (read_toml, recipes):
        function.cache_clear()
    yield tmp_path / "patterns"
    for function in (read_toml, recipes):
        function.cache_clear()


def test_a_user_adds_a_site(folder: Path) -> None:
    assert read_html(PAGE).recipe is None
    with (folder / "sites.toml").open("a", encoding="utf-8") as file:
        file.write(SITE)
    for function in (read_toml, recipes):
        function.cache_clear()
    assert lint_recipes() == []
    page = read_html(PAGE)
    assert (page.recipe, page.title, page.published) == ("village", "Cụm họp", "2021-01-19T08:30")
    assert [(block.zone, page.text[block.start : block.end]) for block in page.blocks] == [
        ("title", "Cụm họp"),
        ("stamp", "08:30 19/01/2021"),
        ("lead", "Sáng 18/1, Cụm thi đua số 3 tổ chức hội nghị."),
        ("body", PARAGRAPH.strip()),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SITE + SITE, "two sites of one id"),
        (SITE.replace("drop", "dorp"), "site village: unknown keys dorp"),
        (SITE.replace('body = [".than"]', ""), "site village: lacks body"),
        (SITE.replace(".than", ".than["), "site village: "),
        (SITE.replace('[".than"]', '".than"'), "site village: selectors must be lists of texts"),
        ("[[sites]]\n", "unknown keys sites"),
    ],
)
def test_what_is_refused(folder: Path, text: str, message: str) -> None:
    (folder / "sites.toml").write_text(text, encoding="utf-8")
    assert len(lint_recipes()) == 1
    with pytest.raises(RuleError, match=r"sites\.toml") as caught:
        recipes()
    assert message in str(caught.value)


def test_a_recipe_that_finds_no_body_is_not_used() -> None:
    page = read_html(f'<h1 class="entry-title">Cụm họp</h1><div class="entry-content"></div><p>{PARAGRAPH}</p>')
    assert page.recipe is None
    assert PARAGRAPH.strip() in page.text
