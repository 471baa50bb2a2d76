"""The warehouse at scale: a generated history is loaded, resolved, published, viewed and searched.

    python benchmarks/warehouse.py [--meetings 100000] [--bodies 200] [--batch 5000] [--folder DIR] [--json FILE]

Bodies and their members come from `corpus.synthetic`; each holds as many sessions as it takes, with some twenty facts
a session (roll, agenda, decisions, votes, prices, money, speech, checks) and a page of text. What is timed is the
product's own way in: `Warehouse.load_batch` from records, flattening included; generating the records is not. Every
view is computed whole (each column of each row), and searches run over the whole text. While the warehouse is
published a reader in another process opens and queries it without pause; what he could not do counts as
unavailability.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as clock
from decimal import Decimal
from multiprocessing.synchronize import Event
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # this file has the name of the package it measures

import pandas as pd

from corpus.page import Box
from corpus.synthetic import found_body
from extractors.records import (
    AgendaItem,
    Amount,
    Attendance,
    Ballot,
    Check,
    CheckResult,
    Choice,
    Deliberation,
    Evidence,
    FinancialLine,
    FinancialTable,
    Intervention,
    Meeting,
    Minutes,
    Outcome,
    PageText,
    Presence,
    PresenceState,
    PriceStatus,
    Side,
    Status,
    Tariff,
)
from warehouse import DocumentEntry, PageReading, Warehouse
from warehouse.errors import WarehouseError
from warehouse.query import open_published
from warehouse.search import search
from warehouse.views import VIEWS

MEMBERS = 7
FIRST = date(2004, 1, 6)
PAGES = (PageReading(1, "digital", 0, 595.0, 842.0, None),)
ITEMS = (
    ("Tarifs de la cantine scolaire", "fixe le prix du repas", "7.1", "Cantine scolaire", "Repas enfant", "3.20"),
    ("Location de la salle des fêtes", "approuve la grille de location", "3.3", "Salle des fêtes", "Journée", "180"),
    ("Redevance d'assainissement", "fixe la redevance", "7.1", "Assainissement", "Part variable", "1.4525"),
    ("Concessions du cimetière", "fixe le prix des concessions", "3.5", "Cimetière", "Concession trentenaire", "310"),
    ("Accueil périscolaire", "adopte les tarifs de l'accueil", "8.1", "Accueil périscolaire", "Heure", "2.10"),
)
COUNTERPARTIES = (
    "Club nautique",
    "Amicale des pompiers",
    "Harmonie municipale",
    "Coopérative scolaire",
    "Comité des fêtes",
)
SENTENCES = (
    "Le maire expose que les délibérations relatives aux subventions seront examinées en commission.",
    "Les travaux de voirie prévus au budget primitif ont été attribués après consultation des entreprises.",
    "La convention avec le département pour l'entretien des chemins de randonnée est renouvelée.",
    "Le conseil prend connaissance du rapport annuel sur la qualité de l'eau potable.",
    "L'acquisition de la parcelle cadastrée permettra l'aménagement du parking de la gare.",
    "Une étude sur la rénovation énergétique de l'école maternelle est confiée au bureau retenu.",
    "Les agents recenseurs seront recrutés pour la durée de la collecte.",
    "Le règlement intérieur de la médiathèque est modifié pour tenir compte des nouveaux horaires.",
)
SEARCHES = ("subventions", "cantine scolaire", "convention département randonnée", "rénovation énergétique école")
TARGET_FACTS_A_SECOND = 50_000
TARGET_SECONDS = 1.0


@dataclass(frozen=True)
class House:
    """A body and who sits in it."""

    organisation: str
    name: str
    members: tuple[tuple[str, str | None], ...]


def houses(count: int) -> list[House]:
    """Invented bodies of seven members."""
    made = []
    for seed in range(count):
        body = found_body(seed, size=MEMBERS)
        seats = body.terms[max(body.terms)][:MEMBERS]
        members = tuple((s.person.name, s.person.civility) for s in seats)
        made.append(House(f"{body.organisation} {seed}", body.assembly, members))
    return made


def proof(quote: str, line: int) -> Evidence:
    """Some line of the page."""
    return Evidence(
        1, Box(56.0, 80.0 + 14 * (line % 50), 480.0, 92.0 + 14 * (line % 50)), quote, 0.93, "benchmark.rule"
    )


def session(house: House, number: int) -> DocumentEntry:
    """The body's ``number``-th session."""
    rng = random.Random(f"{house.organisation}-{number}")
    held_on = FIRST + timedelta(days=14 * number + rng.randrange(5))
    away = set(rng.sample(range(1, MEMBERS), rng.randrange(3)))
    roll = tuple(
        Attendance(
            position=i + 1,
            printed_name=name,
            name=name,
            civility=civility,
            status=Status.EXCUSED if i in away else Status.PRESENT,
            proxy_to=house.members[0][0] if i in away else None,
            evidence=proof(name, i),
        )
        for i, (name, civility) in enumerate(house.members)
    )
    first, second = rng.sample(ITEMS, 2)
    contested = number % 4 == 0
    text = " ".join(
        [f"Séance du {held_on:%d/%m/%Y}.", *(a.name for a in roll), *rng.sample(SENTENCES, 5), first[0], second[0]]
    )
    price = (Decimal(first[5]) * (100 + 2 * (held_on.year - FIRST.year)) / 100).quantize(Decimal("0.0001"))
    money = Decimal(rng.randrange(5, 400) * 100)
    minutes = Minutes(
        pages=(PageText(page=1, text=text),),
        meetings=(
            Meeting(
                organisation=house.organisation, body=house.name, document_type="procès-verbal", held_on=held_on,
                starts_at=clock(19, 30), chair=house.members[0][0], secretary=house.members[1][0],
                members_in_office=MEMBERS, members_present=MEMBERS - len(away), votes_cast=MEMBERS,
                evidence=proof(f"{held_on:%d/%m/%Y}", 1),
            ),
        ),
        attendance=roll,
        agenda_items=tuple(
            AgendaItem(position=i, number=str(i), level=1, title=t[0], evidence=proof(t[0], 10 + i))
            for i, t in enumerate((first, second), start=1)
        ),
        deliberations=tuple(
            Deliberation(
                position=i, number=f"{held_on:%Y-%m}-{i:02d}", section=str(i), title=t[0], decision=t[1],
                outcome=Outcome.ADOPTED, unanimous=not (contested and i == 1),
                votes_for=MEMBERS - 1 if contested and i == 1 else None,
                votes_against=1 if contested and i == 1 else None,
                first_block=i, last_block=i, subject_code=t[2], evidence=proof(t[1], 20 + i),
            )
            for i, t in enumerate((first, second), start=1)
        ),
        ballots=(Ballot(deliberation=1, name=house.members[2][0], choice=Choice.AGAINST, evidence=proof("Contre", 22)),)
        if contested else (),
        presence=tuple(
            Presence(deliberation=1, name=a.name, represented_by=a.proxy_to, evidence=a.evidence,
                     state=PresenceState.REPRESENTED if a.proxy_to else PresenceState.PRESENT)
            for a in roll
        ) if contested else (),
        interventions=(
            Intervention(position=1, section="1", speaker=house.members[3][0], speaker_name=house.members[3][0],
                         text=rng.choice(SENTENCES), evidence=proof("demande", 24)),
        ),
        tariffs=(
            Tariff(position=1, deliberation=1, service=first[3], item=first[4], amount=price, tax="TTC",
                   status=PriceStatus.ADOPTED, origin="text", evidence=proof(f"{price} €", 26)),
        ),
        financial_tables=(
            FinancialTable(position=1, kind="budget_amendment", deliberation=2, evidence=proof("DM", 30)),
        )
        if contested else (),
        financial_lines=tuple(
            FinancialLine(position=i, table=1, side=side, account=account, label="Ligne", amount=money,
                          evidence=proof(account, 30 + i))
            for i, (side, account) in enumerate(((Side.EXPENSE, "6574"), (Side.REVENUE, "7388")), start=1)
        ) if contested else (),
        amounts=(
            Amount(position=1, amount=money, what="subvention", counterparty=rng.choice(COUNTERPARTIES), deliberation=2,
                   evidence=proof(f"{money} €", 34)),
        ),
        checks=(
            Check(rule="checks.roll-count", stated=Decimal(MEMBERS - len(away)), computed=Decimal(MEMBERS - len(away)),
                  result=CheckResult.FAILED if number % 50 == 0 else CheckResult.PASSED, message="présents comptés",
                  meeting=1, evidence=proof("présents", 36)),
        ),
    )  # fmt: skip
    name = f"{house.organisation}-{held_on}.pdf"
    return DocumentEntry(
        document_id=hashlib.sha256(f"{house.organisation}|{house.name}|{number}".encode()).hexdigest(),
        file_name=name, source_path=f"depot/{name}", byte_size=1, pages=PAGES, minutes=minutes,
        reading_version="1", extraction_version="1",
    )  # fmt: skip


