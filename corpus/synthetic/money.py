"""Money on paper: price lists, budgets, amendments, financing plans, subsidies, in every make of table, with labels.

Belongs here: drawing figures that close and setting them as tables or prose. Does not belong here: when they come up
(`topics`), or how a table looks on the page (`typesetting`).
"""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from corpus.synthetic.bodies import Body
from corpus.synthetic.elements import Draft, Grid, Kind, Ruling
from corpus.synthetic.people import data
from corpus.synthetic.style import Style
from corpus.synthetic.words import money

Truth = dict[str, Any]
RULINGS = {
    "ruled-grid": Ruling.FULL,
    "half-ruled": Ruling.HALF,
    "unruled": Ruling.NONE,
    "two-levels": Ruling.FULL,
    "grid-then-prose": Ruling.FULL,
}


class Purse:
    """Writes money into a draft and keeps its labels."""

    def __init__(self, rng: random.Random, draft: Draft, style: Style, body: Body, year: int) -> None:
        """Nothing is written yet."""
        self.rng, self.draft, self.style, self.body, self.year = rng, draft, style, body, year
        self.tables: list[Truth] = []
        self.tariffs: list[Truth] = []
        self.amounts: list[Truth] = []
        self.borderline: list[Truth] = []
        self.checks: list[Truth] = []
        self.cents = rng.random() < 0.7
        self.form = style.money if year >= 2002 else rng.choice(("francs", "short francs"))
        self.currency = "EUR" if year >= 2002 else "FRF"
        self.sign = rng.random() < 0.4

    def sum(self, amount: Decimal, unit: bool = True) -> str:
        """A sum in the document's form."""
        return money(amount, self.form, unit, self.cents)

    def state(self, spec: dict[str, Any], who: str | None, section: str | None) -> str:
        """Draw an amount stated in running text, label it, and give its wording."""
        rng = self.rng
        step = spec.get("step", 1)
        whole = rng.randrange(spec["low"], spec["high"] + 1, step)
        amount = (
            Decimal(whole)
            if spec.get("bare") or rng.random() < 0.4
            else Decimal(whole * 100 + rng.randrange(100)) / 100
        )
        tax = spec.get("tax")
        label = {
            "amount": float(amount),
            "currency": self.currency,
            "tax": tax,
            "per": spec.get("per"),
            "what": spec["what"],
            "counterparty": bare(who) if who else None,
            "section": section,
            "note": None,
        }
        self.amounts.append(label)
        text = self.sum(amount)
        if spec.get("bare") and self.year >= 2002 and amount % 1000 == 0 and rng.random() < 0.15:
            text = f"{amount // 1000} K€"
        if tax:
            text += f" {tax}"
        if spec.get("both"):
            gross = (amount * Decimal("1.2")).quantize(Decimal("0.01"))
            self.amounts.append(dict(label, amount=float(gross), tax="TTC"))
            text += f", soit {self.sum(gross)} TTC"
        return text

    # Tables of budgets

    def amendment(self, title: str, context: str | None) -> None:
        """A budget amendment in the style's make."""
        rng, accounts = self.rng, data("services.yaml")["accounts"]
        part = rng.choice(("f", "i"))
        moved = Decimal(rng.randrange(2, 400) * 50)
        spent, gained = list(accounts[f"expense_{part}"]), list(accounts[f"revenue_{part}"])
        rng.shuffle(spent)
        rng.shuffle(gained)
        n, m = rng.randrange(2, 5), rng.randrange(0, 3)
        expenses = [(a, Decimal(rng.randrange(-200, 400) * 50 or 50)) for a in spent[:n]]
        revenues = [(a, Decimal(rng.randrange(2, 200) * 50)) for a in gained[:m]]
        balance = sum((x for _, x in revenues), Decimal(0)) - sum((x for _, x in expenses), Decimal(0))
        expenses.append((spent[n], balance if balance else moved))
        if not balance:
            expenses.append((spent[n + 1], -moved))
        make = self.style.amendment
        totals = make != "lines"
        table = self._table("budget_amendment", title, context)
        for side, lines in (("expense", expenses), ("revenue", revenues)):
            for (account, chapter, label), amount in lines:
                table["lines"].append(self._line(side, account, chapter if make != "lines" else None, label, amount))
        sums = {
            "expense": sum((x for _, x in expenses), Decimal(0)),
            "revenue": sum((x for _, x in revenues), Decimal(0)),
        }
        if make == "stacked":
            self._stacked(table, expenses, revenues, sums)
        elif make in ("side-by-side", "article-chapter"):
            self._side_by_side(table, expenses, revenues, sums, make == "article-chapter")
        else:
            self._lines_of_text(table, expenses, revenues)
        if not totals:
            table["totals"] = []

    def _stacked(self, table: Truth, expenses: list[Any], revenues: list[Any], sums: dict[str, Decimal]) -> None:
        for side, head, lines in (("expense", "COMPTES DÉPENSES", expenses), ("revenue", "COMPTES RECETTES", revenues)):
            if not lines:
                continue
            rows = [("Chapitre", "Article", "Nature", "Montant")]
            rows += [(c, a, label, self.sum(x)) for (a, c, label), x in lines]
            rows.append(("", "", "Total", self.sum(sums[side])))
            table["totals"].append(self._total(side, "Total", sums[side]))
            self.draft.say(head, bold=True)
            self.draft.add(Kind.TABLE, grid=Grid(tuple(rows), widths=(1, 1, 4, 2), bold_rows=(len(rows) - 1,)))

    def _side_by_side(
        self, table: Truth, expenses: list[Any], revenues: list[Any], sums: dict[str, Decimal], merged_label: bool
    ) -> None:
        rows: list[tuple[str, ...]] = (
            [("DÉPENSES", "", "RECETTES", "")] if merged_label else [("DÉPENSES", "", "", "RECETTES", "", "")]
        )
        rows.append(
            ("Article (Chap.) - Opération", "Montant") * 2 if merged_label else ("Compte", "Libellé", "Montant") * 2
        )
        for i in range(max(len(expenses), len(revenues))):
            row: list[str] = []
            for lines in (expenses, revenues):
                if i < len(lines):
                    (account, chapter, label), amount = lines[i]
                    row += (
                        [f"{account} ({chapter}) : {label}", self.sum(amount, False)]
                        if merged_label
                        else [account, label, self.sum(amount, False)]
                    )
                else:
                    row += ["", ""] if merged_label else ["", "", ""]
            rows.append(tuple(row))
        shown = self.sum(sums["expense"], False), self.sum(sums["revenue"], False) if revenues else ""
        if merged_label:
            rows.append(("Total Dépenses", shown[0], "Total Recettes", shown[1]))
        else:
            rows.append(("", "Total Dépenses", shown[0], "", "Total Recettes", shown[1]))
            for line in table["lines"]:
                line["chapter"] = None
        table["totals"].append(self._total("expense", "Total Dépenses", sums["expense"]))
        table["totals"].append(self._total("revenue", "Total Recettes", sums["revenue"] if revenues else None))
        half = len(rows[0]) // 2
        grid = Grid(
            tuple(rows),
            2,
            merged=((0, 0, 0, half - 1), (0, half, 0, 2 * half - 1)),
            widths=(3, 1.4) * 2 if merged_label else (1.2, 2.5, 1.5) * 2,
            bold_rows=(len(rows) - 1,),
        )
        self.draft.add(Kind.TABLE, grid=grid)

    def _lines_of_text(self, table: Truth, expenses: list[Any], revenues: list[Any]) -> None:
        for head, lines in (("Dépenses :", expenses), ("Recettes :", revenues)):
            if lines:
                self.draft.say(head, bold=True)
                for (account, _, label), amount in lines:
                    sign = "+ " if amount > 0 else "- "
                    self.draft.add(
                        Kind.ITEM,
                        f"Compte {account} - {label} : {sign}{self.sum(abs(amount))}",
                        bullet=self.style.bullet,
                    )

    def budget(self, title: str, context: str | None) -> None:
        """A budget by chapter, each section in balance, expenses beside revenues or below."""
        accounts = data("services.yaml")["accounts"]
        for name, out, into in (
            ("FONCTIONNEMENT", "chapters_f", "chapters_fr"),
            ("INVESTISSEMENT", "chapters_i", "chapters_ir"),
        ):
            spent = [(c, label, self._big()) for c, label in accounts[out]]
            gained = [(c, label, self._big()) for c, label in accounts[into][:-1]]
            total = sum((x for *_, x in spent), Decimal(0))
            rest = total - sum((x for *_, x in gained), Decimal(0))
            while rest <= 0:
                gained = [(c, label, (x / 3).quantize(Decimal(1))) for c, label, x in gained]
                rest = total - sum((x for *_, x in gained), Decimal(0))
            gained.append((*accounts[into][-1], rest))
            table = self._table("budget", f"SECTION DE {name}", context)
            rows: list[tuple[str, ...]] = [("Chapitre", "Dépenses", "Montant", "Chapitre", "Recettes", "Montant")]
            for i in range(max(len(spent), len(gained))):
                row: list[str] = []
                for lines in (spent, gained):
                    row += [lines[i][0], lines[i][1], self.sum(lines[i][2])] if i < len(lines) else ["", "", ""]
                rows.append(tuple(row))
            rows.append(("", "TOTAL", self.sum(total), "", "TOTAL", self.sum(total)))
            for side, lines in (("expense", spent), ("revenue", gained)):
                table["lines"] += [self._line(side, None, c, label, x) for c, label, x in lines]
                table["totals"].append(self._total(side, "TOTAL", total))
            self.draft.say(f"SECTION DE {name}", bold=True)
            self.draft.add(Kind.TABLE, grid=Grid(tuple(rows), widths=(1.5, 2.5, 1.7) * 2, bold_rows=(len(rows) - 1,)))

    def account(self, title: str, context: str | None) -> None:
        """An administrative account: sections in rows, forecast and result in columns."""
        table = self._table("administrative_account", title, context)
        columns = ("Fonctionnement", "Investissement")
        rows: list[tuple[str, ...]] = [("", *columns)]
        spent, gained = [self._big() for _ in columns], [self._big() for _ in columns]
        for label, side, values in (
            ("Dépenses réalisées", "expense", spent),
            ("Recettes réalisées", "revenue", gained),
        ):
            rows.append((label, *(self.sum(v) for v in values)))
            table["lines"] += [
                self._line(side, None, None, label, v, column) for column, v in zip(columns, values, strict=True)
            ]
        result = [g - s for s, g in zip(spent, gained, strict=True)]
        rows.append(("Résultat de l'exercice", *(self.sum(v) for v in result)))
        table["lines"] += [
            self._line(None, None, None, "Résultat de l'exercice", v, column)
            for column, v in zip(columns, result, strict=True)
        ]
        self.draft.add(
            Kind.TABLE, grid=Grid(tuple(rows), widths=(2, 1.5, 1.5), ruling=self.rng.choice((Ruling.FULL, Ruling.HALF)))
        )

    def financing(self, context: str | None) -> None:
        """A financing plan: expenses beside financers; now and then each expense merged over its own financers."""
        rng, services = self.rng, data("services.yaml")
        works = rng.sample(services["works"], rng.randrange(1, 4))
        total = Decimal(str(self.amounts[-1]["amount"])) if self.amounts else Decimal(rng.randrange(20, 900) * 100)
        spent = self._parts(total, works)
        helpers = [*rng.sample(services["financers"], rng.randrange(1, 4)), "Autofinancement"]
        title = rng.choice(
            ("Plan de financement prévisionnel", "Le plan de financement serait le suivant :", "Plan de financement")
        )
        table = self._table("financing_plan", title.rstrip(" :"), context)
        self.draft.say(title, bold=not title.endswith(":"))
        if len(works) > 1 and rng.random() < 0.35:
            table["make"] = "financing_plan: merged"
            self._merged_plan(table, spent, helpers[-3:])
        else:
            self._plain_plan(table, spent, self._shares(total, helpers), total)

    def _parts(self, total: Decimal, works: list[str]) -> list[tuple[str, Decimal]]:
        """A total shared out over works."""
        parts, left = [], total
        for work in works[:-1]:
            part = (left * self.rng.choice((Decimal("0.3"), Decimal("0.4"), Decimal("0.6")))).quantize(Decimal("0.01"))
            parts.append((work, part))
            left -= part
        return [*parts, (works[-1], left)]

    def _plain_plan(
        self, table: Truth, spent: list[tuple[str, Decimal]], shares: list[tuple[str, Decimal]], total: Decimal
    ) -> None:
        wrong = total
        if self.rng.random() < 0.06:
            wrong = total + Decimal(1000)
            self.checks.append(
                {"what": f"plan de financement : TOTAL des dépenses imprimé {wrong} €, somme des lignes {total} €"}
            )
        rows: list[tuple[str, ...]] = [("Dépenses HT", "Montant", "Recettes", "Montant")]
        for i in range(max(len(spent), len(shares))):
            left = (spent[i][0], self.sum(spent[i][1])) if i < len(spent) else ("", "")
            right = (shares[i][0], self.sum(shares[i][1])) if i < len(shares) else ("", "")
            rows.append(left + right)
        rows.append(("TOTAL", self.sum(wrong), "TOTAL", self.sum(total)))
        table["lines"] += [self._line("expense", None, None, label, x) for label, x in spent]
        table["lines"] += [self._line("revenue", None, None, label, x) for label, x in shares]
        table["totals"] += [self._total("expense", "TOTAL", wrong), self._total("revenue", "TOTAL", total)]
        ruling = self.rng.choice((Ruling.FULL, Ruling.FULL, Ruling.HALF))
        self.draft.add(
            Kind.TABLE, grid=Grid(tuple(rows), widths=(2.4, 1.4) * 2, bold_rows=(len(rows) - 1,), ruling=ruling)
        )

    def _merged_plan(self, table: Truth, spent: list[tuple[str, Decimal]], helpers: list[str]) -> None:
        rows: list[tuple[str, ...]] = [("Dépenses", "Montant", "Financeurs", "Participation")]
        merged: list[tuple[int, int, int, int]] = []
        given = Decimal(0)
        for label, amount in spent:
            first = len(rows)
            table["lines"].append(self._line("expense", None, None, label, amount))
            for i, (who, share) in enumerate(self._shares(amount, helpers)):
                rows.append((label if i == 0 else "", self.sum(amount) if i == 0 else "", who, self.sum(share)))
                table["lines"].append(self._line("revenue", None, None, who, share))
                given += share
            merged += [(first, 0, len(rows) - 1, 0), (first, 1, len(rows) - 1, 1)]
        total = sum((x for _, x in spent), Decimal(0))
        rows.append(("TOTAL", self.sum(total), "TOTAL", self.sum(given)))
        table["totals"] += [self._total("expense", "TOTAL", total), self._total("revenue", "TOTAL", given)]
        self.draft.add(
            Kind.TABLE,
            grid=Grid(tuple(rows), merged=tuple(merged), widths=(2.4, 1.4, 1.8, 1.4), bold_rows=(len(rows) - 1,)),
        )

    def _shares(self, total: Decimal, helpers: list[str]) -> list[tuple[str, Decimal]]:
        shares, left = [], total
        for helper in helpers[:-1]:
            share = (
                total
                * self.rng.choice((Decimal("0.1"), Decimal("0.15"), Decimal("0.2"), Decimal("0.25"), Decimal("0.3")))
            ).quantize(Decimal("0.01"))
            shares.append((helper, share))
            left -= share
        return [*shares, (helpers[-1], left)]

    def subsidies(self, context: str | None) -> None:
        """What each association gets; long lists run over the page with a carried sum."""
        rng = self.rng
        names = rng.sample(data("places.yaml")["associations"], rng.randrange(4, 13))
        given = [(n, Decimal(rng.randrange(2, 60) * 50)) for n in names]
        total = sum((x for _, x in given), Decimal(0))
        table = self._table("subsidies", "Subventions aux associations", context)
        rows: list[tuple[str, ...]] = [
            ("Association", "Montant"),
            *((n, self.sum(x)) for n, x in given),
            ("TOTAL", self.sum(total)),
        ]
        table["lines"] += [self._line(None, None, None, n, x) for n, x in given]
        table["totals"].append(self._total(None, "TOTAL", total))
        ruling = rng.choice((Ruling.FULL, Ruling.HALF, Ruling.NONE))
        if len(given) > 7 and rng.random() < 0.5:
            table["make"] = f"subsidies: carried, {ruling.value}"
            self._carried(rows, given, ruling)
            return
        table["make"] = f"subsidies: {ruling.value}"
        self.draft.add(Kind.TABLE, grid=Grid(tuple(rows), widths=(3, 1.2), bold_rows=(len(rows) - 1,), ruling=ruling))

    def _carried(self, rows: list[tuple[str, ...]], given: list[tuple[str, Decimal]], ruling: Ruling) -> None:
        """A list in two parts, the sum carried from one to the other."""
        cut = len(given) // 2 + 1
        so_far = sum((x for _, x in given[:cut]), Decimal(0))
        self.borderline += [self._line(None, None, None, label, so_far) for label in ("À reporter", "Report")]
        first = [*rows[: cut + 1], ("À reporter", self.sum(so_far))]
        second = [rows[0], ("Report", self.sum(so_far)), *rows[cut + 1 :]]
        self.draft.add(Kind.TABLE, grid=Grid(tuple(first), widths=(3, 1.2), ruling=ruling))
        self.draft.add(
            Kind.TABLE, grid=Grid(tuple(second), widths=(3, 1.2), ruling=ruling, bold_rows=(len(second) - 1,))
        )

    # Prices

    def tariff(self, key: str, adopted: bool, context: str | None) -> None:
        """The prices of a service in the style's make.

        Args:
            key: of the service in services.yaml.
            adopted: whether the assembly adopts what is printed here.
            context: path of the section.
        """
        service = data("services.yaml")["services"][key]
        status = "adopted" if adopted else "proposed"
        make = self.style.tariff
        level = Decimal(str(round(self.body.prices[key] * (1 + 0.02 * (self.year - 2015)), 3)))
        priced = [(item, (Decimal(str(base)) * level)) for item, base in service["items"]]
        if service["by"] in ("quotient", "postes") and make in (
            "ruled-grid",
            "half-ruled",
            "unruled",
            "two-levels",
            "grid-then-prose",
        ):
            self._tier_grid(service, priced, status, make, context)
        elif service["by"] == "resident" and make in ("ruled-grid", "half-ruled", "two-levels", "unruled"):
            self._audience_grid(service, priced, status, make, context)
        else:
            self._list(service, [(item, _round(x)) for item, x in priced], status, make, context)

    def _tier_grid(
        self, service: Truth, priced: list[tuple[str, Decimal]], status: str, make: str, context: str | None
    ) -> None:
        tiers = data("services.yaml")["tiers"][service["by"]]
        final = status == "adopted" and make == "grid-then-prose"
        head: list[tuple[str, ...]] = []
        caption = self.rng.choice(("Prix par tranche", "Tarif selon la tranche")) if make == "two-levels" else ""
        if caption:
            head.append(("", caption, *[""] * (len(tiers) - 1)))
        head.append((service["name"], *(t[0] for t in tiers)))
        rows = head[:]
        table = self._table("tariff_grid", service["name"], context)
        for item, price in priced:
            values = [
                _round(price * Decimal(str(f)))
                for f in ((0.7, 1, 1.25) if service["by"] == "quotient" else (1, 0.92, 0.85))
            ]
            rows.append((item, *(self.sum(v) for v in values)))
            for (tier, low, high), value in zip(tiers, values, strict=True):
                self._price(service, item, value, "proposed" if final else status, "table", tier=(tier, low, high))
                table["lines"].append(self._line(None, None, None, item, value, tier))
        merged = ((0, 1, 0, len(tiers)),) if caption else ()
        grid = Grid(tuple(rows), len(head), RULINGS[make], merged, widths=(2.4, *[1.2] * len(tiers)))
        self.draft.add(Kind.TABLE, grid=grid)
        if final:
            item, price = priced[0]
            value = _round(price * Decimal("1.05"))
            self.draft.say(
                f"Après discussion, le tarif unique suivant est retenu : {item} à {self.sum(value)} quelle que soit "
                "la tranche."
            )
            self._price(service, item, value, "adopted", "text")

    def _audience_grid(
        self, service: Truth, priced: list[tuple[str, Decimal]], status: str, make: str, context: str | None
    ) -> None:
        audiences = data("services.yaml")["audiences"]
        rows: list[tuple[str, ...]] = [(service["name"], *(a for a, _ in audiences))]
        table = self._table("tariff_grid", service["name"], context)
        for item, price in priced:
            values = [_round(price * Decimal(str(f))) for _, f in audiences]
            rows.append((item, *(self.sum(v) for v in values)))
            for (audience, _), value in zip(audiences, values, strict=True):
                self._price(service, item, value, status, "table", audience=audience)
                table["lines"].append(self._line(None, None, None, item, value, audience))
        self.draft.add(Kind.TABLE, grid=Grid(tuple(rows), 1, RULINGS[make], widths=(2, 1.6, 1.6)))

    def _list(
        self, service: Truth, priced: list[tuple[str, Decimal]], status: str, make: str, context: str | None
    ) -> None:
        unit = f" / {service['unit']}" if service.get("unit") and self.rng.random() < 0.5 else ""
        tax = f" {service['tax']}" if service.get("tax") else ""
        head = f"{service['name']} :"
        ranged = make == "prose" and self.rng.random() < 0.25
        for i, (item, value) in enumerate(priced):
            self._price(service, item, value, status, "text" if make in ("prose", "leaders") else "table")
            if ranged and i == 0:
                self.tariffs[-1]["amount_max"] = float(value * 2)
        if make == "prose":
            parts = [f"{item.lower()} : {self.sum(v)}{tax}" for item, v in priced]
            if ranged:
                item, value = priced[0]
                parts[0] = f"{item.lower()} : entre {self.sum(value)} et {self.sum(value * 2)}{tax}"
            self.draft.say(f"Les prix sont fixés ainsi pour le service « {service['name']} » : {' ; '.join(parts)}.")
            return
        if make == "leaders":
            self.draft.say(head, bold=True)
            for item, value in priced:
                self.draft.add(Kind.LEADER, item + unit, page=self.sum(value) + tax)
                self.borderline.append(self._line(None, None, None, item, value))
            return
        table = self._table("tariff_grid", service["name"], context)
        table["lines"] += [self._line(None, None, None, item + unit, v) for item, v in priced]
        self.draft.say(head, bold=True)
        if make == "boxed-arrows":
            arrow = self.rng.choice(("→", "→", ":"))
            rows = [(item + unit, arrow, self.sum(v) + tax) for item, v in priced]
            self.draft.add(Kind.TABLE, grid=Grid(tuple(rows), 0, Ruling.BOX, widths=(3, 0.5, 1.4)))
            return
        rows2: list[tuple[str, ...]] = [
            ("Prestation", "Tarif"),
            *((item + unit, self.sum(v) + tax) for item, v in priced),
        ]
        self.draft.add(Kind.TABLE, grid=Grid(tuple(rows2), 1, RULINGS.get(make, Ruling.FULL), widths=(3, 1.2)))

    def _price(
        self,
        service: Truth,
        item: str,
        value: Decimal,
        status: str,
        source: str,
        tier: tuple[str, int, int | None] | None = None,
        audience: str | None = None,
    ) -> None:
        low, high = (tier[1], tier[2]) if tier else (None, None)
        self.tariffs.append(
            {
                "service": service["name"],
                "item": item,
                "unit": service.get("unit"),
                "period": service.get("period"),
                "tier": tier[0] if tier else None,
                "tier_min": low,
                "tier_max": high,
                "amount": float(value),
                "amount_max": None,
                "currency": self.currency,
                "tax": service.get("tax"),
                "audience": audience,
                "status": status,
                "source": source,
                "note": None,
            }
        )

    # Labels

    def _table(self, kind: str, title: str, context: str | None) -> Truth:
        make = {"tariff_grid": self.style.tariff, "budget_amendment": self.style.amendment}.get(kind, "")
        table: Truth = {
            "kind": kind,
            "title": title,
            "context": context,
            "lines": [],
            "totals": [],
            "note": None,
            "make": f"{kind}: {make}" if make else kind,
        }
        self.tables.append(table)
        return table

    def _line(
        self,
        side: str | None,
        account: str | None,
        chapter: str | None,
        label: str,
        amount: Decimal,
        column: str | None = None,
    ) -> Truth:
        return {
            "side": side,
            "account": account,
            "chapter": chapter,
            "label": label,
            "column": column,
            "amount": float(amount),
        }

    def _total(self, side: str | None, label: str, amount: Decimal | None) -> Truth:
        return {"side": side, "label": label, "column": None, "amount": None if amount is None else float(amount)}

    def _big(self) -> Decimal:
        return (
            Decimal(self.rng.randrange(80_000, 90_000_000)) / 100
            if self.cents
            else Decimal(self.rng.randrange(800, 900_000))
        )


def bare(name: str) -> str:
    """A name without its article: 'société Voirinov'."""
    for article in ("la ", "le ", "les ", "l'"):
        if name.startswith(article):
            return name[len(article) :]
    return name


def _round(value: Decimal) -> Decimal:
    """A price a body would set."""
    step = (
        Decimal("0.05") if value < 10 else Decimal("0.5") if value < 50 else Decimal(1) if value < 200 else Decimal(5)
    )
    return max(step, (value / step).quantize(Decimal(1)) * step)
