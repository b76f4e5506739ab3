"""Vietnamese as it was written before Unicode, and text that was decoded wrongly: back to Unicode."""
