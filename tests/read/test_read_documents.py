"""Word documents and PDFs made here: their text, their tables, and what is wrong with the broken ones."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from pipeline.errors import ExtractionError
from pipeline.read.docx import read_docx
from pipeline.read.pdf import read_pdf
from pipeline.read.rows import table_lines

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def docx(body: str, *, prologue: str = "") -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{prologue}{document}'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()


def p(*runs: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    made = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def code(read: object, raw: bytes) -> str:
    with pytest.raises(ExtractionError) as caught:
        read(raw)  # type: ignore[operator]
    return caught.value.code


def test_a_document() -> None:
    body = p("Cụm thi đua ", "tổng kết", style="Heading1") + p("Sáng 18/1/2021,", " tại Cà Mau.") + p("")
    page = read_docx(docx(body))
    assert (page.text, page.title) == ("Cụm thi đua tổng kết\nSáng 18/1/2021, tại Cà Mau.", "Cụm thi đua tổng kết")


def test_text_in_smart_tags_content_controls_and_insertions_is_kept_and_deleted_text_is_not() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        "<w:sdt><w:sdtContent>" + p("Trong khung") + "</w:sdtContent></w:sdt><w:p><w:smartTag w:element='place'>"
        f"{run.format('Cà Mau')}</w:smartTag><w:ins>{run.format(' thêm')}</w:ins><w:del><w:r><w:delText>bỏ</w:delText>"
        "</w:r></w:del><w:r><w:instrText>HYPERLINK</w:instrText><w:tab/><w:t>A</w:t><w:br/><w:t>B</w:t></w:r></w:p>"
    )
    assert read_docx(docx(body)).text == "Trong khung\nCà Mau thêm A\nB"


def test_rows_of_a_table_keep_province_and_figure_together() -> None:
    body = p("Kết quả") + table(("TT", "Tỉnh", "GRDP (%)", "Thu ngân sách (tỷ đồng)"), ("1", "Cà Mau", "8,2", "5.400"))
    assert read_docx(docx(body)).text == "Kết quả\nCà Mau: GRDP 8,2%; Thu ngân sách 5.400 tỷ đồng."


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([("Tỉnh", "GRDP"), ("Cà Mau", "8,2%"), ("An Giang", "")], ["Cà Mau: GRDP 8,2%.", "An Giang"]),
        ([("UBND TỈNH", "CỘNG HÒA"), ("Số: 1", "Cà Mau, ngày 3")], ["UBND TỈNH; CỘNG HÒA", "Số: 1; Cà Mau, ngày 3"]),
        ([("một ô",), ("",)], ["một ô"]),
        ([("2019", "2020"), ("8,2", "9,1")], ["2019; 2020", "8,2; 9,1"]),
        ([("Đơn vị", "Điểm"), ("Bạc Liêu", "95", "nhất")], ["Bạc Liêu: Điểm 95; nhất."]),
        ([], []),
    ],
)
def test_lines_of_tables(rows: list[tuple[str, ...]], lines: list[str]) -> None:
    assert table_lines(rows) == lines


def test_entities_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("bí mật", encoding="utf-8")
    doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    assert code(read_docx, docx(p("&x;"), prologue=doctype)) == "malformed"


def test_broken_documents() -> None:
    good = docx(p("Cụm"))
    assert code(read_docx, good[: len(good) // 2]) == "truncated"
    assert code(read_docx, b"no archive") == "malformed"
    assert code(read_docx, docx("<w:p>")) == "malformed"
    assert code(read_docx, docx(p(""))) == "empty"


PARAGRAPHS = [
    "Sáng 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác thi đua, khen "
    "thưởng năm 2020 và triển khai phương hướng, nhiệm vụ năm 2021.",
    "Đồng chí Trần Văn Hiện, Phó Chủ tịch Ủy ban nhân dân tỉnh Cà Mau, Cụm trưởng Cụm thi đua năm 2020, chủ trì.",
    "Năm 2020, tốc độ tăng trưởng kinh tế (GRDP) của tỉnh Bạc Liêu đạt 8,2%; thu ngân sách vượt 7,9% dự toán, bằng "
    "112% so với cùng kỳ năm trước, đứng thứ hai trong các tỉnh của Cụm.",
]


def made_pdf(paragraphs: list[str], *, lock: str | None = None) -> bytes:
    pdfmetrics.registerFont(TTFont("Serif", str(FONT)))
    style = ParagraphStyle("b", fontName="Serif", fontSize=11, leading=15, alignment=4, spaceAfter=8)

    def edges(canvas: Canvas, made: BaseDocTemplate) -> None:
        canvas.setFont("Serif", 9)
        canvas.drawString(70, 800, "BAN THI ĐUA - KHEN THƯỞNG TRUNG ƯƠNG")
        canvas.drawCentredString(300, 30, f"Trang {made.page}")

    buffer = io.BytesIO()
    made = BaseDocTemplate(buffer, pagesize=(595, 842), encrypt=lock)
    made.addPageTemplates(PageTemplate(frames=[Frame(70, 60, 455, 720)], onPage=edges))
    made.build([Paragraph(text, style) for text in paragraphs])
    return buffer.getvalue()


def test_paragraphs_of_a_pdf_over_its_pages_without_headers_and_numbers() -> None:
    paragraphs = [f"{text[:-1]} ({chr(97 + number)})." for number in range(12) for text in PARAGRAPHS]
    text = read_pdf(made_pdf(paragraphs)).text
    assert text.split("\n") == paragraphs


def test_pdfs_without_text() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()
    assert code(read_pdf, buffer.getvalue()) == "scanned"
    assert code(read_pdf, made_pdf(PARAGRAPHS, lock="x")) == "encrypted"
    assert code(read_pdf, b"%PDF-1.7\nnothing") == "malformed"
