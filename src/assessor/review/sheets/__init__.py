"""Review sheets: made to be filled in, and read back."""
