#!/usr/bin/python3
"""Checks what the compiler cannot: which room may include what, who may ask the time, where SQL lives.

Usage: check_layers.py [ROOT]. Prints one line a mistake, with what to do instead; exit code 1 where there is any.
The exceptions are the lists below, in the open: a new one needs its reason beside it.
"""

import pathlib
import re
import sys

# ---- what a room of a service may include, beside the standard library and files of its own room ------------------------------------
# {s} is the service. An entry ending in / is a directory, one ending in .h a file.
ROOMS = {
    # Of `identity`: hashes of passwords, sealed keys.
    "secrets": ["common/"],
    "domain": ["common/csv/", "common/status/", "common/text/", "common/time/date_text.h", "common/time/day.h", "common/time/working_days.h"],
    "app": ["services/{s}/domain/", "services/{s}/storage/", "services/{s}/identity/storage/succession.h", "services/{s}/identity/storage/people_of_units.h", "services/{s}/mail/", "services/{s}/files/", "services/{s}/secrets/", "common/", "dondoc/"],
    "storage": ["services/{s}/domain/", "services/{s}/migrations.h", "common/", "dondoc/"],
    "rpc": ["services/{s}/app/", "services/{s}/storage/", "services/{s}/domain/", "common/", "dondoc/"],
    "events": ["services/{s}/app/", "services/{s}/storage/", "services/{s}/domain/", "common/", "dondoc/"],
    "migrations": ["common/"],
    # The edge of `notification` to mail servers.
    "mail": ["services/{s}/domain/", "common/"],
    # The edge of `directive` to files of all forms, and to the programs that read them.
    "files": ["services/{s}/domain/", "common/"],
    # The local copy of the unit tree that other services keep; a library of `organization` for them.
    "replica": ["common/", "dondoc/"],
}
# A service within a service: rooms of its own, started by the other's main.cc.
NESTED_SERVICES = ["organization/identity"]
# What belongs to a service and may be used by others.
SHARED_ROOMS = ["services/organization/replica/"]
# What the command line may know of the services: it reads documents without any server.
TOOLS_MAY_USE = ["services/directive/domain/", "services/directive/files/", "services/directive/rpc/convert_parsed.h",
                 "services/directive/rpc/convert_evaluation.h"]
# One file, one include that its room may not have.
EXCEPTIONS = {
    # A proposal is kept as the JSON that `parse` prints: one converter for both.
    ("services/directive/storage/proposal_json.cc", "services/directive/rpc/convert_parsed.h"),
}
# Rooms where generated messages are known: translation lives at the edges.
PROTO_ROOMS = {"rpc", "events", "replica"}
PROTO_FILES = re.compile(
    r"services/[a-z]+/(app|storage)/\w*(facts|outbox)\w*\.(h|cc)"
    # A change of the tree is told as whole units, which are built where they are read.
    r"|services/organization/storage/(tree|unit_message)\.(h|cc)"
)

# ---- who may ask what time it is, or wait by the clock -------------------------------------------------------------------------------
MAY_ASK_THE_TIME = [
    "common/time/clock.cc",  # the clock itself
    "common/process/",  # waits for children with a deadline
    "common/private_servers/",  # and so does this
    "common/rpc/",  # deadlines and durations of calls
    "common/postgres/",  # waits for a connection, measures statements
    "common/redis/",  # timeouts of commands
    "common/messaging/",  # pauses of loops
    "common/audit/",  # and so does its sealer
    "common/service/",  # drain deadlines
    "common/log/",  # a line has its time
    "tools/dondoc/system/",  # supervises processes
    "tools/bench/",  # measures
]
ASKS_THE_TIME = re.compile(r"(_clock|Clock)::now\(\)|\btime\((nullptr|NULL|0)\)|\bgettimeofday\(|\bclock_gettime\(")
SLEEPS = re.compile(r"\bsleep_(for|until)\(|\b(u|nano)?sleep\(\s*[\w:{]|\babsl::SleepFor\(")
MAY_SLEEP = [
    "common/postgres/database.cc",  # the pause, with jitter, before a transaction in conflict is rerun
]
SQL_ASKS_THE_TIME = re.compile(r"\b(now\(\)|current_timestamp|clock_timestamp\(\)|statement_timestamp\(\)|current_date|localtimestamp)", re.I)
# Leases between replicas use the one clock that they share.
SQL_MAY_ASK_THE_TIME = [
    re.compile(r"common/messaging/sql/\w*lease\w*\.sql"),
    # The same of the audit's sealer; and a record says when the database took it, whatever the operation's clock says.
    re.compile(r"common/audit/(sql/(\w*lease\w*|copy_unsealed)|migrations/0001_create_audit)\.sql"),
    re.compile(r"services/notification/storage/sql/(claim_deliveries|hand_over_delivery|lock_lost_claims)\.sql"),
]

