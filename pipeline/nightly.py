"""The nightly run as a deployable Prefect flow: `greffier schedule`, or `prefect deploy` with prefect.yaml.

Two nights never load at once: Prefect cancels the run that comes second (collision strategy of the deployment), and
whoever loads by hand meanwhile makes the night end as cancelled, saying so. Only what may pass is tried again.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Cancelled, Completed, Failed

from corpus.errors import GreffierError
from pipeline.account import account
from pipeline.exit_codes import ExitCode
from pipeline.inbox import Request
from pipeline.run import ingest_in_flow
from pipeline.settings import Settings, load_settings
from pipeline.summary import Summary

NIGHT_SECONDS = 20 * 3600
"""A night that lasts longer would meet the next one."""
ATTEMPTS = 3
PAUSE_SECONDS = 300.0
"""Between attempts: a network share that is mounted late, a server that restarts."""


def _notify(flow: Any, flow_run: Any, state: State[Any]) -> None:
    """Tell the webhook of the settings, where there is one; a failure to do so is only logged."""
    address = load_settings().failure_webhook
    if address is None:
        return
    body = json.dumps(
        {"flow": flow.name, "run": flow_run.name, "state": state.name, "message": state.message}, ensure_ascii=False
    ).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    try:
        urllib.request.urlopen(request, timeout=30).close()
    except (urllib.error.URLError, OSError) as error:
        get_run_logger().warning("failure webhook %s: %s", address, error)


@flow(
    name="greffier-nightly",
    flow_run_name="nuit",
    timeout_seconds=NIGHT_SECONDS,
    on_failure=[_notify],
    on_crashed=[_notify],
    on_cancellation=[_notify],
    persist_result=False,
)
def nightly(inbox: list[str], warehouse: str, pause_seconds: float = PAUSE_SECONDS) -> State[Any]:
    """Take in what is new in the inboxes.

    Args:
        inbox: folders, absolute.
        warehouse: the published file, absolute.
        pause_seconds: before another attempt after a cause that may pass.
    """
    settings = load_settings(warehouse=Path(warehouse))
    for attempt in range(1, ATTEMPTS + 1):
        try:
            summary = ingest_in_flow(settings, Request([Path(folder) for folder in inbox]))
        except GreffierError as error:
            if error.code == "warehouse-busy":
                return Cancelled(message=f"Un autre import est en cours, celui-ci est annulé. {error.way_out}")
            if error.is_terminal or attempt == ATTEMPTS:
                return Failed(message=f"{error.reason} → {error.way_out}")
            get_run_logger().warning("%s (essai %d sur %d)", error.reason, attempt, ATTEMPTS)
            time.sleep(pause_seconds)
        else:
            return _state_of(summary, settings)
    raise AssertionError("unreachable")


def _state_of(summary: Summary, settings: Settings) -> State[Any]:
    """The run's account as an artifact, and a state that never calls failures a success."""
    lines = account(summary, settings)
    for line in lines:
        get_run_logger().info(line)
    create_markdown_artifact(
        "\n".join(["# Import nocturne", "", *(f"- {line.strip()}" for line in lines)]),
        key="greffier-nightly",
        description="Ce que la nuit a pris, et ce qui a échoué",
    )
    if summary.exit_code is ExitCode.OK:
        return Completed(message=lines[0])
    if summary.failures:
        return Failed(message=f"{len(summary.failures)} fichier(s) mis en quarantaine cette nuit : greffier report")
    waiting = f"{summary.quarantined_before - summary.rejected} fichier(s) attendent en quarantaine."
    return Completed(name="CompletedWithQuarantine", message=f"{lines[0]} {waiting}")
