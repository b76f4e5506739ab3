"""Text in, document out: folds, zones and sentences. Adds nothing to the text and takes nothing away."""

from pipeline.segment.document import segment

__all__ = ["segment"]