# ---- what a migration may take away --------------------------------------------------------------------------------------------------
# While an installation is upgraded the version before serves on the new schema. What is no longer needed goes one version later, in a
# migration of its own that says so by its name: NNNN_contract_what.sql.
TAKES_AWAY = re.compile(
    r"\bDROP\s+(TABLE|COLUMN|VIEW|FUNCTION|DEFAULT)\b|\bRENAME\b|\bSET\s+NOT\s+NULL\b|\bALTER\s+COLUMN\s+\w+\s+TYPE\b", re.I
)
CONTRACTION = re.compile(r"(^|/)migrations/\d{4}_contract_\w+\.sql$")
# From before the first release: there was no version before.
MAY_TAKE_AWAY = [
    "services/directive/migrations/0003_keep_confidence.sql",
    "services/organization/migrations/0002_date_names_and_places.sql",
    "services/organization/migrations/0006_date_aliases.sql",
]

# ---- where SQL may be ----------------------------------------------------------------------------------------------------------------
SQL_TEXT = re.compile(
    r'"\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|MERGE\s+INTO\s|WITH\s+\w+\s+AS\s|TRUNCATE\s'
    r"|(CREATE|ALTER|DROP)\s+(TABLE|INDEX|SCHEMA|ROLE|DATABASE|TYPE|VIEW|FUNCTION)\s)"
)
MAY_HOLD_SQL = [
    "common/testing/",  # CREATE DATABASE takes no parameters
    "common/postgres/database.cc",  # the ping, which is about no table
]
# Tests, and what only tests link: fixtures beside them, a directory testing/.
TEST_FILE = re.compile(r"_(test|pgtest|redistest|e2etest|fuzz)\.cc$|_fixture\.(h|cc)$|(^|/)tests?/|^services/[a-z/]+/testing/")

SHELF_NAMES = re.compile(r"(^|_)(utils?|helpers?|misc|common)\.(h|cc)$")
INCLUDE = re.compile(r'^\s*#include "([^"]+)"')


def is_under(path, allowed):
    return any(path == entry or (entry.endswith("/") and path.startswith(entry)) for entry in allowed)


def without_comments(line):
    return re.sub(r"//.*", "", line)


def without_comments_of(path):
    return "\n".join(without_comments(line) for line in path.read_text(encoding="utf-8").splitlines())


