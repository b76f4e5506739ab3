"""Polite fetching of public pages: one request at a time for each host, robots.txt obeyed, stored as WARC."""
