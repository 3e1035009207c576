#!/usr/bin/env python3
"""Compares plumb with pg_dump --schema-only on the same database, in the same run.

    bench.py --plumb BINARY [--tables 1000] [--sql FILE] [--runs 5] [--database URL]

Prints for each command its median wall time, its ratio to pg_dump's, and its peak memory (that of
plumb or pg_dump alone, not of the servers). Without --database a throw-away server is started from
the newest binaries found (PLUMB_POSTGRES_BIN, PATH, /usr/lib/postgresql). --sql takes any SQL file
in the place of the generated schema, and --roles one that is run before it, such as one with roles.
"""
import argparse
import glob
import os
import pwd
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def server_binaries():
    folders = [os.environ.get("PLUMB_POSTGRES_BIN", "")]
    folders += sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    folders += os.environ.get("PATH", "").split(":")
    for folder in folders:
        if folder and os.access(os.path.join(folder, "initdb"), os.X_OK):
            return folder
    sys.exit("bench: no PostgreSQL server found")


class Server:
    """A server of our own on a unix socket; PostgreSQL refuses to run as root."""

    def __init__(self, folder):
        os.makedirs(folder)
        self.folder = folder
        self.bin = server_binaries()
        self.user = None
        if os.geteuid() == 0:
            self.user = "postgres"
            entry = pwd.getpwnam(self.user)
            os.chown(folder, entry.pw_uid, entry.pw_gid)

    def run(self, *command):
        prefix = ["runuser", "-u", self.user, "--"] if self.user else []
        with open(os.path.join(self.folder, "log"), "a") as log:
            subprocess.run(
                [*prefix, *command], check=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def start(self):
        data = os.path.join(self.folder, "data")
        self.run(
            os.path.join(self.bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )
        options = (
            f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
            " -c max_locks_per_transaction=4096 -c shared_buffers=256MB -c jit=off"
            " -c max_connections=50"
        )
        self.run(
            os.path.join(self.bin, "pg_ctl"), "-D", data, "-w", "-t", "60", "-o", options,
            "-l", os.path.join(self.folder, "server.log"), "start",
        )
        return f"postgresql:///bench?host={self.folder}&user=postgres"

    def stop(self):
        data = os.path.join(self.folder, "data")
        self.run(os.path.join(self.bin, "pg_ctl"), "-D", data, "-m", "immediate", "stop")


def measure(command, allowed=(0,)):
    """Runs a command: (seconds, peak memory in MiB)."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            output.seek(0)
            sys.stderr.write(output.read().decode(errors="replace")[-4000:])
            sys.exit(f"bench: {command[1]} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def change_a_policy(project):
    """Changes one policy in the manifests: adds a condition to the first USING found below a
    `policies:` key."""
    for path in sorted(glob.glob(f"{project}/desired-state/**/*.yaml", recursive=True)):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        start = text.find("\npolicies:")
        using = re.compile(r"^(\s+.*\busing: )(?![|>\"'])([^\n},]+)", re.M)
        match = using.search(text, start) if start >= 0 else None
        if match:
            changed = f"{match.group(1)}({match.group(2)}) AND pg_backend_pid() > 0"
            with open(path, "w", encoding="utf-8") as file:
                file.write(text[: match.start()] + changed + text[match.end():])
            return os.path.relpath(path, project)
    return None


def load(url, path):
    with open(path, encoding="utf-8") as file:
        subprocess.run(
            ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", url],
            check=True, stdin=file, stdout=subprocess.DEVNULL,
        )
    subprocess.run(["psql", "-X", "-q", "-c", "ANALYZE", url], check=True)


def report(results, runs):
    base = statistics.median(seconds for seconds, _ in results[0][1])
    print(f"\n{'command':34}{'median':>10}{'ratio':>9}{'peak':>11}   ({runs} runs)")
    for name, samples in results:
        median = statistics.median(seconds for seconds, _ in samples)
        peak = max(memory for _, memory in samples)
        print(f"{name:34}{median:>8.2f} s{median / base:>8.2f}x{peak:>7.0f} MiB")


def compare(options, url, folder):
    project = os.path.join(folder, "project")
    first = f"{project}-0"
    plumb = os.path.abspath(options.plumb)
    # The program itself: what Debian has on the PATH is a script that looks for it first.
    program = shutil.which("pg_dump", path=server_binaries()) or "pg_dump"
    dump = [program, "--schema-only", url, "-f", "/dev/null"]
    plan = [plumb, "plan", url, "--project", first, "--output", "sql"]

    def export(run):
        # Each to a folder of its own: some file systems are slow where files were just deleted.
        return measure([plumb, "export", url, "--to", f"{project}-{run}"])

    # Commands take turns, so that whatever else the machine does falls on all of them.
    results = [("pg_dump --schema-only", []), ("plumb export", []), ("plumb plan, no change", [])]
    for run in range(options.runs):
        results[0][1].append(measure(dump))
        results[1][1].append(export(run))
        results[2][1].append(measure(plan, allowed=(0, 2)))
    changed = change_a_policy(first)
    if changed is None:
        print("no policy in the manifests: the plan with one changed policy is left out")
    else:
        cold = measure(plan, allowed=(0, 2))
        results.append(("plumb plan, one policy, first", [cold]))
        samples = [measure(plan, allowed=(0, 2)) for _ in range(options.runs)]
        results.append(("plumb plan, one policy, again", samples))
    report(results, options.runs)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plumb", required=True)
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--sql")
    parser.add_argument("--roles")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--database", help="an existing database, taken as it is")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="plumb-bench-")
    server = None
    try:
        url = options.database
        if not url:
            server = Server(os.path.join(folder, "server"))
            os.chmod(folder, 0o755)
            url = server.start()
            administration = url.replace("/bench?", "/postgres?")
            subprocess.run(
                ["psql", "-X", "-q", "-c", "CREATE DATABASE bench", administration], check=True
            )
            path = options.sql or os.path.join(folder, "large.sql")
            if not options.sql:
                with open(path, "w", encoding="utf-8") as file:
                    generator = [sys.executable, os.path.join(HERE, "schema.py")]
                    command = [*generator, "--tables", str(options.tables)]
                    subprocess.run(command, check=True, stdout=file)
            if options.roles:
                subprocess.run(["psql", "-X", "-q", "-f", options.roles, url], check=True)
            started = time.perf_counter()
            load(url, path)
            print(f"loaded {os.path.basename(path)} in {time.perf_counter() - started:.1f} s")
        compare(options, url, folder)
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
