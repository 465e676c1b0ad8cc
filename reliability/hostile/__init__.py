"""Input that is made to hurt: what the user is told of it, and what it costs."""
