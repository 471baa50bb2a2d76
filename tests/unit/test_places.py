"""Communes and groupings of the official lists, and which one a document means."""

from __future__ import annotations

from extractors.identity.official import tie_to_official
from extractors.places import communes_named, groupings_named


def test_names_are_found_however_they_are_spelt() -> None:
    assert {p.code for p in communes_named("ST ETIENNE")} == {p.code for p in communes_named("Saint-Étienne")} != set()
    assert communes_named("L’Haÿ-les-Roses") == communes_named("L'HAY LES ROSES") != ()
    assert communes_named("Fontorbe-sur-Viorne") == ()


def test_a_former_commune_leads_to_the_one_of_today() -> None:
    former = [p for p in communes_named("Arbignieu") if p.is_former]
    assert former and all(p.current_code != "" for p in former)


def test_groupings_by_kind_written_out_or_abbreviated() -> None:
    assert groupings_named("Communauté de communes Faucigny-Glières") == groupings_named("CC Faucigny Glières") != ()


def test_a_shared_name_is_settled_by_what_else_the_documents_name() -> None:
    names = {"a": ["Commune de Saint-Denis"], "b": ["Aubervilliers"], "c": ["Stains"], "d": ["La Courneuve"]}
    documents = {key: ["d1"] for key in names}
    official = tie_to_official(names, documents)
    assert official["a"].insee_code == "93066"
    assert official["b"].siren and official["b"].kind == "commune"


def test_a_shared_name_alone_is_tied_to_nothing() -> None:
    assert tie_to_official({"a": ["Mairie de Saint-Martin"]}, {"a": ["d1"]}) == {}


def test_what_is_no_commune_is_none() -> None:
    assert tie_to_official({"a": ["CCAS de Bordeaux"], "b": ["Les Amis de l'orgue"]}, {"a": ["d"], "b": ["d"]}) == {}
