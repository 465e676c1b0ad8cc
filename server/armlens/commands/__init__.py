"""What the commands take, and what those that evaluate answer; nothing here prints."""
