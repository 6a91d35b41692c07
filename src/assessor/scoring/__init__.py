"""From matches to outcomes, scores and findings.

In: a plan's matches on one strategy. Out: an ``Assessment``. Must never know: files, the command line, the
clock, or how anything is shown. All arithmetic is exact (fractions).
"""
