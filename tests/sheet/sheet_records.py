"""Records with known figures, made without the extractor."""

from __future__ import annotations

import hashlib
from typing import Any

from pipeline.model.record import Record

TEXT = "GRDP toàn cụm tăng 8,2%; Trà Vinh 17%; thu ngân sách Đắk Lắk 26.174 tỷ đồng, xuất khẩu trên 8,493 tỷ USD."


def figure(quote: str, **values: Any) -> dict[str, Any]:
    """An entry of the record with the place of its quote in the text."""
    start = TEXT.index(quote)
    return {**values, "evidence": [{"field": "value", "start": start, "end": start + len(quote), "rule": "f.p"}]}


FIGURES = [
    figure("tăng 8,2%", indicator="grdp_growth", label="GRDP", subject="cluster", value=8.2, unit="%"),
    figure("Trà Vinh 17%", indicator="grdp_growth", label="GRDP", subject="Trà Vinh", value=17, unit="%"),
    figure(
        "26.174 tỷ đồng",
        indicator="budget_revenue",
        label="thu ngân sách",
        subject="Đắk Lắk",
        value=26174,
        unit="tỷ đồng",
    ),
    figure(
        "trên 8,493 tỷ USD",
        indicator="export_turnover",
        label="xuất khẩu",
        subject="Huế",
        value=8.493,
        unit="tỷ USD",
        comparator="gt",
    ),
]


def record(
    uri: str = "bao/a.txt", figures: list[dict[str, Any]] | None = None, period: str = "2019", **cluster: Any
) -> Record:
    """A meeting of the south-western cluster with these figures."""
    return Record.model_validate(
        {
            "id": hashlib.sha256(uri.encode()).hexdigest()[:16],
            "report": "meeting",
            "article": {
                "uri": uri,
                "title": "Cụm thi đua các tỉnh Tây Nam Bộ tổng kết năm 2019",
                "text": TEXT,
                "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            },
            "cluster": {"name": "Cụm thi đua các tỉnh Tây Nam Bộ", "id": "tay-nam-bo", **cluster},
            "meeting": {"period": period, "date": f"{int(period[:4]) + 1}-02-03"},
            "indicators": FIGURES if figures is None else figures,
        }
    )
