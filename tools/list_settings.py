#!/usr/bin/env python3
"""Writes docs/reference/configuration.md from what the services' own --help says.

list_settings.py BIN         rewrites the page; BIN is where the executables are: build/bin
list_settings.py BIN --check exits 1 where the page is not what they say
"""
import pathlib
import re
import subprocess
import sys

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "reference" / "configuration.md"
SERVICES = ("organization", "directive", "assignment", "indicator", "notification")
# "  --listen, DONDOC_LISTEN", and on the next line what it is.
SETTING = re.compile(r"^  (?P<flag>--[a-z-]+), (?P<variable>DONDOC_[A-Z_]+)\n +(?P<meaning>.+)$", re.M)
HEAD = """# Configuration

Every setting of a service is a flag and an environment variable; the flag wins. All mistakes are reported together before anything is
started, and a `DONDOC_` variable that a service does not know is one. Made by `tools/list_settings.py build/bin` from the services'
own `--help`; a test compares.

`dondoc up` sets all of it for the services that it starts; its own options are in `dondoc up --help`. The command line looks for the
running system in `--var`, then `$DONDOC_VAR`, then the nearest `var/`. For services elsewhere, `$DONDOC_ORGANIZATION`,
`$DONDOC_DIRECTIVE`, `$DONDOC_ASSIGNMENT`, `$DONDOC_INDICATOR` and `$DONDOC_NOTIFICATION` are their addresses, and go before a running
system that `--var` does not name; `$DONDOC_OPERATOR_KEY` is then the private key of whoever runs that installation. Where levels have
cells of their own, the address of a service is a list, one for each cell. Of all of them are asked lists, counts, the audit and what a
succession does, and a reminder rule is set in all. In all of them one assignment, message or target is looked for, and what is about one
unit, its numbers and totals, in whichever serves its level; who has not reported the communes' cell knows. The catalogue is in each.
Tests read `$DONDOC_SHARED`: a directory with real documents, without which those that need them are skipped.
"""


def settings_of(bin_dir, service):
    answer = subprocess.run([bin_dir / f"dondoc-{service}", "--help"], capture_output=True, text=True, check=True, timeout=30)
    found = [match.groups() for match in SETTING.finditer(answer.stdout)]
    if not found:
        sys.exit(f"dondoc-{service} --help names no settings")
    return found


def table(rows):
    lines = [f"| `{flag}` | `{variable}` | {meaning} |\n" for flag, variable, meaning in rows]
    return "\n| flag | variable | meaning |\n| --- | --- | --- |\n" + "".join(lines)


def page(bin_dir):
    of = {service: settings_of(bin_dir, service) for service in SERVICES}
    shared = [row for row in of[SERVICES[0]] if all(row in rows for rows in of.values())]
    text = HEAD + "\n## All services\n" + table(shared)
    for service, rows in of.items():
        own = [row for row in rows if row not in shared]
        if own:
            text += f"\n## {service}\n" + table(own)
    return text


def main():
    wanted = page(pathlib.Path(sys.argv[1]).resolve())
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != wanted:
            sys.exit("docs/reference/configuration.md is not what the services say: run tools/list_settings.py build/bin")
        return
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