class Checker:
    def __init__(self, root):
        self.root = root
        self.mistakes = []

    def say(self, path, line, text):
        self.mistakes.append(f"{path}:{line}: {text}")

    def run(self):
        for top in ("common", "services", "tools", "tests"):
            for path in sorted((self.root / top).rglob("*")):
                name = path.relative_to(self.root).as_posix()
                if path.suffix in (".h", ".cc"):
                    self.check_source(name, path.read_text(encoding="utf-8").splitlines())
                elif path.suffix == ".sql":
                    self.check_sql(name, path.read_text(encoding="utf-8"))
        for directory in sorted(self.root.rglob("migrations")):
            if directory.is_dir() and "build" not in directory.relative_to(self.root).parts[0]:
                self.check_migrations(directory)
        self.check_subscribers()
        return self.mistakes

    def check_source(self, name, lines):
        if SHELF_NAMES.search(pathlib.PurePath(name).name):
            self.say(name, 1, "name the file after what it holds, not 'util', 'helper', 'misc' or 'common'")
        is_test = bool(TEST_FILE.search(name))
        for number, line in enumerate(lines, 1):
            included = INCLUDE.match(line)
            if included:
                self.check_include(name, number, included.group(1), is_test)
                continue
            code = without_comments(line)
            if ASKS_THE_TIME.search(code) and not is_test and not is_under(name, MAY_ASK_THE_TIME):
                self.say(name, number, "asks the time: take now as an argument; operations in app/ get it from their Clock")
            if SLEEPS.search(code) and not is_under(name, MAY_SLEEP):
                self.say(name, number, "sleeps: wait for a state, a descriptor or a condition variable")
            if not is_test and SQL_TEXT.search(code) and not is_under(name, MAY_HOLD_SQL):
                self.say(name, number, "SQL in C++: put the statement into a file of its own in sql/, embedded by dondoc_sql()")
            if re.search(r'"[^"]*\bSELECT\s+\*', code, re.I):
                self.say(name, number, "SELECT *: name the columns")

    def check_include(self, name, number, included, is_test):
        if included.startswith("gen/") or ".." in included.split("/"):
            self.say(name, number, f'#include "{included}": include from the root of the repository')
        parts = name.split("/")
        if is_test or (name, included) in EXCEPTIONS:
            return
        if included.startswith("common/testing/") and parts[:2] != ["common", "testing"]:
            self.say(name, number, f'#include "{included}": only tests may use common/testing')
        if included.startswith("common/rpc/testing/") and parts[:3] != ["common", "rpc", "testing"]:
            self.say(name, number, f'#include "{included}": only tests may believe what metadata says')
        if parts[0] == "common" and included.startswith(("services/", "tools/")):
            self.say(name, number, f'#include "{included}": common/ knows nothing of services and tools')
        is_bench = parts[:2] == ["tools", "bench"]  # measures operations and consumers without what is between them
        if parts[0] == "tools" and not is_bench and included.startswith("services/") and not is_under(included, TOOLS_MAY_USE):
            self.say(name, number, f'#include "{included}": tools call services by RPC; parse alone uses {", ".join(TOOLS_MAY_USE)}')
        nested = next((s for s in NESTED_SERVICES if name.startswith(f"services/{s}/")), None)
        if nested and len(parts) > 4:
            self.check_room(name, number, included, nested, parts[3])
        elif parts[0] == "services" and len(parts) > 3:
            self.check_room(name, number, included, parts[1], parts[2])
        elif parts[0] == "services" and included.startswith("services/"):
            self.check_service(name, number, included, parts[1])

    def check_service(self, name, number, included, service):
        if not included.startswith(f"services/{service}/") and not is_under(included, SHARED_ROOMS):
            self.say(name, number, f'#include "{included}": a service asks another by RPC and hears of it by facts')

    def check_room(self, name, number, included, service, room):
        if included.startswith(("services/", "tools/")):
            self.check_service(name, number, included, service)
        if room not in ROOMS:
            self.say(name, number, f"{room}/ is no room of a service: {', '.join(sorted(ROOMS))}")
            return
        proto = re.search(r"\.(grpc\.)?pb\.h$", included)
        if proto and room not in PROTO_ROOMS and not PROTO_FILES.fullmatch(name):
            self.say(name, number, f'#include "{included}": messages are known in rpc/, events/ and the writer of the outbox only')
        if not included.startswith(("services/", "common/", "dondoc/", "tools/")):
            return
        allowed = [entry.format(s=service) for entry in ROOMS[room]] + [f"services/{service}/{room}/"]
        if room != "domain":
            allowed += SHARED_ROOMS + [f"services/{service}/config.h", f"services/{service}/metrics.h"]
        own_service_or_common = included.startswith((f"services/{service}/", "common/", "dondoc/"))
        if own_service_or_common and not is_under(included, allowed):
            self.say(name, number, f'#include "{included}": {room}/ may use {", ".join(allowed)}')

    def check_sql(self, name, text):
        lines = text.splitlines()
        if not lines or not lines[0].startswith("--"):
            self.say(name, 1, "begin with a comment of one sentence: what the statement does")
        for number, line in enumerate(lines, 1):
            code = re.sub(r"--.*", "", line)
            if re.search(r"\bSELECT\s+\*(?!\s*\))", code, re.I):
                self.say(name, number, "SELECT *: name the columns")
            if SQL_ASKS_THE_TIME.search(code) and not any(p.fullmatch(name) for p in SQL_MAY_ASK_THE_TIME):
                self.say(name, number, "asks the time: take now as a parameter")
            if "/migrations/" in name and TAKES_AWAY.search(code) and not CONTRACTION.search(name) and name not in MAY_TAKE_AWAY:
                self.say(name, number, "takes away what the version before may still need: do it one version later, in NNNN_contract_what.sql")

    def check_migrations(self, directory):
        names = sorted(path.name for path in directory.glob("*.sql"))
        where = directory.relative_to(self.root).as_posix()
        for expected, name in enumerate(names, 1):
            if not re.fullmatch(rf"{expected:04}_[a-z0-9_]+\.sql", name):
                self.say(f"{where}/{name}", 1, f"migrations are numbered without gaps: this should be {expected:04}_verb_noun.sql")
                break
        latest = directory / "LATEST"
        if names and latest.exists() and latest.read_text(encoding="utf-8").strip() not in (names[-1], names[-1][:-4]):
            self.say(f"{where}/LATEST", 1, f"should name the last migration, {names[-1]}")

    def check_subscribers(self):
        """A fact is kept until all subscribers have confirmed it: one that is named and does not listen keeps it for ever, one that
        listens and is not named may miss it."""
        mains = {path.parent.name: without_comments_of(path) for path in sorted(self.root.glob("services/*/main.cc"))}
        listening = {source: set() for source in mains}
        for service, text in mains.items():
            for source in re.findall(r'\bSubscribe\(\s*"(\w+)"', text):
                listening.setdefault(source, set()).add(service)
            # services/organization/replica/keep_copy.h
            if re.search(r"\bKeepCopy\(", text):
                listening.setdefault("organization", set()).add(service)
        for service, text in mains.items():
            named = re.search(r"\.subscribers\s*=\s*\{([^}]*)\}", text)
            names = set(re.findall(r'"(\w+)"', named.group(1))) if named else set()
            if names != listening[service]:
                want = ", ".join(sorted(listening[service])) or "none"
                self.say(f"services/{service}/main.cc", 1, f"subscribers are not those that Subscribe() to it: {want}")


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent
    mistakes = Checker(root).run()
    for mistake in mistakes:
        print(mistake)
    if mistakes:
        sys.exit(f"{len(mistakes)} mistakes; the rules are in ARCHITECTURE.md, the exceptions in tools/check_layers.py")


if __name__ == "__main__":
    main()
