"""What GitHub is told to do: with few rights, by pinned actions, through commands that there are."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.deployment import dockerfile
from tests.deployment.context import ROOT
from tests.deployment.workflow import WORKFLOWS, Workflow

CI, RELEASE = WORKFLOWS
CALLS = sorted({tuple(call) for workflow in WORKFLOWS for call in workflow.calls})

each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: str(workflow.name))


def test_there_is_one_for_changes_and_one_for_releases() -> None:
    assert (CI.name, RELEASE.name) == ("ci.yml", "release.yml")
    assert list(CI.jobs) == ["check", "image", "plan"]
    assert list(RELEASE.jobs) == ["deploy", "commands", "examine"]


@each_workflow
def test_every_action_is_pinned_to_a_commit_and_says_its_version(workflow: Workflow) -> None:
    used = re.findall(r"uses: (.*)", workflow.text)
    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+(/[\w-]+)+@[0-9a-f]{40} # v?\d+(\.\d+)+", action)


@each_workflow
def test_jobs_may_read_and_nothing_else(workflow: Workflow) -> None:
    assert "\npermissions: {}\n" in workflow.text
    for job in workflow.jobs.values():
        assert "    permissions:\n      contents: read\n    " in job
    assert "write" not in workflow.text
    checkouts = workflow.text.count("actions/checkout@")
    assert workflow.text.count("persist-credentials: false") == checkouts == len(workflow.jobs)


@each_workflow
def test_no_job_runs_for_ever(workflow: Workflow) -> None:
    for job in workflow.jobs.values():
        assert re.search(r"^    timeout-minutes: \d+$", job, flags=re.MULTILINE)


@each_workflow
def test_nothing_is_pasted_into_a_shell(workflow: Workflow) -> None:
    assert workflow.runs
    assert [run for run in workflow.runs if "${{" in run] == []


def test_a_pull_request_sees_no_secret() -> None:
    assert re.findall(r"\{\{[^}]*secrets", CI.text) == []
    assert "pull_request_target" not in CI.text


def test_what_deploys_never_sees_the_bots_token() -> None:
    deploy, commands, examine = RELEASE.jobs.values()
    assert "DISCORD" not in deploy + examine
    assert "FLY_" not in commands
    # Only when it is strict does it tell of keys that Fly does not know.
    assert RELEASE.runs[:2] == ["flyctl config validate --strict", "flyctl deploy --remote-only"]
    assert re.findall(r"secrets\.(\w+)", deploy) == ["FLY_API_TOKEN", "FLY_API_TOKEN"]
    assert re.findall(r"secrets\.(\w+)", examine) == ["FLY_SSH_TOKEN"]


def test_a_secret_is_given_to_a_step_and_not_to_its_neighbours() -> None:
    assert [line for line in RELEASE.text.splitlines() if "secrets." in line and not line.startswith(" " * 10)] == []


def test_a_pre_release_is_not_put_into_service() -> None:
    assert "    types: [released]\n" in RELEASE.text


def test_a_release_deletes_no_command_and_fails_when_it_cannot_register() -> None:
    [apply] = [run for run in RELEASE.runs if " apply " in run]
    assert "--prune" not in apply
    assert "||" not in apply
    [check] = [run for run in RELEASE.runs if run.endswith("register_commands.py check")]
    assert RELEASE.runs.index(apply) < RELEASE.runs.index(check)


def test_commands_are_registered_once_their_handlers_are_there() -> None:
    _, commands, examine = RELEASE.jobs.values()
    assert "needs: deploy" in commands
    assert "needs: commands" in examine


def test_releases_wait_for_each_other() -> None:
    assert "concurrency:\n  group: production\n  cancel-in-progress: false\n" in RELEASE.text
    assert all("environment: production" in job for job in RELEASE.jobs.values())


def test_every_python_that_we_promise_is_tried_and_the_images_among_them() -> None:
    tried = re.findall(r'- python: "(3\.\d+)"', CI.text)
    assert tried == ["3.11", "3.12", "3.13", "3.14"]
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert oldest == f">={tried[0]}"
    used = re.findall(r'python-version: "(.*)"', CI.text + RELEASE.text)
    base = next(said for said in dockerfile.instructions("FROM") if "@" in said)
    assert {re.findall(r"python:(3\.\d+)-", base)[0]} == set(used) <= set(tried)


def test_every_task_of_the_matrix_is_one_of_devs() -> None:
    tasks = set(re.findall(r"task: (\w+)", CI.text))
    assert tasks == {"check", "test"}
    said = (ROOT / "dev").read_text()
    assert [task for task in tasks if f"\n    {task})\n" not in said] == []


def test_answers_are_checked_against_a_document_that_is_always_the_same() -> None:
    [fetch] = [run for run in CI.runs if "curl" in run and "openapi" in run]
    assert re.search(r"^          COMMIT: [0-9a-f]{40}$", CI.text, flags=re.MULTILINE)
    assert re.search(r"^          SHA256: [0-9a-f]{64}$", CI.text, flags=re.MULTILINE)
    assert "/$COMMIT/" in fetch
    assert 'echo "$SHA256  $DISCORD_OPENAPI" | sha256sum --check --strict' in fetch
    assert "\n      DISCORD_OPENAPI: " in CI.jobs["check"]
    assert './dev "$TASK"' in CI.runs


@pytest.mark.parametrize(
    ("has_snapshot", "came_to", "fails"), [(True, 0, 0), (True, 2, 0), (False, 2, 0), (True, 3, 1)]
)
def test_a_pull_request_may_change_commands_and_not_break_them(
    tmp_path: Path, has_snapshot: bool, came_to: int, fails: int
) -> None:
    git = f'#!/bin/sh\n[ "$1" != show ] || {"echo old" if has_snapshot else "exit 128"}\n'
    for program, said in ((".venv/bin/git", git), (".venv/bin/python", f"#!/bin/sh\necho table\nexit {came_to}\n")):
        (tmp_path / program).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / program).write_text(said)
        (tmp_path / program).chmod(0o755)
    [plan] = [run for run in CI.runs if " plan " in run]
    [(_, before)] = re.findall(r'git show "(\$BASE_SHA):(.*)"', plan)
    environment = {"PATH": f"{tmp_path}/.venv/bin:{os.defpath}", "BASE_SHA": "0", "GITHUB_STEP_SUMMARY": "summary"}
    ended = subprocess.run(["bash", "-e", "-c", plan], cwd=tmp_path, env=environment, check=False)
    assert (ROOT / before).is_file()
    assert "fetch-depth: 0" in CI.jobs["plan"]
    assert ended.returncode == fails
    assert (tmp_path / "base.json").read_text() == ("old\n" if has_snapshot else "[]\n")
    assert (tmp_path / "summary").read_text() == "table\n"


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_every_command_is_one_that_there_is(call: tuple[str, ...]) -> None:
    script, *words = call
    task = [word for word in words[:1] if not word.startswith("-")]
    asked = subprocess.run(
        [sys.executable, script, *task, "--help"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=30
    )
    assert asked.returncode == 0, asked.stderr
    for option in (word for word in words if word.startswith("--")):
        assert re.search(rf"{option}\b", asked.stdout)
    for chosen in re.findall(r"--format (\w+)", " ".join(words)):
        assert chosen in asked.stdout
