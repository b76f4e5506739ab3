"""The archive in a browser: pages to look, search and correct, and the same as JSON. Nothing leaves the machine."""
