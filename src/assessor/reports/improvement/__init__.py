"""Plans of work, shown: in every format, and as the strategy with its changes announced in it."""
