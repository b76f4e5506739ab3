"""Assembly: from mentions to the entries of the record. Each module makes one part of it."""
