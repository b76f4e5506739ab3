"""What the pages show, as JSON. `GET /api` lists it, `/api/openapi.json` describes it."""

from __future__ import annotations

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """The routers of the interface."""
    from pipeline.serve.api import answers, extract, reference, review

    return (answers.router, review.router, extract.router, reference.router)
