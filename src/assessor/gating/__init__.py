"""Gates: from an assessment, a baseline and thresholds to what fails.

In: an ``Assessment``, and what is asked of it. Out: a ``GateResult``, thresholds that are missed, and
baselines. Must never know: how a result is told, or what a command ends with.
"""
