#!/usr/bin/python3
"""Builds and runs the project's fuzz targets: libFuzzer with clang's sanitizers, in build-fuzz/.

    fuzz.py build                          the targets; exit code 77 where there is no clang
    fuzz.py run [NAME ...] [--seconds N]   each target in turn, all without names; goes on where the last run stopped
    fuzz.py run NAME --seed S              from the seeds alone, with the random numbers of S: the same inputs as the last time

What a target has found worth keeping is in build-fuzz/corpus/NAME/; its seeds, in build-fuzz/seeds/NAME/, are made anew for each
run of tests/samples/, of tests/fuzz/NAME/ (what broke it once) and, where they are at hand, of the real documents in $DONDOC_SHARED.
An input that breaks a target is kept as build-fuzz/found/NAME-...; write a small one like it for tests/fuzz/NAME/.
"""

import argparse
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build-fuzz"
VOCABULARY = ROOT / "services/directive/domain/reading/vocabulary"
SKIPPED = 77  # what CTest takes for a test that could not be run
# Documents are fed in pieces: a target runs hundreds of them a second, and what is wrong with a page is wrong with a book.
PIECE = 2048
LONGEST_WORD = 64  # bytes; libFuzzer takes no longer ones from a dictionary


def build():
    if shutil.which("clang++") is None:
        print("There is no clang++ (tools/install_packages.sh test installs it): fuzz targets are not built.")
        return SKIPPED
    if not (BUILD / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", "fuzz"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return subprocess.run(["cmake", "--build", "--preset", "fuzz"], cwd=ROOT, check=False).returncode


def pieces(path):
    data = path.read_bytes()
    if path.suffix != ".txt":
        return [data]
    # The end of a document stands behind a page of its own.
    return [data[at : at + PIECE] for at in range(0, len(data), PIECE)] + [data[-PIECE:]]


def make_seeds(name):
    seeds = BUILD / "seeds" / name
    shutil.rmtree(seeds, ignore_errors=True)
    seeds.mkdir(parents=True)
    shared = pathlib.Path(os.environ.get("DONDOC_SHARED", ROOT.parent / "shared"))
    for folder in (ROOT / "tests/samples", ROOT / "tests/fuzz" / name, shared / "corpus", shared / "seeds"):
        for path in sorted(folder.rglob("*.*")):
            for piece in pieces(path):
                (seeds / hashlib.sha1(piece).hexdigest()).write_bytes(piece)
    return seeds


def make_dictionary():
    """The vocabulary's phrases: what the reader's rules hang on."""
    words = set()
    for path in VOCABULARY.glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            phrase = line.split("\t")[0]
            if phrase and not line.startswith("#") and len(phrase.encode()) <= LONGEST_WORD:
                words.add(phrase)
    dictionary = BUILD / "vocabulary.dict"
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in sorted(words))
    dictionary.write_text("".join(lines), encoding="ascii")
    return dictionary


def run(name, seconds, seed):
    program = BUILD / "fuzz" / name
    if not program.exists():
        print(f"{name} is not built: tools/fuzz.py build")
        return SKIPPED
    corpus, found, log = BUILD / "corpus" / name, BUILD / "found", BUILD / f"{name}.log"
    if seed is not None:
        corpus = BUILD / "corpus" / f"{name}-seed-{seed}"
        shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    command = [
        program, corpus, make_seeds(name), f"-dict={make_dictionary()}", f"-max_total_time={seconds}", f"-max_len={PIECE}",
        "-timeout=10", "-rss_limit_mb=2048", f"-artifact_prefix={found}/{name}-", "-print_final_stats=1", "-entropic=0",
        f"-seed={seed or 0}",  # 0: another one each time, it is in the log
    ]  # fmt: skip
    with log.open("wb") as out:
        code = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, check=False).returncode
    text = log.read_text(encoding="utf-8", errors="replace")
    if code == 0:
        print(f"{name}: {summary(text)}; no crash, no leak, no broken promise")
        return 0
    print("\n".join(text.splitlines()[-60:]))
    kept = re.search(r"Test unit written to (\S+)", text)
    print(f"\n{name} FAILED after {summary(text)}; the whole output is in {log}")
    if kept:
        print(f"Again: {program} {kept.group(1)}\nSmaller: {program} -minimize_crash=1 -max_total_time=60 {kept.group(1)}")
    return 1


def summary(text):
    executed = re.findall(r"stat::number_of_executed_units:\s+(\d+)", text) or re.findall(r"^#(\d+)", text, re.M)
    states = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)/(\S+)", text)
    if not executed or not states:
        return "no execution"
    edges, features, inputs, size = states[-1]
    return f"{executed[-1]} executions, {edges} edges covered in {features} ways by {inputs} inputs ({size})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["build", "run"])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seconds", type=int, default=600, help="for each target (default %(default)s)")
    parser.add_argument("--seed", type=int, help="start anew with these random numbers (1 or more)")
    arguments = parser.parse_args()
    if arguments.what == "build":
        return build()
    names = arguments.names or sorted(path.name for path in (BUILD / "fuzz").glob("*_fuzz"))
    return max([run(name, arguments.seconds, arguments.seed) for name in names], default=SKIPPED)


if __name__ == "__main__":
    sys.exit(main())
