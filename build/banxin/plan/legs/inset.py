"""A picture among the legs of its article."""

from __future__ import annotations

from dataclasses import dataclass

from banxin.model.edition import Picture
from banxin.plan.text.captions import SetCaption


@dataclass(frozen=True, slots=True)
class Inset:
    """A place for a picture among the legs of its article: at the right, under the head."""

    picture: Picture
    caption: SetCaption
    span: int
    picture_rows: int
    """Rows of the picture itself."""
    cost: float
    full: bool = False
    """Whether it takes its columns from the head to the foot, without legs under it."""
    high: bool = False
    """Whether it begins at the module's top, right of the head, not under it."""

    @property
    def rows(self) -> int:
        """Rows that it takes of its columns: with its caption, and with a blank row over the legs under it."""
        return self.picture_rows + self.caption.rows + (0 if self.full else 1)
