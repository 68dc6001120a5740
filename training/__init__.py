"""Makes what lies in `pipeline/models/`; never imported by `pipeline`."""
