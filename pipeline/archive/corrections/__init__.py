"""What reviewers put right: kept apart from what the rules read, and winning over it."""
