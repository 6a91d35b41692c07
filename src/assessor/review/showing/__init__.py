"""Reviews as reports: in every format and language that assessments have."""
