"""Findings written down: as text for people, as JSON and as SARIF."""
