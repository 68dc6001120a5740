"""Adapters to the benches, and the measurements of quality and speed."""
