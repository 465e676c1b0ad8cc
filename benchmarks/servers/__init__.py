"""Language servers from outside: their processes, a client for all, and what it measures."""
