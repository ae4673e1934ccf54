"""The tables of the model: each name has its row, and rows agree with each other."""

from __future__ import annotations

import pytest

from banxin.layout.settings import Forms, Roles
from banxin.model.edition import BlockKind
from banxin.model.forms import HeadlineForm
from banxin.model.roles import ROLE_OF_BLOCK, Role


def test_every_kind_of_block_is_set_in_one_role() -> None:
    assert ROLE_OF_BLOCK.keys() == set(BlockKind)
    assert sum(len(role.traits.blocks) for role in Role) == len(BlockKind)


def test_roles_of_blocks_and_of_legs_have_a_flow() -> None:
    assert all(role.traits.flow for role in Role if role.traits.blocks)
    assert not any(role.traits.off_rows for role in Role if role.traits.flow is None)


@pytest.mark.parametrize("role", [role for role in Role if role.traits.stand_in or role.value in Roles.model_fields])
def test_every_role_with_a_face_ends_at_one_that_each_layout_names(role: Role) -> None:
    faces = Roles.model_validate({name: name for name, field in Roles.model_fields.items() if field.is_required()})
    assert Roles.model_fields[faces.face(role)].is_required()


def test_a_layout_offers_the_plain_form_and_those_it_names() -> None:
    forms = Forms(beside=False, vertical=True, reversed=True)
    assert {form for form in HeadlineForm if forms.offers(form)} == {
        HeadlineForm.ACROSS, HeadlineForm.REVERSED, HeadlineForm.VERTICAL,
    }  # fmt: skip


def test_what_only_heads_beside_the_text_are() -> None:
    assert not [form for form in HeadlineForm if form.traits.over and (form.traits.upright or not form.traits.slack)]
