"""From pen to claims: reading, checking and compiling what people write about sources."""
