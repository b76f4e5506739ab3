"""The command `kyyeu`."""
