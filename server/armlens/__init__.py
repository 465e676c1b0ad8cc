"""armlens: findings in Azure Resource Manager templates, exact, explained and mended in place."""

__version__ = "0.1.0"
