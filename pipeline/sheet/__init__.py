"""A user's own table of figures, held against the records."""
