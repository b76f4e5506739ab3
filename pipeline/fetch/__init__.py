"""Polite fetching of public pages into a crawl file."""
