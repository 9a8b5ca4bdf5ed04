# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How other tools are asked: programs that get a folder with `queries` and `corpus` and print a score for each pair."""

COPYDETECT = """
import json, pathlib, sys, copydetect
folder = pathlib.Path(sys.argv[1])
prints = {path.stem: copydetect.CodeFingerprint(str(path), 25, 1) for path in sorted(folder.glob("*/*.py"))}
queries, corpus = ([path.stem for path in sorted((folder / name).glob("*.py"))] for name in ("queries", "corpus"))
found = {q: {c: max(copydetect.compare_files(prints[q], prints[c])[1]) for c in corpus} for q in queries}
print(json.dumps(found))
"""
DOLOS = """
const { Dolos } = require("@dodona/dolos-lib"); const fs = require("fs"); const path = require("path");
(async () => {
  const folder = process.argv[1];
  const list = (name) => fs.readdirSync(path.join(folder, name)).map((file) => path.join(folder, name, file));
  const report = await new Dolos({ language: "python" }).analyzePaths([...list("queries"), ...list("corpus")]);
  const found = {}; const stem = (file) => path.basename(file.path, ".py");
  for (const { leftFile, rightFile, similarity } of report.allPairs())
    for (const [a, b] of [[leftFile, rightFile], [rightFile, leftFile]])
      if (a.path.includes("queries") && b.path.includes("corpus")) (found[stem(a)] ??= {})[stem(b)] = similarity;
  console.log(JSON.stringify(found));
})();
"""
JSCPD = """
const { spawnSync } = require("child_process"); const fs = require("fs"); const path = require("path");
const folder = process.argv[1]; const out = path.join(folder, "jscpd"); const found = {};
const given = ["--reporters", "json", "--output", out, "--format", "python", "--max-lines", "1000000"];
spawnSync("jscpd", [...given, "--max-size", "100mb", "--silent", folder], { stdio: "ignore" });
const report = JSON.parse(fs.readFileSync(path.join(out, "jscpd-report.json")));
for (const { firstFile: a, secondFile: b } of report.duplicates)
  for (const [one, other] of [[a, b], [b, a]])
    if (one.name.includes("queries/") && other.name.includes("corpus/")) {
      const own = (found[path.basename(one.name, ".py")] ??= {}); const name = path.basename(other.name, ".py");
      own[name] = (own[name] ?? 0) + one.end - one.start + 1;
    }
console.log(JSON.stringify(found));
"""
VENDETECT = """
import csv, json, pathlib, subprocess, sys
folder = pathlib.Path(sys.argv[1])
for name in ("queries", "corpus"):
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder / name, check=False)
asked = ["vendetect", folder / "queries", folder / "corpus", "--format", "csv", "--quiet", "--min-similarity", "0"]
done = subprocess.run(asked, capture_output=True, text=True, check=True)  # as JSON it fails on what NumPy counted
found = {}
for one in csv.DictReader(done.stdout.splitlines()):
    name, other = (pathlib.Path(one[side]).stem for side in ("Test File", "Source File"))
    found.setdefault(name, {})[other] = float(one["Similarity"])
print(json.dumps(found))
"""
SCANOSS = """
import json, pathlib, re, sys
from scanoss.winnowing import Winnowing
folder, maker = pathlib.Path(sys.argv[1]), Winnowing()
def prints(path):
    told = maker.wfp_for_contents(path.name, False, path.read_bytes())
    return {one for line in told.splitlines() if re.match(r"\\d+=", line) for one in line.split("=")[1].split(",")}
sets = {name: {path.stem: prints(path) for path in (folder / name).glob("*.py")} for name in ("queries", "corpus")}
print(json.dumps({
    name: {other: len(own & theirs) / max(len(own | theirs), 1) for other, theirs in sets["corpus"].items()}
    for name, own in sets["queries"].items()
}))
"""
DATASKETCH = """
import ast, collections, io, json, pathlib, sys, tokenize
from datasketch import MinHash, MinHashLSH
folder = pathlib.Path(sys.argv[1])
def definitions(path):
    text = path.read_text()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield ast.get_source_segment(text, node)
def shingles(code):
    words = [one.string for one in tokenize.generate_tokens(io.StringIO(code).readline) if one.string.strip()]
    return [" ".join(words[at : at + 5]).encode() for at in range(max(len(words) - 4, 1))]
def signed(path):
    return MinHash.bulk([shingles(one) for one in definitions(path)], num_perm=128)
index, kept, found = MinHashLSH(threshold=0.5, num_perm=128), {}, {}
for path in sorted((folder / "corpus").glob("*.py")):
    for number, one in enumerate(signed(path)):
        kept[(path.stem, number)] = one
        index.insert((path.stem, number), one)
for path in sorted((folder / "queries").glob("*.py")):
    total = collections.Counter()
    for one in signed(path):
        best = collections.defaultdict(float)
        for key in index.query(one):
            best[key[0]] = max(best[key[0]], one.jaccard(kept[key]))
        total.update(best)
    found[path.stem] = total
print(json.dumps(found))
"""
