"""Recipes: where the parts of a report stand on the pages of a system or a site (`patterns/sites.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.rulebook import RuleError, patterns_dir, read_toml

PARTS = ("drop", "title", "stamp", "author", "lead", "caption", "related", "publisher", "body")
"""The parts a recipe may name, those first that win where two name the same element."""

KEYS = {"id", "why", "hosts", "generator", "marks", "meta_author", *PARTS}
_ONE = frozenset({"title", "stamp", "author", "lead", "publisher", "body"})
_GENERATOR = "//meta[translate(@name, 'GENRATO', 'genrato')='generator']/@content"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe. `selectors` are compiled, by part; `meta_author`: `meta[name=author]` is a person."""

    id: str
    hosts: tuple[str, ...]
    generator: str | None
    marks: tuple[Any, ...]
    selectors: dict[str, tuple[Any, ...]]
    meta_author: bool

    def suits(self, root: Any, host: str, generator: str) -> bool:
        """True when the page is of this system or site and has what the recipe calls its body."""
        named = any(host == own or host.endswith("." + own) for own in self.hosts)
        made = self.generator is not None and re.search(self.generator, generator, re.IGNORECASE) is not None
        if not (named or made or any(mark(root) for mark in self.marks)):
            return False
        return any(select(root) for select in self.selectors.get("body", ()))


@cache
def recipes() -> tuple[Recipe, ...]:
    """All recipes in their order; none where the rules have no `sites.toml`. Raises `RuleError`."""
    if not (patterns_dir() / "sites.toml").exists():
        return ()
    content = read_toml("sites")
    if unknown := set(content) - {"site"}:
        raise RuleError(f"sites.toml: unknown keys {', '.join(sorted(unknown))}")
    found = tuple(_recipe(entry) for entry in content.get("site", ()))
    if len({recipe.id for recipe in found}) < len(found):
        raise RuleError("sites.toml: two sites of one id")
    return found


def _recipe(entry: dict[str, Any]) -> Recipe:
    where = f"sites.toml, site {entry.get('id', '?')}"
    if unknown := set(entry) - KEYS:
        raise RuleError(f"{where}: unknown keys {', '.join(sorted(unknown))}")
    if missing := {"id", "title", "body"} - set(entry):
        raise RuleError(f"{where}: lacks {', '.join(sorted(missing))}")
    return Recipe(
        id=entry["id"],
        hosts=tuple(entry.get("hosts", ())),
        generator=entry.get("generator"),
        marks=_selectors(entry.get("marks", ()), where),
        selectors={part: _selectors(entry.get(part, ()), where) for part in PARTS},
        meta_author=bool(entry.get("meta_author", True)),
    )


def _selectors(texts: object, where: str) -> tuple[Any, ...]:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    if not isinstance(texts, list | tuple) or not all(isinstance(text, str) for text in texts):
        raise RuleError(f"{where}: selectors must be lists of texts")
    try:
        return tuple(CSSSelector(text, translator="html") for text in texts)
    except (SelectorError, ValueError) as error:
        raise RuleError(f"{where}: {error}") from error


def find_recipe(root: Any, host: str = "") -> Recipe | None:
    """The first recipe that suits the page."""
    generator = " ".join(root.xpath(_GENERATOR))
    return next((recipe for recipe in recipes() if recipe.suits(root, host, generator)), None)


def parts_of(recipe: Recipe, root: Any) -> dict[Any, str]:
    """The part of each element that the recipe names. Of title, stamp, lead, author and body there is one."""
    parts: dict[Any, str] = {}
    for part in PARTS:
        for element in _hits(recipe, part, root):
            parts.setdefault(element, part)
    return parts


def _hits(recipe: Recipe, part: str, root: Any) -> Iterator[Any]:
    for select in recipe.selectors[part]:
        found = [element for element in select(root) if part not in _ONE or _has_text(element)]
        if part not in _ONE:
            yield from found
        elif found:
            yield max(found, key=_length) if part == "body" else found[0]
            return


def _has_text(element: Any) -> bool:
    return any(text.strip() for text in element.itertext())


def _length(element: Any) -> int:
    return sum(len(text) for text in element.itertext())


def lint_recipes() -> list[str]:
    """What is wrong with `sites.toml`, as the lines of `kyyeu patterns lint`."""
    try:
        recipes()
    except RuleError as error:
        return [str(error)]
    return []