def batches(meetings: int, bodies: int, size: int) -> Iterator[list[DocumentEntry]]:
    """The history in the order of its years, a batch at a time."""
    every = houses(bodies)
    batch: list[DocumentEntry] = []
    for i in range(meetings):
        batch.append(session(every[i % bodies], i // bodies))
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def resolve(warehouse: Warehouse) -> int:
    """Everyone is who his name says; the identity stage itself has a benchmark of its own."""
    mentions = warehouse.mentions()
    keys = mentions["organisation"] + "|" + mentions["name"]
    ids = "person-" + pd.Series(pd.factorize(keys)[0], index=mentions.index).astype(str)
    rows = mentions[["table_name", "row_id", "field"]].assign(person_id=ids, decided_by="rule")
    names = mentions[["document_id", "name", "printed_name"]].assign(person_id=ids, score=1.0, decided_by="rule")
    persons = pd.DataFrame({"person_id": ids, "name": mentions["name"]}).drop_duplicates("person_id")
    return warehouse.apply_identities(persons, names.drop_duplicates(["document_id", "name", "printed_name"]), rows)


def read_without_pause(published: Path, stop: Event, told: multiprocessing.Queue[tuple[int, int, float]]) -> None:
    """Open and query until told to stop: how often, how often in vain, and the longest that it took."""
    asked = failed = 0
    longest = 0.0
    while not stop.is_set():
        started = time.monotonic()
        try:
            with open_published(published) as connection:
                connection.execute("SELECT count(*) FROM documents").fetchone()
        except WarehouseError:
            failed += 1
        longest = max(longest, time.monotonic() - started)
        asked += 1
    told.put((asked, failed, longest))


def measure(meetings: int, bodies: int, size: int, folder: Path) -> dict[str, object]:
    """Run everything once; seconds unless the name says otherwise."""
    published = folder / "warehouse.duckdb"
    result: dict[str, object] = {"meetings": meetings}
    with Warehouse.open(folder / "store" / "loader.duckdb", "benchmark") as warehouse:
        warehouse.publish(published)
        run = warehouse.start_run("benchmark")
        facts, seconds, processor = 0, 0.0, 0.0
        for batch in batches(meetings, bodies, size):
            started, busy = time.perf_counter(), time.process_time()
            facts += warehouse.load_batch(batch, run).facts
            seconds += time.perf_counter() - started
            processor += time.process_time() - busy
        result |= {
            "facts": facts,
            "load": round(seconds, 2),
            "load, processor": round(processor, 2),
            "facts a second": round(facts / seconds),
            "facts a processor second": round(facts / processor),
        }
        started = time.perf_counter()
        resolve(warehouse)
        result["identities"] = round(time.perf_counter() - started, 2)
        result |= publication(warehouse, published, "first publication, index of all texts")
        warehouse.load_batch(next(batches(size, bodies, size)), warehouse.start_run("benchmark"))
        result |= publication(warehouse, published, "publication after a night of one batch")
    result["megabytes"] = round(published.stat().st_size / 2**20)
    result["views"] = timed_views(published)  # seconds by the clock, and of processor
    result["searches"] = timed_searches(published)
    result["peak memory, MiB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return result


def publication(warehouse: Warehouse, published: Path, name: str) -> dict[str, object]:
    """Publish while a reader reads without pause."""
    context = multiprocessing.get_context("spawn")
    stop, told = context.Event(), context.Queue()
    reader = context.Process(target=read_without_pause, args=(published, stop, told))
    reader.start()
    time.sleep(1.0)
    started = time.perf_counter()
    warehouse.publish(published)
    seconds = time.perf_counter() - started
    time.sleep(0.5)
    stop.set()
    asked, failed, longest = told.get(timeout=60)
    reader.join()
    return {name: round(seconds, 2), f"{name}: queries meanwhile": asked, f"{name}: queries in vain": failed,
            f"{name}: slowest query": round(longest, 3)}  # fmt: skip


def timed(doing: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of processor, once warm: far apart where other work holds the machine."""
    assert doing()
    started, busy = time.perf_counter(), time.process_time()
    doing()
    return round(time.perf_counter() - started, 3), round(time.process_time() - busy, 3)


def timed_views(published: Path) -> dict[str, tuple[float, float]]:
    """Each view computed whole."""
    with open_published(published) as connection:
        queries = {view.name: f"SELECT count(*), max(hash(v)) FROM {view.name} v" for view in VIEWS}
        return {name: timed(lambda q=query: connection.execute(q).fetchall()) for name, query in queries.items()}


def timed_searches(published: Path) -> dict[str, tuple[float, float]]:
    """Each search by the product's own function, opening of the file included."""
    return {words: timed(lambda w=words: search(published, w)) for words in SEARCHES}


def misses(result: dict[str, object]) -> list[str]:
    """Targets not met."""
    slow = {**result["views"], **result["searches"]}  # type: ignore[dict-item]
    told = [f"{name}: {seconds} s" for name, (seconds, _) in slow.items() if seconds >= TARGET_SECONDS]
    if int(str(result["facts a second"])) < TARGET_FACTS_A_SECOND:
        told.append(f"load: {result['facts a second']} facts a second")
    return told + [f"{n}: {v}" for n, v in result.items() if n.endswith("in vain") and v]


def main() -> int:
    """Measure, print, say which targets were missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, default=100_000)
    parser.add_argument("--bodies", type=int, default=200)
    parser.add_argument("--batch", type=int, default=5_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="greffier-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        result = measure(chosen.meetings, chosen.bodies, chosen.batch, folder)
    finally:
        if chosen.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(result, indent=1, ensure_ascii=False))
    if chosen.json:
        chosen.json.write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
    missed = misses(result)
    print("targets missed: " + ("; ".join(missed) if missed else "none"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
