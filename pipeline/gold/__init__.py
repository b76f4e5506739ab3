"""Making gold: drafts, checks, agreement of annotators, other formats."""
