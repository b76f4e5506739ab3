"""A record with something in every part, for the tests of the output."""

from __future__ import annotations

from pipeline.model.record import Record

TEXT = "Cụm thi đua số 5: =SUM(A1) đồng chí Nguyễn Văn A, Chủ tịch; 8,2%"


def span(field: str, quote: str, rule: str) -> dict[str, object]:
    start = TEXT.index(quote)
    return {"field": field, "start": start, "end": start + len(quote), "rule": rule}


def meeting_record() -> Record:
    return Record.model_validate(
        {
            "id": "0123456789abcdef",
            "report": "meeting",
            "article": {"uri": "a.txt", "title": "-Tít", "text": TEXT, "sha256": "0" * 64},
            "cluster": {
                "name": "Cụm thi đua số 5",
                "kind": "cum",
                "size": 2,
                "members": ["Cà Mau", "Bạc Liêu"],
                "evidence": [span("name", "Cụm thi đua số 5", "clusters.name")],
            },
            "meeting": {
                "types": ["so_ket", "ky_ket"],
                "date": "2021-01-18",
                "derived": [{"field": "date", "from": "stamp", "reason": "năm theo ngày đăng"}],
            },
            "officials": [
                {
                    "name": "Nguyễn Văn A",
                    "honorific": "đồng chí",
                    "positions": [{"text": "=Chủ tịch", "title": "Chủ tịch"}, {"text": "Bí thư"}],
                    "roles": ["chaired", "spoke"],
                    "evidence": [span("name", "Nguyễn Văn A", "people.name")],
                }
            ],
            "leadership": [{"office": "head", "unit": "Cà Mau", "year": 2021, "status": "elected"}],
            "awards": [
                {
                    "award": "Cờ thi đua của Chính phủ",
                    "status": "proposed",
                    "recipients": [{"name": "Cà Mau", "kind": "province"}, {"name": "@B", "kind": "unit"}],
                },
                {"award": "Bằng khen", "status": "conferred", "count": 7, "recipient_kind": "collective"},
            ],
            "indicators": [
                {
                    "indicator": "grdp_growth",
                    "value": 8.2,
                    "unit": "%",
                    "evidence": [span("value", "8,2%", "f.p")],
                },
                {"value": 1241, "total": 1310, "unit": "xã"},
            ],
            "warnings": [{"code": "date_conflict", "message": "năm sai"}],
        }
    )


def other_record() -> Record:
    return Record.model_validate(
        {"id": "f" * 16, "report": "other", "article": {"text": "Đại hội\u2028x", "sha256": "f" * 64}}
    )
