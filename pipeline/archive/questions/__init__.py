"""What the archive can be asked: one module for each question, each a function of a connection and filters."""
