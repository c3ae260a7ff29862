"""Requests that nobody sends by accident, on raw sockets, and what has to be answered to them."""
