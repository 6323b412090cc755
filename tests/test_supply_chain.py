"""The licenses and vulnerabilities of what argmap installs: what is read, and what makes the check fail."""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest

from tests.supply_chain import (
    EXTRAS,
    audit,
    installed,
    is_suitable,
    license_of,
    licenses,
    vulnerabilities,
)


def package(folder: Path, *lines: str) -> Distribution:
    info = folder / "some-1.0.dist-info"
    info.mkdir()
    text = "\n".join(["Metadata-Version: 2.4", "Name: some", "Version: 1.0", *lines, ""])
    (info / "METADATA").write_text(text)
    return PathDistribution(info)


@pytest.mark.parametrize(
    ("lines", "license", "is_fine"),
    [
        (["License-Expression: MIT"], "MIT", True),
        (
            ["Classifier: License :: OSI Approved :: MIT License", "License: see LICENSE"],
            "MIT",
            True,
        ),
        (["License: BSD-3-Clause"], "BSD-3-Clause", True),
        (["License-Expression: GPL-3.0-or-later OR MIT"], "GPL-3.0-or-later OR MIT", True),
        (["License-Expression: EPL-2.0 AND OFL-1.1"], "EPL-2.0 AND OFL-1.1", True),
        (["License-Expression: MIT AND AGPL-3.0-only"], "MIT AND AGPL-3.0-only", False),
        (
            ["License-Expression: (MIT OR ISC) AND GPL-3.0-only"],
            "(MIT OR ISC) AND GPL-3.0-only",
            False,
        ),
        (["Classifier: License :: Other/Proprietary License"], "Other/Proprietary License", False),
        (["License: mine"], "mine", False),
        ([], "", False),
    ],
)
def test_a_license_that_is_unknown_or_asks_for_more_is_found(
    tmp_path: Path, lines: list[str], license: str, is_fine: bool
) -> None:
    made = package(tmp_path, *lines)
    assert (license_of(made), is_suitable(license)) == (license, is_fine)
    [(line, is_fine_in_list)] = licenses({"some": made})
    assert line.startswith(f"some 1.0: {license or 'no license stated'}")
    assert is_fine_in_list == is_fine


def test_what_argmap_needs_is_found_to_any_depth_and_tests_are_left_out() -> None:
    packages = installed("argmap", EXTRAS)
    assert {"argmap", "jinja2", "markupsafe", "typst", "python-docx", "lxml"} <= set(packages)
    assert not {"pytest", "hypothesis", "playwright"} & set(packages)
    unsuitable = [line for line, is_fine in licenses(packages) if not is_fine]
    assert unsuitable == []


def test_a_vulnerability_fails_and_what_was_not_checked_is_counted() -> None:
    safe = {"name": "lark", "version": "1.3.1", "vulns": []}
    known = [{"id": "PYSEC-1", "fix_versions": ["1.4"]}, {"id": "PYSEC-2", "fix_versions": []}]
    unsafe = {"name": "typst", "version": "1.0", "vulns": known}
    unknown = {"name": "argmap", "skip_reason": "not found"}
    assert vulnerabilities({"dependencies": [safe, unknown]}) == (
        ["vulnerabilities: 0 in 1 of 2 packages"],
        True,
    )
    assert vulnerabilities({"dependencies": [safe, unsafe, unknown]}) == (
        [
            "typst 1.0: PYSEC-1; fixed in: 1.4",
            "typst 1.0: PYSEC-2; fixed in: none yet",
            "vulnerabilities: 2 in 2 of 3 packages",
        ],
        False,
    )
    assert vulnerabilities({"dependencies": [unknown]}) == (
        ["vulnerabilities skipped: the package index has no data on them"],
        True,
    )


def test_without_the_tool_or_an_answer_the_audit_is_skipped_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pip_audit", None)
    assert audit({}) == (["vulnerabilities skipped: pip-audit is not installed"], True)
    monkeypatch.delitem(sys.modules, "pip_audit")
    (tmp_path / "pip_audit.py").write_text("raise SystemExit('no network')\n")
    assert audit({}) == (["vulnerabilities skipped: no network"], True)
