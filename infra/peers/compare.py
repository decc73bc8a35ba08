"""Loads an exported journal into hledger and Beancount and compares every balance with the books.

compare.py EXPECTED JOURNAL BEANCOUNT CSV, where EXPECTED has a line `account,net,currency` for every account, zero or not.
Belongs here: what each program makes of its file, to the last decimal. Never here: how a file is made.
Prints a line a program; ends with 1 when one refuses its file or says another balance.
"""

import csv
import decimal
import resource
import subprocess
import sys
import time
from decimal import Decimal

decimal.getcontext().prec = 40


def expected(path):
    with open(path, newline="") as file:
        return {row[0]: (Decimal(row[1]), row[2]) for row in csv.reader(file)}


def hledger(path):
    subprocess.run(["hledger", "-f", path, "check", "--strict"], check=True)
    asked = ["hledger", "-f", path, "balance", "--no-total", "--empty", "--flat", "-O", "csv"]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    found = {}
    for account, balance in list(csv.reader(said.splitlines()))[1:]:
        amount, _, currency = balance.partition(" ")
        found[account] = (Decimal(amount), currency)
    return found


def beancount(path):
    from beancount import loader
    from beancount.core import realization

    entries, errors, _ = loader.load_file(path)
    if errors:
        raise SystemExit("Beancount refuses: " + "; ".join(error.message for error in errors[:5]))
    found = {}
    for account in realization.iter_children(realization.realize(entries)):
        if account.txn_postings:
            units = [position.units for position in account.balance]
            found[account.account] = (units[0].number, units[0].currency) if units else (Decimal(0), "")
            assert len(units) < 2, account.account
    return found


def lines(path):
    found, entries, balances = {}, {}, {}
    with open(path, newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        for row in rows:
            amount = Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
            if row["row"] == "balance":
                balances[row["account"]] = (amount, row["currency"])
                continue
            net, currency = found.get(row["account"], (Decimal(0), row["currency"]))
            assert currency == row["currency"]
            found[row["account"]] = (net + amount, currency)
            if row["row"] == "entry":
                key = (row["place"], row["currency"])
                entries[key] = entries.get(key, 0) + amount
    assert not any(entries.values()), "an entry does not balance"
    assert balances == found, "the balances at the end are not the sums"
    return found


def main(books, *files):
    books, is_well = expected(books), True
    for read, path in zip((hledger, beancount, lines), files):
        began = time.monotonic()
        found = read(path)
        seconds = time.monotonic() - began
        # A zero has no currency in some answers.
        different = [
            name
            for name in books.keys() | found.keys()
            if (books.get(name, (0, ""))[0] != found.get(name, (0, ""))[0])
            or (books.get(name, (0, ""))[0] and books[name][1] != found[name][1])
            or name not in books
        ]
        for name in sorted(different)[:10]:
            print(f"{read.__name__}: {name}: {found.get(name)}, in the books {books.get(name)}")
        is_well = is_well and not different
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024
        agree = len(books) - len(different)
        print(f"{read.__name__}: {agree} of {len(books)} balances agree, {seconds:.1f} s, peak {peak} MB so far")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
