"""The rules, by service. A rule is in force by standing in this list."""

from __future__ import annotations

from armlens.rules.catalogue.aks import (
    audit_admin,
    audit_logs,
    authorized_ips,
    auto_scaling,
    auto_upgrade,
    availability_zone,
    azure_policy_add_on,
    azure_rbac,
    cni_subnet_size,
    container_insights,
    defender_profile,
    dns_prefix,
    ephemeral_os_disk,
    http_app_routing,
    local_accounts,
    maintenance_window,
    managed_aad,
    managed_identity,
    min_node_count,
    min_user_pool_nodes,
    name,
    naming,
    network_policy,
    node_auto_upgrade,
    node_min_pods,
    platform_logs,
    pool_scale_set,
    pool_version,
    secret_store,
    secret_store_rotation,
    standard_lb,
    system_pool_naming,
    uptime_sla,
    use_rbac,
    user_pool_naming,
    version,
)
from armlens.rules.rule import Rule, Unchecked

RULES: tuple[Rule, ...] = (
    audit_admin.RULE,
    audit_logs.RULE,
    authorized_ips.RULE,
    auto_scaling.RULE,
    auto_upgrade.RULE,
    availability_zone.RULE,
    azure_policy_add_on.RULE,
    azure_rbac.RULE,
    container_insights.RULE,
    defender_profile.RULE,
    dns_prefix.RULE,
    ephemeral_os_disk.RULE,
    http_app_routing.RULE,
    local_accounts.RULE,
    maintenance_window.RULE,
    managed_aad.RULE,
    managed_identity.RULE,
    min_node_count.RULE,
    min_user_pool_nodes.RULE,
    name.RULE,
    naming.RULE,
    network_policy.RULE,
    node_auto_upgrade.RULE,
    node_min_pods.RULE,
    platform_logs.RULE,
    pool_scale_set.RULE,
    pool_version.RULE,
    secret_store.RULE,
    secret_store_rotation.RULE,
    standard_lb.RULE,
    system_pool_naming.RULE,
    uptime_sla.RULE,
    use_rbac.RULE,
    user_pool_naming.RULE,
    version.RULE,
)
"""All rules, by name."""

UNCHECKED: tuple[Unchecked, ...] = (cni_subnet_size.UNCHECKED,)
"""The published rules that no template can answer, by name."""


def find_rule(name: str) -> Rule | None:
    """The rule of that name or ref, whatever its case."""
    wanted = name.lower()
    return next((rule for rule in RULES if wanted in (rule.name.lower(), rule.ref.lower())), None)


def find_unchecked(name: str) -> Unchecked | None:
    """The rule of that name or ref, whatever its case, that is not checked."""
    wanted = name.lower()
    return next(
        (each for each in UNCHECKED if wanted in (each.name.lower(), each.ref.lower())), None
    )
