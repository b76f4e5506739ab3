"""The interface described on a page: every address with its parameters and an example."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from pipeline.serve.web import render

router = APIRouter(include_in_schema=False)


@router.get("/api")
def reference(request: Request) -> Response:
    """The page."""
    described = request.app.openapi()
    listed = [
        _operation(path, method, found)
        for path, methods in described["paths"].items()
        for method, found in methods.items()
    ]
    return render(request, "api.html", {"operations": listed})


def _operation(path: str, method: str, found: dict[str, Any]) -> dict[str, Any]:
    content = found["responses"].get("200", {}).get("content", {})
    return {
        "path": path,
        "method": method.upper(),
        "about": found.get("description", ""),
        "parameters": [
            (one["name"], one.get("description") or one.get("schema", {}).get("description", ""), one["required"])
            for one in found.get("parameters", [])
        ],
        "example": next((kind["example"] for kind in content.values() if "example" in kind), None),
    }
