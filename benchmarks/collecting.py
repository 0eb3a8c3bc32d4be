"""Importing this makes Python collect garbage as the command line makes it; both sides of a comparison do."""

import atexit
import gc

gc.set_threshold(200_000)
atexit.register(gc.freeze)
