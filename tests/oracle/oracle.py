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
        self.inside, self.reason, self.why, self.chosen = False, "below_cut", {}, None

    def copy(self):
        other = copy(self)
        other.inside, other.reason, other.why = False, "below_cut", {}
        return other

    def order(self):
        people = {True: 0, None: 1, False: 2}[self.chosen]
        return tuple(-m for m in self.merit), people, self.ticket, self.given["number"], self.given["proposal"]


def stand(stage, decision, tied=(), chosen=()):
    """In order of merit; of those who are level, whom people chose first, then by ticket."""
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
        if stage["tie"]["then"] == "lot" and "lot" in decision and not result.get("late"):
            lot = decision["lot"]
            drawn_by = ["jejak-lot", lot["root"]] if lot.get("scheme", 1) == 1 else ["jejak-lot-2", lot["seed"]]
            words = [*drawn_by, decision["competition"], stage["name"], result["proposal"]]
            ticket = hashlib.sha256("\n".join(words).encode()).hexdigest()
        standings.append(Standing(stage, result, own, ticket))
    for s in standings:
        s.chosen = s.given["proposal"] in chosen if s.given["proposal"] in tied else None
    standings.sort(key=Standing.order)
    give_ranks(standings)
    return standings


def give_ranks(standings):
    for standing in standings:
        standing.rank = 1 + sum(other.merit > standing.merit for other in standings)


def by_people(level, places):
    return all(s.chosen is not None for s in level) and sum(s.chosen for s in level) == places


def cut_plainly(stage, group, ties):
    """Adds those whom nothing tells apart to `ties`, with how many of them there is room for."""
    places = stage["top"]["count"]
    across = len(group) > places and group[places - 1].rank == group[places].rank
    level = [s for s in group if across and s.rank == group[places].rank]
    better = sum(1 for s in group if level and s.rank < level[0].rank)
    for place, s in enumerate(group):
        if not across or s.rank != group[places].rank:
            if place < places:
                s.inside, s.reason = True, "within_top"
        elif by_people(level, places - better):
            s.inside = s.chosen
            s.reason = "tie_settled_in" if s.inside else "tie_settled_out"
        elif all(o.ticket for o in level):
            s.inside = place < places
            s.reason = "lot_in" if s.inside else "lot_out"
        else:
            then = stage["tie"]["then"]
            s.inside = then == "in"
            s.reason = {"in": "tie_at_cut_in", "out": "tie_at_cut_out"}.get(then, "tie_at_cut")
    if any(s.reason == "tie_at_cut" for s in level):
        ties.append((level, places - better))


def cut_by_rules(stage, rules, group, ties):
    """False where no choice is valid."""
    places = stage["top"]["count"]
    chosen, names = best_choice(rules, [s.given for s in group], places), {}
    for place, s in enumerate(group):
        s.inside = chosen is not None and place in chosen
        worse = chosen is not None and any(c > place for c in chosen)
        if s.inside:
            s.reason = "within_top" if place < places else "brought_in"
        else:
            s.reason = "passed_over" if worse else "below_cut"
    for s in group:
        level = [o for o in group if o.rank == s.rank]
        if len({o.inside for o in level}) == 1:
            continue
        if all(o.chosen is not None and o.chosen == o.inside for o in level):
            names[s] = {"within_top": "tie_settled_in", "below_cut": "tie_settled_out"}
        elif all(o.ticket for o in level):
            names[s] = {"within_top": "lot_in", "below_cut": "lot_out"}
        elif s is level[0]:
            ties.append((level, sum(o.inside for o in level)))
    for s, renamed in names.items():
        s.reason = renamed.get(s.reason, s.reason)
    return chosen is not None


def choose(stage, rules, group, ties):
    """Marks who of those who pass is in; False where no choice is valid."""
    if rules:
        return cut_by_rules(stage, rules, group, ties)
    cut_plainly(stage, group, ties)
    return True


def names_of(ties):
    return [s.given["proposal"] for level, _ in ties for s in level]


def needs_of(stage, rules, group):
    """What would have had to differ, by trying: for all of the group, those below the passing grade too."""
    places = stage["top"]["count"]

    def again(passed):
        give_ranks(passed)
        ties = []
        choose(stage, rules, passed, ties)
        return names_of(ties)

    def has_place(ordered, place):
        chosen = best_choice(rules, [s.given for s in ordered], places)
        return chosen is not None and place in chosen
    trial = Trial(stage, group, again, has_place)
    for s in group:
        s.why.update(trial.needs(s))


def said_by_people(said, s, tied):
    """The explanation of what two people decided: their reason, and what the rules alone say, which `s` still tells."""
    outcome = "tied" if s.given["proposal"] in tied else "in" if s.inside else "out"
    without = s.why.get("without", {"outcome": outcome, "reason": s.reason})
    return {"change": said["reason"], "by": [said["proposed_by"], said["settled_by"]], "without": without}


