"""The archive in the formats of others: tables, Popolo, FollowTheMoney, Web Annotations."""
