"""From plain values to YAML that people read and edit, and that is read back as the same values.

In: dict, list, str, int, float, bool, None. Out: YAML 1.2 as text. Must never know: what the values mean.

PyYAML writes YAML 1.1, which takes some texts for something else than YAML 1.2 does; so whatever does not
begin like a word is quoted.
"""

from __future__ import annotations

from typing import Any, Final

import yaml

try:
    from yaml import CSafeDumper as _Base  # ten times as fast
except ImportError:  # pragma: no cover - PyYAML without libyaml
    from yaml import SafeDumper as _Base  # type: ignore[assignment]

_WIDTH: Final = 100
_NOT_PLAIN: Final = frozenset(("null", "true", "false", "nan", "inf"))


class _Dumper(_Base):
    """Writes texts so that both versions of YAML read them as texts."""


def _text(dumper: Any, value: str) -> yaml.ScalarNode:
    if "\n" in value:
        style = "|"
    elif value[:1].isalpha() and value.lower() not in _NOT_PLAIN:
        style = None
    else:
        style = '"' if "'" in value else "'"
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)
    return node


_Dumper.add_representer(str, _text)


def to_yaml(value: Any) -> str:
    """Return plain values as YAML, keys in their order."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=False
    )
    return text