def take_settlement(given, before, tied, settled):
    """Whoever was tied is explained by the settlement, and whoever else it changed something for; the others as without it."""
    alone = {s.given["proposal"]: s for s in before}
    for s in settled:
        b = alone[s.given["proposal"]]
        same = s.given["proposal"] not in tied and (s.inside, s.reason) == (b.inside, b.reason)
        s.why = b.why if same else said_by_people(given, b, tied)


def take_plenary(decision, standings, ties):
    """Changes of the plenary, which stand above what the ranking says; returns the ties that they leave open."""
    changes = [c for c in decision.get("plenary", []) if c["status"] == "confirmed" and c["outcome"] != "as_ranked"]
    tied, left = names_of(ties), []

    def change(s, said, inside, reason):
        s.why = said_by_people(said, s, tied)
        s.inside, s.reason = inside, reason
    for level, places in ties:
        about = [c for c in changes if c["proposal"] in names_of([(level, places)])]
        first = {c["proposal"]: c for c in reversed(about)}
        touched = [s for s in level if s.given["proposal"] in first]
        others = [s for s in level if s not in touched]
        for s in touched:
            inside = first[s.given["proposal"]]["outcome"] == "in"
            change(s, first[s.given["proposal"]], inside, "plenary_in" if inside else "plenary_out")
        room = max(0, places - sum(s.inside for s in touched))
        if not about or 0 < room < len(others):
            left.append((others, room))
            continue
        for s in others:
            change(s, about[-1], room > 0, "tie_settled_in" if room else "tie_settled_out")
    for c in changes:
        for s in standings:
            if s.given["proposal"] == c["proposal"]:
                inside = c["outcome"] == "in"
                change(s, c, inside, s.reason if s.inside == inside else "plenary_in" if inside else "plenary_out")
    return left


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
    if s.inside:
        document["place"] = s.place
    if s.given.get("late"):
        document["late"] = True
    document["sheets"] = [{"juror": g["juror"], "scores": g["scores"], "mean": decimal(m), "value": text(v)} | {k: g[k] for k in ("actor",) if k in g}
                          for g, m, v in zip(s.given["sheets"], s.means, s.values)]
    if s.ticket:
        document["ticket"] = s.ticket
    if stage.get("decision", {}).get("shortlist"):
        document["traits"] = s.given["traits"]
    return document


def give_places(standings):
    """Among those chosen; the lot parts those of one rank where all of them have a ticket."""
    chosen = [s for s in standings if s.inside]
    for s in chosen:
        level = [o for o in chosen if o.rank == s.rank]
        drawn = all(o.ticket for o in level)
        s.place = 1 + sum(o.rank < s.rank for o in chosen) + (level.index(s) if drawn else 0)


def rank(stage, decision, tied=(), picked=()):
    """What the rules say, `picked` of those who were `tied` being ahead: the standings, by group those who pass, the ties left open, and whether
    a shortlist exists."""
    rules, ties, groups, possible = stage.get("decision", {}).get("shortlist", []), [], [], True
    standings = stand(stage, decision, tied, picked)
    per_category = stage["top"].get("per") == "category"
    for name in sorted({s.given["category"] for s in standings}) if per_category else [None]:
        group = [s for s in standings if name in (None, s.given["category"])]
        grade = Fraction(stage["passing_grade"]) if "passing_grade" in stage else None
        failed = [s for s in group if grade is not None and s.raw < grade]
        for s in failed:
            s.reason = "below_passing_grade"
        passed = [s for s in group if s not in failed]
        possible = choose(stage, rules, passed, ties)
        groups.append((group, passed))
    return standings, groups, ties, possible


def unsettled_by_rules(stage, decision):
    return names_of(rank(stage, decision)[2])


def decide(stage, decision):
    """The decision document without its sentences, who is unsettled, and whether a shortlist exists."""
    policy, given = stage.get("decision", {}), decision.get("tie_settlement")
    rules, settled = policy.get("shortlist", []), False
    standings, groups, ties, possible = rank(stage, decision)
    for group, passed in groups:
        needs_of(stage, rules, group)
        name_constraints(stage, rules, passed)
    tied = names_of(ties)
    if given and tied and set(given["tied"]) == set(tied):
        again, _, still, possible_again = rank(stage, decision, given["tied"], given["in"])
        if not still:
            take_settlement(given, standings, tied, again)
            standings, ties, possible, settled = again, still, possible_again, True
    eligible = [s.given for s in standings if s.reason != "below_passing_grade"]
    ties_left = take_plenary(decision, standings, ties)
    give_places(standings)
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
    if settled:
        document["tie_settlement"] = given
    return document, names_of(ties_left), possible, eligible
