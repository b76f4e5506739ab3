"""The extraction as a spaCy pipeline: underthesea tokens, sentences, and the evidence of the record as spans.

spaCy finds the parts through entry points, so this module loads whenever any spaCy pipeline is made: it
imports nothing heavier than spaCy, registers names of its own, and leaves `spacy.blank("vi")` as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any, Final

import regex
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.util import DummyTokenizer
from spacy.vocab import Vocab

from pipeline.errors import ExtractionError

SPANS_KEY: Final = "kyyeu"
"""Key of the spans in `doc.spans`; under the same key `doc.user_data` holds the record as plain data."""

MAX_LINE: Final = 4000
"""Characters that underthesea gets at once: longer lines are cut at a blank."""

_CLUSTER = regex.compile(r"\X")


def load() -> Language:
    """A spaCy pipeline for Vietnamese reports.

    Its Doc has underthesea's words as tokens, sentences, and under `doc.spans["kyyeu"]` one span for each
    piece of evidence, widened to whole tokens: `label_` is the part of the record (`officials`), `id_` the value
    (`officials[0].name`), `kb_id_` the rule. `doc.text` is the text exactly as given.
    """
    import spacy

    tokenizer = {"@tokenizers": "kyyeu.UndertheseaTokenizer.v1"}
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("kyyeu_sentences")
    nlp.add_pipe("kyyeu_spans")
    return nlp


def create_tokenizer() -> Callable[[Language], UndertheseaTokenizer]:
    """The factory that spaCy's registry holds."""

    def make(nlp: Language) -> UndertheseaTokenizer:
        return UndertheseaTokenizer(nlp.vocab)

    return make


class UndertheseaTokenizer(DummyTokenizer):  # type: ignore[misc]
    """Words of underthesea as tokens, with exact offsets; `doc.text` equals the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        offsets = _Offsets(text)
        found = ((offsets[start], offsets[stop]) for start, stop in token_spans(offsets.text))
        for start, stop in (*found, (len(text), len(text))):
            gap = text[end:start]
            # A single blank is a mark on the token before it; any other gap is a token, as in spaCy.
            if gap.startswith(" ") and words:
                spaces[-1], gap = True, gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
            if stop > start:
                words.append(text[start:stop])
                spaces.append(False)
            end = stop
        return Doc(self.vocab, words=words, spaces=spaces)


def token_spans(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the words of a text, line by line: underthesea would join syllables over a line end."""
    from underthesea import word_tokenize

    start = 0
    for line in _pieces(text):
        if line.strip():
            words = word_tokenize(line, use_token_normalize=False)
            spans = _aligned(line, words)
            # What underthesea rewrites is cut at blanks: a token must be a piece of the text.
            found = spans if spans is not None else [match.span() for match in regex.finditer(r"\S+", line)]
            yield from ((start + left, start + right) for left, right in found)
        start += len(line)


def _pieces(text: str) -> Iterator[str]:
    """The lines with their ends, the long ones in parts, adding up to the text."""
    for line in text.split("\n"):
        while len(line) > MAX_LINE:
            cut = line.rfind(" ", 1, MAX_LINE)
            cut = cut if cut > 0 else MAX_LINE
            yield line[:cut]
            line = line[cut:]
        yield line + "\n"


def _aligned(line: str, words: list[str]) -> list[tuple[int, int]] | None:
    """Where the words stand in the line; `None` unless they are its non-blank characters, in order."""
    places = [index for index, char in enumerate(line) if not char.isspace()]
    solid = ["".join(word.split()) for word in words]
    if "".join(solid) != "".join(line[index] for index in places):
        return None
    ends = list(accumulate(len(word) for word in solid))
    starts = [0, *ends[:-1]]
    return [(places[a], places[b - 1] + 1) for a, b in zip(starts, ends, strict=True) if b > a]


class _Offsets:
    """From offsets in the NFC text of the record to offsets in the text that spaCy was given."""

    def __init__(self, text: str) -> None:
        from pipeline.fold import nfc

        self.text = nfc(text)
        self.places: list[int] | None = None
        if self.text != text:
            clusters = [(match.start(), nfc(match.group())) for match in _CLUSTER.finditer(text)]
            places = [start for start, normal in clusters for _ in normal]
            self.places = [*places, len(text)]
            if len(places) != len(self.text):
                raise ExtractionError("unsupported", "characters that combine over what a reader sees as one")

    def __getitem__(self, offset: int) -> int:
        return offset if self.places is None else self.places[offset]


@Language.factory("kyyeu_sentences")  # type: ignore[untyped-decorator]
def create_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 (spaCy passes both)
    """Component that sets the sentence starts as the extraction sees them."""
    return mark_sentences


def mark_sentences(doc: Doc) -> Doc:
    """Sets `is_sent_start` of every token."""
    from pipeline.segment import segment

    offsets = _Offsets(doc.text)
    starts = sorted({offsets[sentence.start] for sentence in segment(offsets.text).sentences})
    for token in doc:
        begins = False
        while starts and starts[0] < token.idx + len(token):
            starts.pop(0)
            begins = True
        token.is_sent_start = begins or token.i == 0
    return doc


@Language.factory("kyyeu_spans", default_config={"spans_key": SPANS_KEY})  # type: ignore[untyped-decorator]
def create_spans(nlp: Language, name: str, spans_key: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Component that extracts the record and lays its evidence over the tokens."""
    return SpanMarker(spans_key)


class SpanMarker:
    """Sets `doc.spans[key]` and `doc.user_data[key]`. Raises `ExtractionError`, but not for `empty`."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __call__(self, doc: Doc) -> Doc:
        from pipeline.api import extract
        from pipeline.model.sourced import sourced

        group: list[Any] = []
        try:
            record = extract(doc.text)
        except ExtractionError as error:
            if error.code != "empty":
                raise
        else:
            offsets = _Offsets(doc.text)
            doc.user_data[self.key] = record.to_dict()
            for part, index, entry in sourced(record):
                path = part if index is None else f"{part}[{index}]"
                for found in entry.evidence:
                    span = doc.char_span(
                        offsets[found.start],
                        offsets[found.end],
                        label=part,
                        span_id=f"{path}.{found.field}",
                        kb_id=found.rule,
                        alignment_mode="expand",
                    )
                    if span is not None:
                        group.append(span)
        doc.spans[self.key] = SpanGroup(doc, name=self.key, spans=group)
        return doc
