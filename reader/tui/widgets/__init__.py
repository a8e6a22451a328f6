"""What screens are made of: given values, posting messages, knowing neither library nor files."""
