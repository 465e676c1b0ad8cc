"""All parts, in the order of the page. A new one is registered here."""

from __future__ import annotations

from reliability.fixing.part import FIXES
from reliability.fuzzing.part import FUZZ
from reliability.hostile.part import HOSTILE
from reliability.part import Part
from reliability.protocol.part import PROTOCOL
from reliability.sessions.part import SESSIONS
from reliability.soak.part import SOAK

PARTS: tuple[Part, ...] = (
    FUZZ,
    FIXES,
    HOSTILE,
    PROTOCOL,
    SESSIONS,
    SOAK,
)
