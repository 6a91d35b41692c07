"""Who matches the queries of a plan against the rows of a strategy.

In: queries once, then worlds. Out: for each query, the rows or pairs that satisfy it. Must never know:
criteria, unknowns, scores. Two engines with one meaning: ``durable`` (durable-rules) and ``plain``.
"""

from assessor.engine.choice import AUTO, ENGINES, choose_engine
from assessor.engine.interface import Answer, Engine, Matcher

__all__ = ["AUTO", "ENGINES", "Answer", "Engine", "Matcher", "choose_engine"]
