#!/usr/bin/env python3
"""Writes docs/reference/errors.md from the sources: every reason with its codes and the files that give it.

list_reasons.py         rewrites the page
list_reasons.py --check exits 1 where the page is not what the sources say
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "errors.md"
SHORT = {"InvalidField": "INVALID_ARGUMENT", "NotFound": "NOT_FOUND", "AlreadyExists": "ALREADY_EXISTS",
         "FailedPrecondition": "FAILED_PRECONDITION", "Unavailable": "UNAVAILABLE", "Unauthenticated": "UNAUTHENTICATED", "StaleEtag": "ABORTED", "Internal": "INTERNAL"}
# A reason is the first literal in capitals after the call's name; InvalidField has the field before it, which may be one in capitals, too.
CALL = re.compile(r'\b(?:(?P<name>Error|NotFound|AlreadyExists|FailedPrecondition|Unavailable|Unauthenticated)\s*\(|(?P<field>InvalidField)\s*\((?:\s*"[^"]*"\s*,)?)(?P<arguments>[^;]{0,400}?)"(?P<reason>[A-Z][A-Z0-9_]{2,})"')
CODE = re.compile(r"StatusCode::k(\w+)|Code::k(\w+)")
HEAD = """# Reasons of errors

Every error carries a canonical code, a reason for programs, and a message for people; where one field is at fault, the metadata key
`field` has its path. Made by `tools/list_reasons.py`; `make verify` compares.

| reason | code | given in |
| --- | --- | --- |
"""


def snake(camel):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", camel).upper()


def find():
    reasons = {}
    for folder in ("common", "services", "tools"):
        for path in sorted((ROOT / folder).rglob("*.cc")):
            if re.search(r"(_test|_pgtest|_redistest|_bench)\.cc$", path.name):
                continue
            for call in CALL.finditer(path.read_text()):
                code = SHORT.get(call["name"] or call["field"])
                if code is None:
                    named = CODE.search(call["arguments"])
                    code = snake(named[1] or named[2]) if named else "as given"
                entry = reasons.setdefault(call["reason"], (set(), set()))
                entry[0].add(code)
                entry[1].add(str(path.parent.relative_to(ROOT)))
    reasons.setdefault("STALE_ETAG", (set(), set()))[0].add("ABORTED")
    reasons["STALE_ETAG"][1].add("common/status")
    return reasons


def main():
    rows = [f"| `{reason}` | {', '.join(sorted(codes - {'as given'})) or 'as given'} | {', '.join(sorted(places))} |\n"
            for reason, (codes, places) in sorted(find().items())]
    page = HEAD + "".join(rows)
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text() != page:
            print("docs/reference/errors.md is not what the sources say: run tools/list_reasons.py")
            return 1
        return 0
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page)
    print(f"{len(rows)} reasons")
    return 0


if __name__ == "__main__":
    sys.exit(main())
