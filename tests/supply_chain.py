"""What argmap installs: the licenses, and the vulnerabilities that are known.

`python -m tests.supply_chain` looks at the packages that are installed beside argmap, and exits with 1 if a license is
unknown, or would bind argmap's users to more than its own, or if a package has a known vulnerability. pip-audit asks the
package index about those; where that cannot be had, a line says that this was skipped.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement

EXTRAS = ("arabic", "cjk", "graphviz", "lsp", "mcp", "office", "scripts")
"""The extras for users; those for tests are installed nowhere else."""

SUITABLE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "ISC", "LGPL-2.1-or-later", "MIT", "MIT-0",
    "MIT-CMU", "MPL-1.1", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Unlicense", "Zlib",
}  # fmt: skip
"""Licenses of packages that a program under the MIT license may need; none asks for more than that changes to the
package itself are published."""

NAMES = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What older metadata calls a license -> its SPDX identifier."""

EXPRESSIONS = {
    # Its classifiers list all three, and do not say that one may be chosen; its file LICENSE does.
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
}
"""Packages whose metadata is not clear."""


def installed(name: str, extras: tuple[str, ...] = ()) -> dict[str, Distribution | None]:
    """Return all packages that a package needs, by name, in order; `None` is for one that is not installed."""
    found: dict[str, Distribution | None] = {}
    pending = [(name, extras)]
    while pending:
        name, extras = pending.pop()
        key = re.sub("[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            found[key] = package = distribution(name)
        except PackageNotFoundError:
            found[key] = None
            continue
        for line in package.requires or []:
            needed = Requirement(line)
            marker = needed.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                pending.append((needed.name, tuple(needed.extras)))
    return dict(sorted(found.items()))


def license_of(package: Distribution) -> str:
    """Return the license that a package states, as an SPDX expression if it is known; "" where it states none."""
    metadata = package.metadata
    name = str(metadata["Name"]).lower()
    stated = EXPRESSIONS.get(name) or _first(package, "License-Expression")
    if stated:
        return stated
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    names = classifiers or _first(package, "License").strip().splitlines()[:1]
    return " AND ".join(NAMES.get(name, name) for name in names)


def _first(package: Distribution, field: str) -> str:
    values: list[str] = package.metadata.get_all(field) or [""]
    return values[0]


def is_suitable(expression: str) -> bool:
    """Return whether an SPDX expression allows argmap to need the package."""
    if "(" in expression:
        return False  # such a one has to be read by a person
    alternatives = expression.split(" OR ")
    return any(set(each.split(" AND ")) <= SUITABLE for each in alternatives)


def licenses(packages: dict[str, Distribution | None]) -> Iterator[tuple[str, bool]]:
    """Yield a line for each package, and whether its license is suitable."""
    for name, package in packages.items():
        if package is None:
            yield f"{name}: not installed, so not checked", True
            continue
        expression = license_of(package)
        is_fine = is_suitable(expression)
        remark = "" if is_fine else "  <- unknown or unsuitable license"
        yield f"{name} {package.version}: {expression or 'no license stated'}{remark}", is_fine


def audit(packages: dict[str, Distribution | None]) -> tuple[list[str], bool]:
    """Return lines on the known vulnerabilities of packages, and whether there are none, as far as is known."""
    if find_spec("pip_audit") is None:
        return ["vulnerabilities skipped: pip-audit is not installed"], True
    with TemporaryDirectory() as folder:
        pins, found = Path(folder, "pins.txt"), Path(folder, "found.json")
        pins.write_text(
            "".join(f"{name}=={one.version}\n" for name, one in packages.items() if one)
        )
        words = [
            "--requirement",
            str(pins),
            "--no-deps",
            "--disable-pip",
            "--progress-spinner",
            "off",
        ]
        words += ["--format", "json", "--output", str(found)]
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pip_audit", *words],
                capture_output=True, text=True, check=False, timeout=300,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return ["vulnerabilities skipped: the package index took too long"], True
        if not found.exists():
            *_, reason = done.stderr.strip().splitlines() or [f"exit {done.returncode}"]
            return [f"vulnerabilities skipped: {reason[:120]}"], True
        return vulnerabilities(json.loads(found.read_text("utf-8")))


def vulnerabilities(found: Mapping[str, Sequence[Mapping[str, object]]]) -> tuple[list[str], bool]:
    """Return what pip-audit's JSON says, as lines, and whether no vulnerability is known.

    {"dependencies": [{"name": "lark", "version": "1.3.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.4"]}]},
                      {"name": "typst", "skip_reason": "…"}]}
    """
    lines: list[str] = []
    checked = 0
    for package in found["dependencies"]:
        if "skip_reason" in package:
            continue
        checked += 1
        known = package["vulns"]
        assert isinstance(known, list)
        for one in known:
            fixed = ", ".join(one["fix_versions"]) or "none yet"
            lines.append(f"{package['name']} {package['version']}: {one['id']}; fixed in: {fixed}")
    if checked == 0:
        return ["vulnerabilities skipped: the package index has no data on them"], True
    number = len(found["dependencies"])
    return [*lines, f"vulnerabilities: {len(lines)} in {checked} of {number} packages"], not lines


def main() -> int:
    packages = installed("argmap", EXTRAS)
    del packages["argmap"]
    listed = list(licenses(packages))
    lines, is_safe = audit(packages)
    print("\n".join([*(line for line, _ in listed), *lines]))
    return 0 if is_safe and all(is_fine for _, is_fine in listed) else 1


if __name__ == "__main__":
    sys.exit(main())
