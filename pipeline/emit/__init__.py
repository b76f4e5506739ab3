"""Records out: lines of JSON, tables for spreadsheets and for pandas, failures and a summary."""
