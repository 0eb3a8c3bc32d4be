"""Event tables: what their codes and their names mean in our terms, and what they add up to."""
