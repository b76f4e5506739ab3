"""Normal forms of text, names and numbers. Pure functions, no state."""
