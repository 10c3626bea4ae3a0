"""Random competitions: small ones, where ties, constraints that bite and jurors who abstain are common."""
from decimal import Decimal


def weights(rng, count, whole, step):
    """`count` weights on a grid of `step` that sum to `whole`, none of them 0."""
    units = int(whole / step)
    cuts = sorted(rng.sample(range(1, units), count - 1))
    return [format((b - a) * step, "f") for a, b in zip([0, *cuts], [*cuts, units])]


def criteria(rng):
    result = []
    for number, weight in enumerate(weights(rng, rng.randint(1, 4), Decimal(100), rng.choice([Decimal(5), Decimal("2.5"), Decimal("0.01")]))):
        criterion = {"key": f"c{number}", "title": {"en": "c"}, "weight": weight}
        if Decimal(weight) >= 1 and rng.random() < 0.25:
            parts = weights(rng, rng.randint(1, 3), Decimal(weight), Decimal("0.01"))
            criterion["parts"] = [{"key": f"c{number}.{i}", "title": {"en": "p"}, "weight": w} for i, w in enumerate(parts)]
        result.append(criterion)
    return result


def shortlist(rng, top):
    rules = []
    for number in range(rng.randint(1, 4)):
        of = rng.choice(["category", "group", "region", "entrant_kind", "prior_award"])
        rule = {"name": f"r{number}", "of": of, "values": rng.sample("abc", rng.randint(1, 2))}
        least = rng.randint(0, min(3, top))
        if least:
            rule["at_least"] = least
        if not least or rng.random() < 0.5:
            rule["at_most"] = least + rng.randint(0, 2)
        rules.append(rule)
    return rules


SCALES = [("0", "100", "1"), ("1", "5", "1"), ("1", "5", "0.5"), ("-10", "10", "0.25"), ("0", "1", "0.0001")]


def season(rng):
    """A stage in the rulebook's form and a decision document of it: what was given, nothing of what came of it."""
    low, high, step = rng.choice(SCALES)
    grid = [format(Decimal(low) + n * Decimal(step), "f") for n in range(int((Decimal(high) - Decimal(low)) / Decimal(step)) + 1)]
    pool = rng.sample(grid, min(len(grid), rng.choice([2, 4, 400])))
    pool = [p.rstrip("0").rstrip(".") if "." in p else p for p in pool]
    top = rng.randint(1, 5)
    stage = {"name": "stage-one", "judged_in": "s", "in_event": "IN", "out_event": "OUT",
             "score": {"min": low, "max": high, "step": step}, "criteria": criteria(rng),
             "top": {"count": top, "per": rng.choice(["competition", "category"])}, "quorum": 5,
             "tie": {"criteria": [], "then": rng.choice(["in", "out", "stop", "lot"])},
             "decision": {"normalisation": rng.choice(["none", "none", "z_score", "rank"]),
                          "aggregate": rng.choice(["mean", "mean", "median", "trimmed_mean"])}}
    keys = [k for c in stage["criteria"] for k in [c["key"], *[p["key"] for p in c.get("parts", [])]]]
    stage["tie"]["criteria"] = rng.sample(keys, rng.randint(0, min(2, len(keys))))
    if stage["decision"]["aggregate"] == "trimmed_mean":
        stage["decision"]["trim"] = rng.randint(1, 2)
    if rng.random() < 0.3:
        stage["passing_grade"] = rng.choice(pool)
    if rng.random() < 0.35:
        stage["decision"]["shortlist"] = shortlist(rng, top)
        stage["top"]["per"] = "competition"
        stage["tie"]["then"] = rng.choice(["stop", "lot"])
    lines = [p["key"] for c in stage["criteria"] for p in c.get("parts", [c])]
    lot = {"size": 7, "root": rng.randbytes(32).hex()}
    given = {"competition": "kota-contoh", "lot": lot, "results": results(rng, lines, pool)}
    if rng.random() < 0.5:
        lot.update(scheme=2, position=8, seed=rng.randbytes(32).hex())
        for result in given["results"]:
            if rng.random() < 0.1:
                result["late"] = True
    if rng.random() < 0.2:
        given["plenary"] = plenary(rng, [r["proposal"] for r in given["results"]])
    return stage, given


def plenary(rng, proposals):
    """Changes of which most stand: some were rejected or taken back, or are what takes one back."""
    status, outcome = ["confirmed", "confirmed", "confirmed", "rejected", "taken_back"], ["in", "in", "out", "out", "as_ranked"]
    return [{"id": f"change-{n}", "proposal": p, "outcome": rng.choice(outcome), "reason": f"Pertimbangan pleno {n}.",
             "proposed_by": "key-a", "settled_by": "key-b", "status": rng.choice(status)} for n, p in enumerate(proposals) if rng.random() < 0.3]


def settlement(rng, tied):
    """What two people might say of those who are tied, whether it fits or not."""
    named = rng.sample(tied, rng.randint(0, len(tied)))
    return {"in": named, "tied": tied if rng.random() < 0.9 else tied[1:], "reason": "Jangkauan.", "proposed_by": "key-c", "settled_by": "key-d"}


def results(rng, lines, pool):
    jurors = [f"juror-{n}" for n in range(rng.randint(1, 6))]
    made = []
    for number in range(1, rng.randint(1, 9) + 1):
        seated = rng.sample(jurors, rng.randint(1, len(jurors)))
        counted = seated[:rng.randint(1, len(seated))]
        if made and rng.random() < 0.2:  # the sheets of another: ties in everything
            sheets = [dict(s) for s in rng.choice(made)["sheets"]]
            counted, seated = [s["juror"] for s in sheets], [s["juror"] for s in sheets]
        else:
            sheets = [{"juror": j, "scores": {line: rng.choice(pool) for line in lines}} for j in counted]
        for sheet in sheets:
            if rng.random() < 0.3:
                sheet["actor"] = "key-" + sheet["juror"]
        aside = [{"juror": j, "outcome": rng.choice(["not_assessed", "abstained", "recused", "no_score", "voided"])} for j in seated[len(counted):]]
        traits = {"group": rng.choice("abc"), "region": rng.choice("abc"), "entrant_kind": rng.choice("abc"),
                  "prior_awards": rng.sample("abc", rng.choice([0, 0, 1, 2]))}
        made.append({"proposal": f"p{number}", "title": f"Inovasi {number}", "number": number, "category": rng.choice("abc"),
                     "entrant": f"e{number % 3}",
                     "sheets": sheets, "set_aside": aside, "traits": traits})
    rng.shuffle(made)
    return made
