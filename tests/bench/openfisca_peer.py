"""The peer OpenFisca: the task as a tax and benefit system over whole columns (see src/task.rs).

Reads the columns that `redress-bench columns` writes, prints one line of measures. Its floats are
float32, as OpenFisca has them by itself. Usage: openfisca_peer.py FILE
"""

import resource
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

LEAST_SECONDS = 2.0
PERIOD = "2026-11"
CIVILIAN = list(range(1, 8))  # places in the list of categories: CIV_INT to CORP
OPEN = [0, 8, 17]  # not stated, GPP, UNK
EXACT = {"medical", "medical_rate", "months", "wage", "wage_rate", "causation", "offset",
         "offset_rate", "interim", "factor"}

Claim = build_entity(key="claim", plural="claims", label="A claim", is_person=True)


def variable(key, value_type, body=None):
    fields = {"value_type": value_type, "entity": Claim, "definition_period": DateUnit.MONTH, "label": key}
    if body is not None:
        def formula(claim, period):
            return body(lambda name: claim(name, period))

        fields["formula"] = formula
    return type(key, (Variable,), fields)


def inside(of, first, last, beside):
    begin, end = of("act_from"), of("act_until")
    within = (begin >= of(first)) & (end <= of(last))
    out = (end < of(first)) | (begin > of(last))
    return np.where(within, 0, np.where(out, beside, 1))


def cent(value):
    return np.floor(value * 100 + 0.5) / 100


def down(value):
    return np.trunc(value * 100) / 100


def lifted(of, rule):
    return np.where((of("found") == 1) & (of(rule) == 1), 0, of(rule))


def r04(of):
    met = (of("means") == 1) | ((of("sv_from") == 0) & (of("serving") == 1))
    open_ = (of("sv_from") == 0) | (of("act_from") == 0)
    by_time = inside(of, "sv_from", "sv_until", np.where(of("means") == 2, 2, 1))
    return np.where(met, 0, np.where(open_, 1, by_time))


def r01(of):
    open_ = (of("operation") == 0) | (of("act_from") == 0)
    by_time = inside(of, "op_from", "op_until", 2)
    return np.where(of("operation") == 2, 2, np.where(open_, 1, by_time))


def r06(of):
    represented = (of("under18") != 1) | (of("authority") == 1)
    return np.where(of("consent") == 2, 2, np.where((of("consent") == 0) | ~represented, 1, 0))


def r09(of):
    latest = np.maximum(np.maximum(of("act_until"), of("sv_until")), of("knew"))
    met = (of("under18") == 1) | (of("standing") == 2) | (of("filed") <= latest + 3652) | (of("cause") == 1)
    return np.where(met, 0, 1)


def biggest(*all_):
    result = all_[0]
    for one in all_[1:]:
        result = np.maximum(result, one)
    return result


def share(of):
    parts = [0.2, 0.15, 0.15, 0.1, 0.1, 0.05, 0.05, 0.05]
    return np.minimum(0.5, sum(of(f"g{n}") * part for n, part in enumerate(parts, 1)))


ACTS = np.array([0, 2500, 4000, 9000, 15000, 30000, 45000], dtype=np.float32)
IMPACTS = np.array([2000, 0, 2000, 5000, 10000, 20000], dtype=np.float32)
RULES = {
    "r01": r01,
    "r02": lambda of: np.where(np.isin(of("category"), CIVILIAN), 0, np.where(np.isin(of("category"), OPEN), 1, 2)),
    "r03": lambda of: np.where(of("harassment") == 1, 2, np.where(of("act") == 0, 1, 0)),
    "r04": r04,
    "r08": lambda of: biggest(*(lifted(of, rule) for rule in ("r01", "r02", "r03", "r04"))),
    "r05": lambda of: np.where((of("standing") == 1) | (of("shown") == 1), 0, 1),
    "r06": r06,
    "r09": r09,
    "r14": lambda of: np.where(of("matched") == 1, 1, 0),
    "gate": lambda of: biggest(of("r08"), of("r05"), of("r06"), of("r09"), of("r14")),
    "r10": lambda of: (of("gate") == 2) & (of("p6") == 1),
    "r15": lambda of: (of("gate") < 2) & (of("interim") < 3000),
    "r16": lambda of: np.where(of("born") > 0, of("assessed") - of("born") < 6575, of("under18") == 1),
    "r19": lambda of: np.where(of("net") > 75000, 3, 2),
}
AWARD = {
    "p1": lambda of: cent(ACTS[of("act")] * (1 + share(of))),
    "h1": lambda of: np.maximum(3000, np.minimum(75000, of("p1") + IMPACTS[of("impact")])),
    "h2p": lambda of: np.where(
        of("medical") > 0, cent(of("medical") / of("medical_rate")), np.where(of("care") == 1, 150, 0)),
    "h3p": lambda of: np.where((of("act") >= 3) & (of("declined") != 1), 960, 0),
    "h4": lambda of: cent(np.minimum(60, of("months")) * of("wage") * of("causation") / of("wage_rate")),
    "h4c": lambda of: of("h4") - np.minimum(
        np.maximum(0, of("h2p") + of("h3p") + of("h4") - 60000), of("h4")),
    "h4d": lambda of: of("h4c") - np.minimum(
        np.maximum(0, of("h1") + of("h2p") + of("h3p") + of("h4c") - 120000), of("h4c")),
    "r13": lambda of: np.minimum(down(of("offset") / of("offset_rate")), of("h1") - 1000),
    "net": lambda of: np.maximum(
        0, of("h1") + of("h2p") + of("h3p") + of("h4d") - of("r13") - of("interim")),
    "r26": lambda of: np.minimum(of("net"), 3000) + down(
        (of("net") - np.minimum(of("net"), 3000)) * of("factor")),
}


def main():
    with open(sys.argv[1], "rb") as file:
        count, *names = file.readline().decode().split()
        count = int(count)
        columns = np.fromfile(file, dtype="<f8").reshape(len(names), count)
    system = TaxBenefitSystem([Claim])
    for name in names:
        system.add_variable(variable(name, float if name in EXACT else int))
    for name, body in RULES.items():
        system.add_variable(variable(name, bool if name in ("r10", "r15", "r16") else int, body))
    for name, body in AWARD.items():
        system.add_variable(variable(name, float, body))
    columns = [column if name in EXACT else column.astype(np.int32) for name, column in zip(names, columns)]

    def evaluate():
        simulation = SimulationBuilder().build_default_simulation(system, count)
        for name, column in zip(names, columns):
            simulation.set_input(name, PERIOD, column)
        wanted = {name: simulation.calculate(name, PERIOD) for name in (*RULES, "r26")}
        return wanted["gate"], wanted["r26"]

    evaluate()
    began, rounds = time.perf_counter(), 0
    while rounds == 0 or time.perf_counter() - began < LEAST_SECONDS:
        gate, payable = evaluate()
        rounds += 1
    seconds = time.perf_counter() - began
    cents = int(np.rint(payable[gate == 0].astype(np.float64) * 100).sum())
    gates = "/".join(str(int((gate == outcome).sum())) for outcome in range(3))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"measure=openfisca claims={rounds * count} seconds={seconds:.3f} peak_kb={peak} answer={gates}/{cents}")


if __name__ == "__main__":
    main()
