"""The spaCy pipeline: exact tokens, sentences, spans, and nothing changed for others."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
import spacy
from cli_reports import MEETING, OTHER
from hypothesis import example, given
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

import pipeline
from pipeline.model.sourced import sourced


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load()


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(MEETING)


def test_the_text_is_untouched(doc: Doc) -> None:
    assert doc.text == MEETING
    for token in doc:
        assert MEETING[token.idx : token.idx + len(token)] == token.text


def test_tokens_are_words_of_underthesea(nlp: Language) -> None:
    doc = nlp("Uỷ ban nhân dân tỉnh Hoà Bình\n\nthi đua  8,2%")
    assert [token.text for token in doc] == [
        *("Uỷ ban nhân dân", "tỉnh", "Hoà Bình", "\n\n", "thi đua", " ", "8,2", "%"),
    ]


def test_sentences(doc: Doc) -> None:
    starts = [sentence.text.strip()[:12] for sentence in doc.sents]
    assert starts == ["Cụm thi đua ", "Sáng 18/1/20", "Đồng chí Trầ", "Năm 2020, tố"]


def test_spans_are_the_evidence_of_the_record(doc: Doc) -> None:
    record = pipeline.extract(MEETING)
    expected = [
        (part if index is None else f"{part}[{index}]", part, found)
        for part, index, entry in sourced(record)
        for found in entry.evidence
    ]
    assert len(doc.spans["kyyeu"]) == len(expected) > 10
    for span, (path, part, found) in zip(doc.spans["kyyeu"], expected, strict=True):
        assert (span.label_, span.id_, span.kb_id_) == (part, f"{path}.{found.field}", found.rule)
        assert span.start_char <= found.start < found.end <= span.end_char
    assert doc.user_data["kyyeu"] == record.to_dict()


def test_an_article_that_is_no_meeting_has_no_spans_of_one(nlp: Language) -> None:
    other, empty = nlp(OTHER), nlp("")  # held: a group of spans lives no longer than its document
    assert {span.label_ for span in other.spans["kyyeu"]} <= {"article"}
    assert list(empty.spans["kyyeu"]) == []


def test_other_components_work_on_it(nlp: Language, doc: Doc) -> None:
    page = displacy.render(doc, style="span", options={"spans_key": "kyyeu"}, jupyter=False)
    assert "cluster" in page
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [span.text for span in again.spans["kyyeu"]] == [span.text for span in doc.spans["kyyeu"]]
    with_ruler = pipeline.load()
    ruler = with_ruler.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PLACE", "pattern": "Cà Mau"}])  # type: ignore[attr-defined]
    assert {entity.label_ for entity in with_ruler(MEETING).ents} == {"PLACE"}


def test_it_can_be_saved_and_loaded_by_name(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("model")
    nlp.to_disk(folder)
    again = spacy.load(folder)
    assert again.pipe_names == ["kyyeu_sentences", "kyyeu_spans"]
    assert [token.text for token in again(MEETING)] == [token.text for token in nlp(MEETING)]


@pytest.mark.parametrize("form", ["NFD", "CRLF"])
def test_text_in_another_form_has_the_same_spans(nlp: Language, doc: Doc, form: str) -> None:
    text = unicodedata.normalize("NFD", MEETING) if form == "NFD" else MEETING.replace("\n", "\r\n")
    other = nlp(text)
    assert other.text == text
    expected = [(span.id_, span.text.split()) for span in doc.spans["kyyeu"]]
    found = [(span.id_, unicodedata.normalize("NFC", span.text).split()) for span in other.spans["kyyeu"]]
    assert found == expected


@given(st.text())
@example("Uỷ ban\u00a0nhân\u200bdân \ufeff x\u2028y")
@example("x" * 9000)
@example(" \n a  b\t\n")
def test_any_text_comes_back(text: str) -> None:
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kyyeu.UndertheseaTokenizer.v1"}}})
    assert nlp(text).text == text


def test_plain_vietnamese_is_as_spacy_ships_it() -> None:
    """In a process of its own, where nothing of ours was imported before spaCy."""
    code = (
        "import spacy\n"
        "nlp = spacy.blank('vi', config={'nlp': {'tokenizer': {'use_pyvi': False}}})\n"
        "print(type(nlp.tokenizer).__module__, nlp.pipe_names, nlp.lang)\n"
        "print([token.text for token in nlp('thi đua')], dict(nlp('thi đua').spans))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "spacy.lang.vi [] vi\n['thi', 'đua'] {}\n"
