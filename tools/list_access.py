#!/usr/bin/env python3
"""Writes docs/reference/access.md from the protos: who may call which RPC.

list_access.py         rewrites the page
list_access.py --check exits 1 where the page is not what the protos say
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "access.md"
RULES = ROOT / "proto" / "dondoc" / "common" / "v1" / "access.proto"
RPC = re.compile(r"^  rpc (\w+)\(\w+\) returns \((?:stream )?\w+\) \{(.*?)^  \}", re.M | re.S)
SERVICE = re.compile(r"^service (\w+) \{(.*?)^\}", re.M | re.S)
OPTION = re.compile(r"option \(dondoc\.common\.v1\.access\) = \{(.*)\};", re.S)
GRANT = re.compile(r"grants\s*\{\s*roles:\s*\[([^\]]*)\],?\s*relations:\s*\[([^\]]*)\]\s*\}")
HEAD = """# Who may call what

Every RPC says in the proto, beside itself, whom it is for ([access.proto](../../proto/dondoc/common/v1/access.proto)); `common/access`
decides by it, in one place. Made by `tools/list_access.py`; `make verify` compares, and a test calls every cell of the tables
(`tests/access`).

A person acts for a unit in one or more roles. An RPC for members is allowed where one of the roles in a column is theirs in a unit that
stands in that relation to the object. Systems need the scope besides, and one without a scope is not for them. The operator, who runs the
installation, may call everything; acting for a unit (`--as`) the operator has all roles there and nothing else. A list shows, and a count
counts, only what the caller may see one by one.

Nobody writes for a unit that has ended. From the day of its end a membership there (a system's too, and `--as`) opens what reads, as
before, and nothing that writes; the heir, else a unit above it or the operator, goes on with what it left
([why](../adr/2026-11-21-nobody-acts-for-a-unit-that-has-ended.md)).

Whoever may not call an RPC on an object is answered PERMISSION_DENIED with the reason in words; where the last column names an RPC and that
one is not allowed either, NOT_FOUND, as if the object were not there: ids and numbers that are guessed say nothing. Without a name there the
object is a unit, and units are public. Nobody signed in is UNAUTHENTICATED.

`dondoc access explain USER RPC OBJECT` says which of these allows it, or why none does; USER is a login, the id of a
system, or what somebody would be (`LEADER@981`).
"""


def comments(enum):
    """Name and comment of each value of an enum of access.proto but the first."""
    body = re.search(r"^enum %s \{(.*?)^\}" % enum, RULES.read_text(), re.M | re.S)[1]
    found = re.findall(r"((?:^  //[^\n]*\n)+)^  (\w+) = \d+;", body, re.M)
    return [(name, " ".join(line.strip()[2:].strip() for line in text.strip().splitlines())) for text, name in found][1:]


def field(name, text, pattern):
    found = re.search(r"%s:\s*%s" % (name, pattern), text)
    return found[1] if found else ""


def words(text):
    return [word.strip() for word in text.split(",") if word.strip()]


def read(path):
    """For each service of a file its name and RPCs: name, audience, scope, {relation: roles}, hidden_unless."""
    for service, body in SERVICE.findall(path.read_text()):
        rpcs = []
        for name, text in RPC.findall(body):
            option = OPTION.search(text)
            if not option:
                sys.exit(f"{path}: {name} has no access rule")
            by_relation = {}
            for roles, relations in GRANT.findall(option[1]):
                for relation in words(relations):
                    by_relation.setdefault(relation, []).extend(role for role in words(roles) if role not in by_relation.get(relation, []))
            rpcs.append((name, field("audience", option[1], r"(\w+)"), field("scope", option[1], r'"([^"]*)"'), by_relation,
                         field("hidden_unless", option[1], r'"([^"]*)"')))
        yield service, rpcs


def table(rpcs, relations, roles):
    used = [relation for relation in relations if any(relation in rpc[3] for rpc in rpcs)]
    head = ["RPC", "audience", "scope"] + used + ["hidden unless"]
    rows = ["| " + " | ".join(head) + " |\n", "|" + " --- |" * len(head) + "\n"]
    for name, audience, scope, by_relation, hidden in rpcs:
        cells = [f"`{name}`", audience, f"`{scope}`" if scope else ""]
        cells += [", ".join(role for role in roles if role in by_relation.get(relation, [])) for relation in used]
        cells.append(f"`{hidden}`" if hidden else "")
        rows.append("| " + " | ".join(cells) + " |\n")
    return "".join(rows)


def make():
    page = HEAD
    for title, enum in (("Audiences", "Audience"), ("Roles", "Role"), ("Relations", "Relation")):
        page += f"\n## {title}\n\n| name | is |\n| --- | --- |\n"
        page += "".join(f"| {name} | {text} |\n" for name, text in comments(enum))
    roles = [name for name, _ in comments("Role")]
    relations = [name for name, _ in comments("Relation")]
    for path in sorted((ROOT / "proto" / "dondoc").glob("*/v1/*.proto")):
        for service, rpcs in read(path):
            page += f"\n## {service}\n\n" + table(rpcs, relations, roles)
    return page


def main():
    page = make()
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text() != page:
            print("docs/reference/access.md is not what the protos say: run tools/list_access.py")
            return 1
        return 0
    PAGE.write_text(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
