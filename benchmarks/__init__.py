"""Speed as ratios, everything that is compared measured side by side in one run: ``python -m benchmarks``."""
