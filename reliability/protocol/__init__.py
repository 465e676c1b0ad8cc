"""A client that breaks the rules of the protocol, and what it gets for an answer."""
