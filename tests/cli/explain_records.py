"""A record for the tests of the pages of `kyyeu explain`."""

from __future__ import annotations

from pipeline.model.record import Record

NASTY = "</script><script>alert(1)</script> <img src=x onerror=alert(1)> \"'&amp; ]]> \u202e ${x} $x"


def made(text: str) -> Record:
    """A record whose every string is `text`."""
    spans = [{"field": "name", "start": 0, "end": len(text), "rule": text}]
    return Record.model_validate(
        {
            "id": "0" * 16,
            "report": "meeting",
            "article": {"uri": text, "title": text, "text": text, "sha256": "0" * 64},
            "cluster": {
                "name": text,
                "evidence": spans,
                "derived": [{"field": "kind", "from": text, "reason": text}],
            },
            "warnings": [{"code": text, "message": text}],
        }
    )
