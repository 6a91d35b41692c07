"""How far raters agree: figures that do not mislead together."""
