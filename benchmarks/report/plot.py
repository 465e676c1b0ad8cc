"""Time per edit against the size of the file, as an SVG on logarithmic axes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from benchmarks.documents.document import characters, size_name
from benchmarks.figures import Figures, Measure

_WIDTH, _HEIGHT = 820, 470
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 200, 56, 64
_COLOURS = ("#0b6bcb", "#c2410c", "#7c3aed", "#15803d", "#525252", "#be185d")
"""Dark enough to be read on the white ground that the picture brings along."""

_STYLE = (
    "text{font:15px system-ui,sans-serif;fill:#1f2328}"
    ".title{font-size:18px;font-weight:600}"
    ".grid{stroke:#d8dee4}"
    ".line{fill:none;stroke-width:2.5}"
)
_LABEL_HEIGHT = 19

Point = tuple[float, float]
"""The size of a file in characters, and seconds per edit."""


@dataclass(frozen=True, slots=True)
class _Axes:
    """From a size and a time to a point of the picture."""

    sizes: tuple[float, float]
    times: tuple[float, float]

    def x(self, size: float) -> float:
        """The distance from the left, in pixels."""
        return _LEFT + _share(size, self.sizes) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, seconds: float) -> float:
        """The distance from the top, in pixels."""
        return _HEIGHT - _BOTTOM - _share(seconds, self.times) * (_HEIGHT - _TOP - _BOTTOM)


def curves(figures: Figures) -> dict[str, list[Point]]:
    """The medians by size, for each contender."""
    found: dict[str, list[Point]] = {}
    for size in figures.documents(Measure.CURVE):
        for name in figures.contenders(Measure.CURVE):
            median = figures.median(name, size, Measure.CURVE)
            if median is not None:
                found.setdefault(name, []).append((characters(size), median))
    return found


def alternative_text(lines: Mapping[str, Sequence[Point]]) -> str:
    """The picture in words: how the time per edit grows from the smallest file to the largest."""
    told = [
        f"{name} from {_duration(points[0][1])} to {_duration(points[-1][1])}"
        for name, points in lines.items()
    ]
    sizes = [size for points in lines.values() for size, _ in points]
    return (
        f"Time per edit against file size, {size_name(min(sizes))} to {size_name(max(sizes))}: "
        + "; ".join(told)
    )


def picture(lines: Mapping[str, Sequence[Point]]) -> str:
    """The SVG of some lines, which must not be empty."""
    points = [point for each in lines.values() for point in each]
    sizes = [size for size, _ in points]
    seconds = [time for _, time in points]
    axes = _Axes((min(sizes), max(sizes)), (_below(min(seconds)), _above(max(seconds))))
    body = [*_grid(axes), *_drawn(lines, axes)]
    words = escape(alternative_text(lines))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        f' aria-labelledby="words">\n<title id="words">{words}</title>\n<style>{_STYLE}</style>\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n'
        f'<text class="title" x="{_LEFT}" y="30">From a key to the diagnostics</text>\n'
    )
    return head + "\n".join(body) + "\n</svg>\n"


def _grid(axes: _Axes) -> Iterator[str]:
    """A line and a label for each power of ten, and what the axes mean."""
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    for size in _powers(axes.sizes):
        x = axes.x(size)
        yield f'<path class="grid" d="M{x:.1f} {_TOP}V{bottom}"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 22}" text-anchor="middle">{size_name(size)}</text>'
    for time in _powers(axes.times):
        y = axes.y(time)
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{right}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{_duration(time)}</text>'
    middle = (_LEFT + right) / 2
    yield f'<text x="{middle:.0f}" y="{_HEIGHT - 14}" text-anchor="middle">size of the file</text>'


def _drawn(lines: Mapping[str, Sequence[Point]], axes: _Axes) -> Iterator[str]:
    """The lines, each with its name at its end."""
    ends = _spread({name: axes.y(points[-1][1]) for name, points in lines.items()})
    for (name, points), colour in zip(lines.items(), _COLOURS, strict=False):
        path = "L".join(f"{axes.x(size):.1f} {axes.y(time):.1f}" for size, time in points)
        yield f'<path class="line" stroke="{colour}" d="M{path}"/>'
        for size, time in points:
            x, y = axes.x(size), axes.y(time)
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
        label = f'x="{axes.x(points[-1][0]) + 12:.1f}" y="{ends[name] + 5:.1f}"'
        yield f'<text {label} style="fill:{colour}">{escape(name)}</text>'


def _spread(heights: Mapping[str, float]) -> dict[str, float]:
    """The heights moved down as far as labels need that would lie upon each other."""
    found: dict[str, float] = {}
    last = -math.inf
    for name, height in sorted(heights.items(), key=lambda each: each[1]):
        last = found[name] = max(height, last + _LABEL_HEIGHT)
    return found


def _share(value: float, ends: tuple[float, float]) -> float:
    low, high = (math.log10(end) for end in ends)
    return (math.log10(value) - low) / (high - low) if high > low else 0.5


def _powers(ends: tuple[float, float]) -> Iterable[float]:
    first, last = math.ceil(math.log10(ends[0]) - 1e-9), math.floor(math.log10(ends[1]) + 1e-9)
    return [10.0**exponent for exponent in range(first, last + 1)]


def _below(value: float) -> float:
    return 10.0 ** math.floor(math.log10(value))


def _above(value: float) -> float:
    return 10.0 ** math.ceil(math.log10(value))


def _duration(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 0.9995 else f"{seconds * 1e3:.3g} ms"
