"""From findings to a plan of work: which changes reach an aim with the least effort.

In: a strategy, a prepared pack, an aim. Out: edits, the strategy with the edits applied, and a plan of work.
Must never know: how a plan is shown or where it is written.
"""
