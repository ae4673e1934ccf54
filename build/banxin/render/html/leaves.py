"""Texts and pictures on the pages, numbered in the order in which they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from banxin.render.html.view import DrawnFigure, ParagraphPiece


@dataclass(frozen=True, slots=True)
class TextLeaf:
    """A piece of text that is drawn: the `number`th of its page (both from 0)."""

    page: int
    number: int
    piece: ParagraphPiece


@dataclass(frozen=True, slots=True)
class FigureLeaf:
    """A picture that is drawn: the `number`th of its page (both from 0)."""

    page: int
    number: int
    figure: DrawnFigure


@dataclass(frozen=True, slots=True)
class FigureCaption:
    """A picture with its caption."""

    figure: FigureLeaf
    captions: tuple[TextLeaf, ...]
