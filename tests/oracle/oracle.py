"""The decision of a stage once more, from the rules alone: exact fractions, every shortlist tried.

Written from workflows/README.md and DOMAIN facts, not from the C++: no code is shared, and the ways differ on purpose (fractions
instead of scaled integers, trying every choice instead of searching).
"""
import hashlib
from copy import copy
from fractions import Fraction
from itertools import combinations
from math import isqrt

from needs import Trial

NANO = 10**9


def nearest(value):
    """To the nearest whole number, halves to the even one."""
    return round(value)  # Fraction.__round__ is exact and half even


def text(value):
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def decimal(value, places=4):
    units = nearest(value * 10**places)
    sign, digits = ("-" if units < 0 else ""), str(abs(units)).rjust(places + 1, "0")
    whole, part = digits[:-places], digits[-places:].rstrip("0")
    return sign + whole + ("." + part if part else "")


def lines_of(stage):
    """The score sheet: (key, weight, the criterion that it belongs to)."""
    for criterion in stage["criteria"]:
        for line in criterion.get("parts", [criterion]):
            yield line["key"], Fraction(line["weight"]), criterion["key"]


def mean_of(stage, scores, criterion=None):
    chosen = [(w, Fraction(scores[key])) for key, w, owner in lines_of(stage) if criterion in (None, key, owner)]
    if len(chosen) == 1 and criterion is not None:
        return chosen[0][1]
    return sum(w * s for w, s in chosen) / sum(w for w, _ in chosen)


