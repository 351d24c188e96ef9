"""What residents declare beside enrolments and filings: monthly debits, lost work, recognitions."""
