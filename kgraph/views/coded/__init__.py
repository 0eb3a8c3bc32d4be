"""Coded events in words, tables and JSON: rankings, and what stands beside the claims of a pair."""
