"""All hostile cases, by the table that they are in."""

from __future__ import annotations

from collections.abc import Mapping

from reliability.hostile.case import Case
from reliability.hostile.expressions import EXPRESSIONS, LOOPS
from reliability.hostile.files import FILES
from reliability.hostile.rules import RULES
from reliability.hostile.settings import SETTINGS
from reliability.hostile.sizes import SIZES

TABLES: Mapping[str, tuple[Case, ...]] = {
    "Size and depth": SIZES,
    "Expressions": EXPRESSIONS,
    "Loops and circles": LOOPS,
    "Files": FILES,
    "Rules and settings": (*RULES, *SETTINGS),
}