def root_nearest(square):
    """The root of a fraction to nine decimals, halves to the even one."""
    scaled = square * NANO * NANO
    whole = isqrt(scaled.numerator // scaled.denominator)
    half = Fraction(2 * whole + 1, 2) ** 2
    if scaled > half or (scaled == half and whole % 2 == 1):
        whole += 1
    return Fraction(whole, NANO)


def normalised(method, means):
    """One juror's means to what they count for."""
    n = len(means)
    if method == "none":
        return means
    if method == "z_score":
        average = sum(means) / n
        variance = sum((m - average) ** 2 for m in means) / n
        if variance == 0:
            return [Fraction(0)] * n
        return [root_nearest((m - average) ** 2 / variance) * (1 if m >= average else -1) for m in means]
    if n == 1:
        return [Fraction(1, 2)]
    beaten = [sum(Fraction(1) if o < m else Fraction(1, 2) if o == m else 0 for o in means) - Fraction(1, 2) for m in means]
    return [Fraction(nearest(b / (n - 1) * NANO), NANO) for b in beaten]


def combine(policy, values):
    how, values = policy.get("aggregate", "mean"), sorted(values)
    most = (len(values) - 1) // 2
    cut = {"mean": 0, "median": most}.get(how, min(policy.get("trim", 0), most))
    kept = values[cut:len(values) - cut]
    return sum(kept) / len(kept)


def counts(rule, result):
    traits = result.get("traits", {})
    own = {"category": [result["category"]], "group": [traits.get("group")], "region": [traits.get("region")],
           "entrant_kind": [traits.get("entrant_kind")], "prior_award": traits.get("prior_awards", [])}[rule["of"]]
    return any(value in rule["values"] for value in own)


def holds(rules, chosen):
    return all(rule.get("at_least", 0) <= sum(counts(rule, r) for r in chosen) <= rule.get("at_most", len(chosen)) for rule in rules)


def best_choice(rules, ordered, places):
    """By trying all: most of the pure ranking's stay, then the best in order of merit; None where none is valid."""
    places = min(places, len(ordered))
    valid = [c for c in combinations(range(len(ordered)), places) if holds(rules, [ordered[i] for i in c])]
    if not valid:
        return None
    # Of two choices of as many the one that comes first in the order of places has the better one where they part.
    return min(valid, key=lambda c: (-sum(i < places for i in c), c))


class Standing:
    def __init__(self, stage, given, values, ticket):
        policy = stage.get("decision", {})
        self.given, self.values, self.ticket = given, values, ticket
        self.means = [mean_of(stage, s["scores"]) for s in given["sheets"]]
        self.raw, self.score = combine(policy, self.means), combine(policy, values)
        self.ties = [sum(mean_of(stage, s["scores"], c) for s in given["sheets"]) / len(given["sheets"]) for c in stage["tie"]["criteria"]]
        self.merit = (self.score, *self.ties)
        self.inside, self.reason, self.why = False, "below_cut", {}

    def copy(self):
        other = copy(self)
        other.inside, other.reason, other.why = False, "below_cut", {}
        return other

    def order(self):
        return tuple(-m for m in self.merit), self.ticket, self.given["number"], self.given["proposal"]


def stand(stage, decision):
    policy, results = stage.get("decision", {}), decision["results"]
    values = [[None] * len(r["sheets"]) for r in results]
    benches = {}
    for i, result in enumerate(results):
        for k, sheet in enumerate(result["sheets"]):
            benches.setdefault(sheet["juror"], []).append((i, k, mean_of(stage, sheet["scores"])))
    for bench in benches.values():
        for (i, k, _), value in zip(bench, normalised(policy.get("normalisation", "none"), [m for _, _, m in bench])):
            values[i][k] = value
    standings = []
    for result, own in zip(results, values):
        ticket = ""
        if stage["tie"]["then"] == "lot" and "lot" in decision:
            words = ["jejak-lot", decision["lot"]["root"], decision["competition"], stage["name"], result["proposal"]]
            ticket = hashlib.sha256("\n".join(words).encode()).hexdigest()
        standings.append(Standing(stage, result, own, ticket))
    standings.sort(key=Standing.order)
    give_ranks(standings)
    return standings


def give_ranks(standings):
    for standing in standings:
        standing.rank = 1 + sum(other.merit > standing.merit for other in standings)


def cut_plainly(stage, group, unsettled):
    places = stage["top"]["count"]
    across = len(group) > places and group[places - 1].rank == group[places].rank
    for place, s in enumerate(group):
        if not across or s.rank != group[places].rank:
            if place < places:
                s.inside, s.reason = True, "within_top"
        elif s.ticket:
            s.inside = place < places
            s.reason = "lot_in" if s.inside else "lot_out"
        else:
            then = stage["tie"]["then"]
            s.inside = then == "in"
            s.reason = {"in": "tie_at_cut_in", "out": "tie_at_cut_out"}.get(then, "tie_at_cut")
            if s.reason == "tie_at_cut":
                unsettled.append(s.given["proposal"])


def cut_by_rules(stage, rules, group, unsettled):
    """False where no choice is valid."""
    places = stage["top"]["count"]
    chosen = best_choice(rules, [s.given for s in group], places)
    for place, s in enumerate(group):
        s.inside = chosen is not None and place in chosen
        worse = chosen is not None and any(c > place for c in chosen)
        if s.inside:
            s.reason = "within_top" if place < places else "brought_in"
        else:
            s.reason = "passed_over" if worse else "below_cut"
    for s in group:
        level = {o.inside for o in group if o.rank == s.rank}
        if len(level) == 2 and not s.ticket:
            unsettled.append(s.given["proposal"])
        elif len(level) == 2:
            s.reason = {"within_top": "lot_in", "below_cut": "lot_out"}.get(s.reason, s.reason)
    return chosen is not None


def choose(stage, rules, group, unsettled):
    """Marks who of those who pass is in; False where no choice is valid."""
    if rules:
        return cut_by_rules(stage, rules, group, unsettled)
    cut_plainly(stage, group, unsettled)
    return True


def needs_of(stage, rules, group):
    """What would have had to differ, by trying: for all of the group, those below the passing grade too."""
    places = stage["top"]["count"]

    def again(passed):
        give_ranks(passed)
        left = []
        choose(stage, rules, passed, left)
        return left

    def has_place(ordered, place):
        chosen = best_choice(rules, [s.given for s in ordered], places)
        return chosen is not None and place in chosen
    trial = Trial(stage, group, again, has_place)
    for s in group:
        s.why.update(trial.needs(s))


def overrule(decision, standings):
    """Changes of the plenary, which stand above what the ranking says."""
    for change in decision.get("plenary", []):
        for s in standings:
            if s.given["proposal"] != change["proposal"]:
                continue
            s.why = {"change": change["reason"], "by": [change["proposed_by"], change["settled_by"]],
                     "without": s.why.get("without", {"outcome": "in" if s.inside else "out", "reason": s.reason})}
            if s.inside != (change["outcome"] == "in"):
                s.inside = change["outcome"] == "in"
                s.reason = "plenary_in" if s.inside else "plenary_out"


def name_constraints(stage, rules, group):
    def mask(s):
        return tuple(counts(rule, s.given) for rule in rules)
    inside = [s for s in group if s.inside]
    tight = []
    for number, rule in enumerate(rules):
        n = sum(mask(s)[number] for s in inside)
        tight.append((n == rule.get("at_least", 0) > 0, n == rule.get("at_most")))
    for s in group:
        if s.reason in ("brought_in", "passed_over"):
            least, most = (0, 1) if s.inside else (1, 0)
            own = [r["name"] for r, m, t in zip(rules, mask(s), tight) if m and t[least]]
            others = [r["name"] for r, m, t in zip(rules, mask(s), tight) if not m and t[most]]
            if own or others:
                s.why["constraints"] = own or others


def number(value):
    return {"fraction": text(value), "decimal": decimal(value)}


def result_document(stage, s):
    why = dict(s.why)
    if why.get("needs"):
        why["needs"] = {**why["needs"], "lift": number(why["needs"]["lift"])}
    if "passing_grade" in why:
        why["passing_grade"] = number(why["passing_grade"])
    document = {k: s.given[k] for k in ("proposal", "title", "number", "category", "entrant", "set_aside") if k in s.given}
    document.update(outcome="in" if s.inside else "out", rank=s.rank, score=text(s.score), decimal=decimal(s.score),
                    reason=s.reason, why=why, raw=number(s.raw))
    document["sheets"] = [{"juror": g["juror"], "scores": g["scores"], "mean": decimal(m), "value": text(v)}
                          for g, m, v in zip(s.given["sheets"], s.means, s.values)]
    if s.ticket:
        document["ticket"] = s.ticket
    if stage.get("decision", {}).get("shortlist"):
        document["traits"] = s.given["traits"]
    return document


def decide(stage, decision):
    """The decision document without its sentences, who is unsettled, and whether a shortlist exists."""
    policy = stage.get("decision", {})
    rules, unsettled, possible = policy.get("shortlist", []), [], True
    standings = stand(stage, decision)
    per_category = stage["top"].get("per") == "category"
    for name in sorted({s.given["category"] for s in standings}) if per_category else [None]:
        group = [s for s in standings if name in (None, s.given["category"])]
        grade = Fraction(stage["passing_grade"]) if "passing_grade" in stage else None
        failed = [s for s in group if grade is not None and s.raw < grade]
        for s in failed:
            s.reason = "below_passing_grade"
        passed = [s for s in group if s not in failed]
        possible = choose(stage, rules, passed, unsettled)
        needs_of(stage, rules, group)
        name_constraints(stage, rules, passed)
    eligible = [s.given for s in standings if s.reason != "below_passing_grade"]
    overrule(decision, standings)
    levels = {}
    for s in standings:
        levels.setdefault(s.score, []).append(s.given["proposal"])
    inside = [s for s in standings if s.inside]
    shortlist = [{k: rule[k] for k in ("name", "of", "values", "at_least", "at_most") if k in rule} |
                 {"in": sum(counts(rule, s.given) for s in inside)} for rule in rules]
    document = {
        "competition": decision["competition"], "stage": stage["name"], "top": stage["top"]["count"], "quorum": stage["quorum"],
        "rule": {"tie": stage["tie"]["criteria"], "then": stage["tie"]["then"]},
        "method": {"normalisation": policy.get("normalisation", "none"), "aggregate": policy.get("aggregate", "mean"),
                   "trim": policy.get("trim", 0), "shortlist": shortlist},
        "in": len(inside), "out": len(standings) - len(inside), "ties": [g for g in levels.values() if len(g) > 1],
        "results": [result_document(stage, s) for s in standings]}
    if stage["tie"]["then"] == "lot" and "lot" in decision:
        document["lot"] = decision["lot"]
    return document, unsettled, possible, eligible
