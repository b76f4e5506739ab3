"""The extraction beside other people's tools, over the same texts and in turn.

    python benchmarks/bench.py --only underthesea,spacy,heideltime

underthesea: `ner` and `word_tokenize`, over whole articles and sentence by sentence.

spaCy: `blank("vi")` with as many rules as there are in `patterns/*.toml`, in `Matcher` and in `SpanRuler`. A rule of
ours becomes one of spaCy by its `yes` examples: each is a pattern of its tokens, of which words stand for themselves
in any case (`LOWER`), what has a digit for its shape (`SHAPE`) and what begins with a capital for any such word
(`IS_TITLE`). SpanRuler gets the names of `provinces.csv` and `places.csv` as well, as phrases. spaCy only marks spans:
nothing is read from them, normalised or put into a record.

HeidelTime, dates only: where `HEIDELTIME` holds a command that takes the name of a UTF-8 file as its last word and
writes TimeML to standard output, as in
`HEIDELTIME='java -jar heideltime-standalone.jar -l vietnamese -t news -dct 2021-01-18'`.
Its start is measured with a file of one word and taken off.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from measure import NotInstalledError, Row, Sizes, in_turn, kilobytes, rates, ratios, read_texts, row

from pipeline.api import extract_article, warm_up
from pipeline.rulebook import Rule, load_rules, read_csv
from pipeline.segment import segment
from pipeline.tag.dates import tag_dates

OURS = "kyyeu"


def each(call: Callable[[str], object], texts: Iterable[str]) -> None:
    """Calls it with every text."""
    for text in texts:
        call(text)


def compared(works: Mapping[str, Callable[[], object]], size: float, rounds: int) -> list[Row]:
    """KB/s of each work over `size` KB, and of how many of the others ours takes the time; ours is `kyyeu`."""
    taken = in_turn(works, rounds)
    rows = []
    for name, seconds in taken.items():
        rows.append(row(f"{name}.kb", name, "KB/s", rates(size, seconds)))
        if name != OURS:
            rows.append(row(f"{name}.ratio", name, "kyyeu is × as fast", ratios(seconds, taken[OURS])))
    return rows


def beside_underthesea(sizes: Sizes, texts: Sequence[str] = ()) -> list[Row]:
    """underthesea's entity tagger and segmenter; the extraction always reads whole articles."""
    from underthesea import ner, word_tokenize

    sample = (texts or read_texts(count=sizes.texts))[:: sizes.share]
    sentences = [doc.text[sentence.start : sentence.end] for doc in map(segment, sample) for sentence in doc.sentences]
    warm_up()
    each(extract_article, sample)
    for load in (ner, word_tokenize):
        load(sentences[0])
    works: dict[str, Callable[[], object]] = {OURS: partial(each, extract_article, sample)}
    for call in (ner, word_tokenize):
        works[f"{call.__name__}, whole articles"] = partial(each, call, sample)
        works[f"{call.__name__}, by sentence"] = partial(each, call, sentences)
    return compared(works, kilobytes(sample), sizes.rounds)


def beside_spacy(sizes: Sizes) -> list[Row]:
    """spaCy's Matcher and SpanRuler, tokenizing included."""
    from spacy.matcher import Matcher

    texts = read_texts(count=sizes.texts)[:: max(1, sizes.share // 4)]
    rules = load_rules()
    nlp, ruled = blank(), blank()
    matcher = Matcher(nlp.vocab)
    for rule in rules:
        matcher.add(rule.id, list(patterns(nlp, rule)))
    names = [name for table in ("provinces", "places") for name in dict.fromkeys(r["name"] for r in read_csv(table))]
    ruler = ruled.add_pipe("span_ruler")
    ruler.add_patterns([
        *({"label": rule.label, "id": rule.id, "pattern": found} for rule in rules for found in patterns(ruled, rule)),
        *({"label": "name", "id": name, "pattern": name} for name in names),
    ])  # fmt: skip
    works: dict[str, Callable[[], object]] = {
        OURS: partial(each, extract_article, texts),
        f"Matcher, {len(matcher)} rules": partial(each, lambda text: matcher(nlp.make_doc(text)), texts),
        f"SpanRuler, {len(rules)} rules and {len(names)} names": partial(each, ruled, texts),
    }
    warm_up()
    in_turn(works, 1)
    found = compared(works, kilobytes(texts), sizes.rounds)
    return [*found, row("rules", "rules of kyyeu", "rules", [len(rules)])]


def blank() -> Any:
    """spaCy's Vietnamese without pyvi, which is not needed to split at blanks."""
    import spacy

    return spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})


def patterns(nlp: Any, rule: Rule) -> Iterator[list[dict[str, Any]]]:
    """spaCy's token patterns of a rule, one for each example that has a token; else one of its label."""
    docs = [nlp.make_doc(example.strip() or rule.label) for example in rule.yes] or [nlp.make_doc(rule.label)]
    for doc in docs:
        yield [_token(token) for token in doc if not token.is_space]


def _token(token: Any) -> dict[str, Any]:
    if any(char.isdigit() for char in token.text):
        return {"SHAPE": token.shape_}
    return {"IS_TITLE": True} if token.is_title else {"LOWER": token.lower_}


def beside_heideltime(sizes: Sizes) -> list[Row]:
    """HeidelTime's dates beside ours, sentences and zones included. Raises `NotInstalledError`."""
    command = os.environ.get("HEIDELTIME")
    if not command:
        raise NotInstalledError("HEIDELTIME is not set")
    texts = read_texts(count=sizes.texts)[:: sizes.share]
    each(_dates, texts)
    with tempfile.TemporaryDirectory() as folder:
        word, whole = Path(folder) / "word.txt", Path(folder) / "whole.txt"
        word.write_text("Tin", encoding="utf-8")
        whole.write_text("\n\n".join(texts), encoding="utf-8")
        works = {
            "start": partial(_run, command, word),
            "HeidelTime": partial(_run, command, whole),
            "dates": partial(each, _dates, texts),
            OURS: partial(each, extract_article, texts),
        }
        taken = in_turn(works, sizes.rounds, clock=time.perf_counter)
    starts = taken.pop("start")
    taken["HeidelTime"] = [max(1e-3, all_of - start) for all_of, start in zip(taken["HeidelTime"], starts, strict=True)]
    labels = {"HeidelTime": "HeidelTime", "dates": "kyyeu, dates alone", OURS: "kyyeu, whole extraction"}
    rows = [row("start", "HeidelTime, its start", "s", starts)]
    for name, seconds in taken.items():
        rows.append(row(f"{name}.kb", labels[name], "KB/s", rates(kilobytes(texts), seconds)))
        if name != "HeidelTime":
            times = ratios(taken["HeidelTime"], seconds)
            rows.append(row(f"{name}.ratio", labels[name], "× as fast as HeidelTime", times))
    return rows


def _dates(text: str) -> object:
    return tag_dates(segment(text))


def _run(command: str, path: Path) -> None:
    done = subprocess.run([*shlex.split(command), str(path)], capture_output=True, text=True, check=False)
    if done.returncode or "TIMEX3" not in done.stdout + "TIMEX3" * (path.name == "word.txt"):
        raise RuntimeError(f"HEIDELTIME gave no dates (exit code {done.returncode}): {done.stderr[-300:]}")
