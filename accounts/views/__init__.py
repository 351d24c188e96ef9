"""The accounts API: logging in, household members, what they paid, and their filings."""
