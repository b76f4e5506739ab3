"""Taggers: each reads the document and yields spans. None looks at another's results unless they are handed in."""
