"""What GitHub is told to do: with few rights, by pinned actions, through commands that there are."""

import re
import subprocess
import sys
import tomllib

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
    assert "FLY_API_TOKEN" not in commands


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
