"""Signing in of staff: lock-out, second step. Families have no accounts."""
