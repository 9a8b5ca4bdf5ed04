# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the help page of each command says beside its flags."""

EXITS = """exit codes:
  0    nothing at or above --fail-on
  1    findings at or above --fail-on
  2    wrong use, or something failed; the text says which and what to do
  3    nothing could be analysed, or, with --evaluator, something was not
  130  interrupted"""

SCAN = f"""Reads the code at PATH, looks every fragment of it up in a corpus of published model code, and
writes a report for each format asked for. The submission is data: nothing in it is run or imported.

On first use the corpus is built from the package index that pip is configured to use; its size and
duration are announced. It stays in the cache (environment variable GYEBO_CACHE chooses another place).

examples:
  gyebo scan .                                     your own repository, as it stands on disk
  gyebo scan . --organisation upstage              your earlier publications are not held against you
  gyebo scan . --organisation upstage --organisation lg_ai_research     nor are a partner's
  gyebo scan ../team-a --commit v1.0 --evaluator   a submission at a tag; its own settings do not count
  gyebo scan ../team-a --deadline 2025-12-31       what was declared later is shown, and does not count
  gyebo scan . --base https://github.com/vllm-project/vllm@v0.11.0   a fork: only what differs is judged
  gyebo scan . --corpus my-corpus.toml             against a manifest of your own
  gyebo scan . --index s3://bucket/tables          against a corpus too large for one index
  gyebo scan . --index redis://host:6379/0         against what a team shares
  gyebo scan - --stdin-filename north/model.py     a text from standard input, as if it stood there

{EXITS}"""

DECLARE = """Scans the repository at PATH and drafts what would answer each finding: entries of gyebo.toml (origin,
version, files, what was changed), annotations of REUSE.toml (copyright, licence), lines of NOTICE, header lines; and
where a licence asks for its text to come along, LICENSES/<licence>.txt, the origin's own copy, if that is at hand.
Nothing is edited: the draft is a patch, to be read, completed (say why in `reason`) and applied by you.

examples:
  gyebo declare > declarations.patch
  git apply declarations.patch
  gyebo scan ."""

CORPUS = """A corpus is built from a manifest of pinned sources; the manifests of gyebo are `default` and `extended`.
Sources are downloaded, checked against their digests and unpacked in memory; none of their code is run."""

BUILD = """Obtains the sources of a manifest and builds its index, unless it is there. What was read is kept: another
source, or an interrupt, costs no more than what was not read yet. Memory stays below 1.5 GB whatever the corpus's size.

With --parquet the corpus becomes tables instead, for one that is too large for an index or one machine.

examples:
  gyebo corpus build
  gyebo corpus build my-corpus.toml --parquet tables
  gyebo corpus build my-corpus.toml --parquet s3://bucket/tables
  gyebo corpus build my-corpus.toml --parquet /shared/tables --engine spark --master spark://host:7077"""

PACK = """Writes a built index as a wheel, for `corpus pull` and for pip. Beside the index it holds what
each source file says of holders, origins and licences: all of them are read for it, which takes minutes for the
default corpus."""

PULL = """Takes an index that somebody built for this version of gyebo out of a wheel, and puts it into the cache.
Each of its arrays is held against its digest; an index of another version, manifest or parser is refused. It comes
without the sources' texts: `gyebo corpus build` adds them where a report shall show both sides.

examples:
  gyebo corpus pull gyebo_corpus_default-0.1.0-py3-none-any.whl
  gyebo corpus pull https://example.org/gyebo_corpus_default-0.1.0-py3-none-any.whl --sha256 DIGEST

pip can install the same wheel beside gyebo instead; a commit hook then has its corpus from the start."""

SHARE = """Puts the sources of a manifest into a Redis database that a team shares, which `scan --index` asks.
What is there as it is now is not put in again; a source that changed takes the place of what it was. Others may ask
meanwhile. It takes several times the room of an index and finds less: see the page on scale before you choose it.
Redis is asked for its password with the environment variable REDISCLI_AUTH, as redis-cli does it.

examples:
  gyebo corpus share team.toml redis://host:6379/0
  gyebo corpus shared redis://host:6379/0
  gyebo corpus unshare team-a-2026 redis://host:6379/0
  gyebo scan . --index redis://host:6379/0"""

