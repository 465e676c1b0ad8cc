"""Where the rules for naming conventions in AKS send their readers."""

from __future__ import annotations

from armlens.rules.rule import Link

NAMING_LINKS = (
    Link(
        "Well-Architected Framework: tools and processes",
        "https://learn.microsoft.com/azure/well-architected/operational-excellence/tools-processes",
    ),
    Link(
        "Define a naming convention",
        "https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-naming",
    ),
    Link(
        "Recommended abbreviations for resources",
        "https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-abbreviations",
    ),
)
