"""``python -m assessor`` is the command ``assessor``."""

from assessor.cli.main import main

if __name__ == "__main__":
    main()
