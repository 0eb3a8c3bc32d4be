"""Coded events of imported tables: pairs, their measures by class, and what stands beside the claims of sources."""
