"""Plain records that are made by the thousand.

In: a class with annotations. Out: a dataclass that the type checker holds to be frozen. Having Python itself
enforce that would make each record nine times as slow to create, which is a third of an assessment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True)
def record(cls: type[Class]) -> type[Class]:
    """Make a dataclass with slots, not to be changed once it is made."""
    return dataclass(slots=True)(cls)
