"""What Schemathesis must know of this program beside its descriptions: who may, and what a rule of the domain is.

Belongs here: the person of each operation, things that are there, and which refusals no schema can tell.
Never here: a check that is left out. Read by infra/schemathesis/run.sh; see schemathesis.toml for the rest.
"""

import json
import os
import pathlib
import re

import requests
import schemathesis
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import RejectedPositiveData

ADDRESS = os.environ["API_ADDRESS"]
TOKENS = json.loads(os.environ["API_TOKENS"])  # by role
READERS = {"intake": "advocate", "ledger": "finance_officer", "documents": "advocate"}
THERE_MOST = 3  # of each kind of thing

# What is wrong with the form of a request: its schema has to tell it, so it is never excused below.
FORM = {
    "amount-malformed",
    "body-malformed",
    "field-malformed",
    "field-required",
    "field-too-long",
    "if-match-missing",
    "key-missing",
    "not-json",
    "unknown-field",
}
WHOLE = re.compile(r"invalid type: floating point `-?[0-9.e+]+`, expected [ui](8|16|32|64|size)")


def roles_of_actions():
    """Who may do what: each action says it once, and an operation bears the name of its action."""
    said = re.compile(r'action!\(\s*"([a-z_.]+)",\s*\[([^\]]*)\]')
    roles = {}
    for source in pathlib.Path("services").rglob("*.rs"):
        for name, listed in said.findall(source.read_text(encoding="utf-8")):
            words = re.findall(r"\w+", listed)
            roles[name] = [re.sub(r"(?<!^)(?=[A-Z])", "_", word).lower() for word in words]
    return roles


ROLES = roles_of_actions()


def token_of(operation_id):
    """An operation without an action of its name is a look: at what the usual people of its service see."""
    roles = ROLES.get(operation_id) or [READERS[operation_id.split(".")[0]]]
    return TOKENS[roles[0]]


@schemathesis.auth(refresh_interval=None)
class APersonWhoMay:
    def get(self, case, context):
        return token_of(case.operation.definition.raw["operationId"])

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"


def collect(answer, names, there):
    """Every value of an answer that bears the name of something in an address."""
    if isinstance(answer, list):
        for each in answer:
            collect(each, names, there)
    elif isinstance(answer, dict):
        for name, value in answer.items():
            known = there.setdefault(name, [])
            if name in names and value not in [None, *known] and len(known) < THERE_MOST:
                known.append(value)
            collect(value, names, there)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Addresses name things that are there, as the lists have them; else every answer would be 404."""
    named, there = [], {}
    for methods in raw_schema["paths"].values():
        for operation in methods.values():
            named += [one for one in operation.get("parameters", []) if one["in"] == "path"]
    names = {parameter["name"] for parameter in named}
    for path, methods in raw_schema["paths"].items():
        if "get" in methods and "{" not in path:
            bearer = {"Authorization": f"Bearer {token_of(methods['get']['operationId'])}"}
            answer = requests.get(ADDRESS + path, headers=bearer, timeout=30)
            if answer.headers["Content-Type"].startswith("application/json"):
                collect(answer.json(), names, there)
    for parameter in named:
        values = there.get(parameter["name"], [])
        parameter["examples"] = {str(place): {"value": value} for place, value in enumerate(values)}


@schemathesis.hook
def filter_failure(context, failure: Failure, case, response) -> bool:
    """A request that fits its schema is taken, or refused by a rule of the domain. Such a rule knows other rows, the
    clock or two fields together (a month that is over, a sum that is there, a text in which no person is named), and
    no schema can tell it. It counts as one only where the operation itself says what 422 means there; a refusal of a
    value's form never does. Four more refusals are no schema's matter: a key that was drawn before for another request;
    a place in a list, which only the page before can name; 3.0 for a whole number, which JSON Schema takes for one
    and we don't; and a NUL, which any of its strings may hold and no text of the database can."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != 422:
        return True
    problem = response.json()
    errors = problem.get("errors", [])
    codes = {problem["code"], *(error["code"] for error in errors)}
    if codes in ({"key-reused"}, {"nul-sent"}) or {error["field"] for error in errors} == {"after"}:
        return False
    if errors and all(WHOLE.search(error["detail"]) for error in errors):
        return False
    said = case.operation.definition.raw["responses"].get("422", {})
    return "$ref" in said or bool(codes & FORM)
