"""Forms that people fill in with a spreadsheet program, and send back by mail."""
