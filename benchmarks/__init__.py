"""How fast newsents is and how much memory it takes: `python -m benchmarks --help`."""
