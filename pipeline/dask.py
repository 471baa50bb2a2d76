"""Reading on an existing Dask cluster (`--dask ADDRESS`): its workers need greffier installed and the store mounted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.errors import GreffierError

if TYPE_CHECKING:
    from prefect.task_runners import TaskRunner


class DaskUnavailable(GreffierError):
    """The extra is not installed, or the scheduler does not answer."""

    code = "dask-unavailable"
    way_out = "Installer l'extra (pip install 'greffier[dask]'), vérifier l'adresse et que l'ordonnanceur répond."
    is_terminal = False


def dask_runner(address: str) -> TaskRunner[Any]:
    """Prefect's task runner on that cluster.

    Raises:
        DaskUnavailable: prefect-dask is not installed.
    """
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise DaskUnavailable("prefect-dask n'est pas installé.") from error
    runner: TaskRunner[Any] = DaskTaskRunner(address=address)
    return runner


def workers_of(address: str) -> int:
    """How many workers the cluster has now, at least one.

    Raises:
        DaskUnavailable: the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise DaskUnavailable("distributed n'est pas installé.") from error
    try:
        with Client(address, timeout=10, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            return max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    except (OSError, TimeoutError) as error:
        raise DaskUnavailable(f"L'ordonnanceur {address} ne répond pas.") from error
