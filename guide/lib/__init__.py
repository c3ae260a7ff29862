"""Small things that know neither Django models nor requests."""