HOOK = """For a commit hook: reads the files named, as they stand on disk, or, where none is named, the whole repository
in the current folder. A few lines say what was found, where from, and the shortest cure. It asks no network, and
for named files no git; its corpus must be there (`gyebo corpus build` or `pull`).

Named files are read to the end only where they hold code that equals published code but for names, or an ignore;
without such code nothing is of high confidence, and only what is of high confidence holds a commit up. The files are
dated today.

exit codes: 0 nothing holds the commit up, 1 something does, 2 the corpus is not built or something failed"""

BASELINE = """A list of findings that a team knows of and has an answer to, so that its own runs tell what is new.
Each entry has a reason, a name, a day and, if wished, an end, and stands for the matches it names: more code of the
same origin is told again. An evaluator's run (`scan --evaluator`) tells the entries and does not apply them.

examples:
  gyebo baseline write --reason "Written by us in 2023, see doc/history.md" --who "J. Kim" --expires 2027-06-30
  gyebo baseline audit"""

DOCTOR = """Tells whether environment, cache, corpus and git are as a scan needs them, and what to do where not.
The corpus is hashed as a scan does it. Ends with 2 where something is missing."""

COMPLETION = """Prints a script that completes commands, flags and their values, rules, organisations and paths.

examples:
  gyebo completion bash > ~/.local/share/bash-completion/completions/gyebo
  gyebo completion zsh > ~/.zfunc/_gyebo
  gyebo completion fish > ~/.config/fish/completions/gyebo.fish"""

ASSESS = """Grades a stored report by a rubric: criterion by criterion what it reaches, and what differs from the rubric
that the report was made with. With --decisions a finding that the evaluators rejected does not count, and one
that they graded counts as they graded it. The axes are never added up. Nothing is scanned and nothing is written.

examples:
  gyebo assess gyebo-report/report.json --rubric committee.toml
  gyebo assess gyebo-report/report.json --decisions decisions.toml"""

RENDER = """Writes another format of a stored JSON report, from that file alone.

example:
  gyebo render gyebo-report/report.json --format html --output committee/
  gyebo render report.json --decisions decisions.toml"""

ANNOTATE = """Prints the findings that count as workflow commands of GitHub (concern: error, flaw: warning, remark:
notice), ten of each sort at most, and says how many there are beyond. The action of this repository uses it."""

DIFF = """Holds a newer report against an older one of the same submission, by the ids of the findings, which stay
the same from run to run: for a second submission, or a finding that was contested. Both are JSON reports
that `gyebo scan` wrote.
If they were not measured alike (program, corpus, rules, settings), that is said first.

example:
  gyebo diff first/report.json second/report.json

exit codes:
  0    nothing new at or above --fail-on
  1    a finding at or above --fail-on is new, or has come to a higher grade
  2    wrong use, or something failed; the text says which and what to do
  3    of an earlier finding nothing is known, since its file was not analysed this time"""

COHORT = f"""Scans several submissions with one corpus and one rulebook, each as with --evaluator, and writes their
reports and a page (index.html, Korean and English) with the teams side by side, in the order of the list:
nothing is ranked or added up. It also tells which fragments several teams have alike.

TEAMS.toml:
  title = "First round"
  corpus = "default"           # may be left out; so may home = "KR" and deadline = "2025-12-31"
  [[teams]]
  name = "Team A"
  path = "submissions/team-a"  # counts from the folder of this file
  commit = "v1.0"              # may be left out
  organisation = ["upstage"]   # may be left out; of a consortium all partners
  base = "https://github.com/vllm-project/vllm@v0.11.0"  # of a fork: a commit of it, a folder, or an address

{EXITS}

With a team that could not be read at all the exit code is never 0."""
