"""Nightly ingestion: a Prefect deployment that this process serves, or a systemd timer instead."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import GreffierError
from pipeline.settings import Settings

NAME = "greffier-nightly"


class WrongSchedule(GreffierError):
    """The cron expression cannot be understood."""

    code = "wrong-schedule"
    way_out = 'Donner cinq champs entre guillemets, par exemple --cron "0 2 * * *" (chaque nuit à 2 h).'


def serve(settings: Settings, inboxes: Sequence[Path], cron: str, timezone: str, port: int) -> None:
    """Serve the deployment until stopped, with a Prefect server of our own unless PREFECT_API_URL names one."""
    _check(cron)
    from pipeline.prefect_server import LongServer

    with LongServer(settings.store_root / "prefect-schedule", port) as server:
        from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
        from prefect.schedules import Cron

        from pipeline.nightly import nightly

        url = server.wait()
        sys.stderr.write(f"Nuits programmées ({cron}, {timezone}) ; Prefect répond à {url.removesuffix('/api')}.\n")
        nightly.serve(
            name=NAME,
            schedule=Cron(cron, timezone=timezone),
            parameters={"inbox": [str(p.absolute()) for p in inboxes], "warehouse": str(settings.published)},
            # No `limit` of the runner's own beside it: it would keep the second run waiting instead of cancelled.
            global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
            print_starting_message=False,
        )


def _check(cron: str) -> None:
    from datetime import UTC, datetime

    from cronsim import CronSim, CronSimError

    try:
        CronSim(cron, datetime.now(UTC))
    except CronSimError as error:
        raise WrongSchedule(f"« {cron} » n'est pas une expression cron.") from error


UNIT = """\
# /etc/systemd/system/greffier.service
[Unit]
Description=greffier: take in new minutes
After=network-online.target

[Service]
Type=oneshot
User={user}
WorkingDirectory={folder}
ExecStart={greffier} ingest {inboxes} --warehouse {warehouse}
# 3: done, some files are in quarantine; 4: another run was loading
SuccessExitStatus=3 4
Nice=10
IOSchedulingClass=idle
PrivateTmp=yes
ProtectSystem=full
NoNewPrivileges=yes

# /etc/systemd/system/greffier.timer
[Unit]
Description=greffier every night

[Timer]
OnCalendar={calendar}
Persistent=true

[Install]
WantedBy=timers.target
"""


def systemd_units(settings: Settings, inboxes: Sequence[Path], cron: str) -> str:
    """A service and a timer that do the same without Prefect's scheduler; to be put where their first lines say.

    Raises:
        WrongSchedule: the expression is none, or one that a calendar cannot say.
    """
    _check(cron)
    return UNIT.format(
        user=getpass.getuser(),
        folder=Path.cwd(),
        greffier=Path(sys.argv[0]).absolute() if os.access(sys.argv[0], os.X_OK) else "greffier",
        inboxes=" ".join(f'"{p.absolute()}"' for p in inboxes),
        warehouse=f'"{settings.published}"',
        calendar=calendar(cron),
    )


_DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def calendar(cron: str) -> str:
    """A cron expression as systemd's OnCalendar: numbers, lists, ranges and steps.

    Raises:
        WrongSchedule: both a day of the month and a day of the week (cron means either, a calendar both).
    """
    minute, hour, day, month, weekday = cron.split()
    if day != "*" and weekday != "*":
        raise WrongSchedule(f"« {cron} » : un jour du mois et un jour de la semaine à la fois ne se traduisent pas.")
    days = ""
    if weekday != "*":
        names = [
            _DAYS[int(part)] if part.isdigit() else "..".join(_DAYS[int(p)] for p in part.split("-"))
            for part in weekday.split(",")
        ]
        days = ",".join(names) + " "

    def field(text: str, first: int) -> str:
        text = text.replace("-", "..")
        return text.replace("*/", f"{first}/")

    return f"{days}*-{field(month, 1)}-{field(day, 1)} {field(hour, 0)}:{field(minute, 0)}:00"
