"""What a rule is, and the catalogue of rules by service."""
