"""What would have had to differ for one proposal, found by trying: every value that matters, every place among the others.

A value that matters is one that another has, the passing grade, and anything between two of them. Nothing here knows where the line runs.
"""
from fractions import Fraction

IN, OUT, OPEN = "in", "out", "open"


def between(values):
    """Each value and a gap after it: (value, is it a gap, a number to try)."""
    points = []
    for place, value in enumerate(values):
        after = values[place + 1] if place + 1 < len(values) else value + (value - values[0] or 1)
        points += [(value, False, value), (value, True, (value + after) / 2)]
    return points


class Trial:
    """One group of a stage: `choose(group)` marks who of those who pass is in and returns who is left to people."""

    def __init__(self, stage, group, choose, best_places):
        self.grade = Fraction(stage["passing_grade"]) if "passing_grade" in stage else None
        self.in_points = stage.get("decision", {}).get("normalisation", "none") == "none"
        self.low, self.high = Fraction(stage["score"]["min"]), Fraction(stage["score"]["max"])
        self.stage, self.group, self.choose, self.best_places = stage, group, choose, best_places

    def passes(self, s):
        return self.grade is None or s.raw >= self.grade

    def outcome(self, s, value):
        """Of `s` with that value, the passing grade reached where the value is not in points."""
        if self.in_points and self.grade is not None and value < self.grade:
            return OUT
        others = [o.copy() for o in self.group if o is not s and self.passes(o)]
        moved = s.copy()
        moved.score, moved.merit = value, (value, *s.ties)
        left = self.choose(sorted([*others, moved], key=lambda o: o.order()))
        return OPEN if moved.given["proposal"] in left else IN if moved.inside else OUT

    def level(self, s, value):
        """The other with that value before whom it has to stand, and behind whom it is not enough."""
        others = sorted([o.copy() for o in self.group if o is not s and self.passes(o)], key=lambda o: o.order())
        inside = [self.best_places(others[:p] + [s] + others[p:], p) for p in range(len(others) + 1)]
        if all(inside) or not any(inside):
            return None
        other = others[max(p for p, is_in in enumerate(inside) if is_in)]
        return other if other.score == value else None

    def needs(self, s):
        was_in, missing = s.inside, not self.passes(s)
        why = {"needs": None}
        if self.grade is not None and (missing or (was_in and not self.in_points)):
            why["passing_grade"] = s.raw - self.grade
        sign = -1 if was_in else 1
        values = {o.score for o in self.group if o is not s and self.passes(o)} | {s.score}
        if self.in_points and self.grade is not None:
            values.add(self.grade)
        ahead = sorted(sign * v for v in values if sign * v >= sign * s.score)
        for value, gap, tried in between(ahead):
            if (was_in, self.outcome(s, sign * tried)) not in ((True, OUT), (False, IN)):
                continue
            value *= sign
            why["needs"] = {"lift": value - s.score, "in": "score" if self.in_points else "normalised", "at": "more" if gap else "equal"}
            if self.outcome(s, value) == OPEN:
                why["needs"]["tie"] = "left"
            end = self.low if was_in else self.high
            if self.in_points and (sign * value > sign * end or (value == end and gap)):
                why["needs"]["beyond_scale"] = True
            if gap or value != s.score:  # else the passing grade alone is missing
                self.name_level(s, self.level(s, value), why)
            break
        return why

    def name_level(self, s, other, why):
        if other is None:
            return
        why["than"] = {"proposal": other.given["proposal"], "title": other.given["title"]}
        parted = [c for c, a, b in zip(self.stage["tie"]["criteria"], s.ties, other.ties) if a != b]
        why.update({"criterion": parted[0]} if parted else {})
