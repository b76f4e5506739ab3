"""Inputs in, articles out: files, folders, tables and standard input, one item for each article."""
