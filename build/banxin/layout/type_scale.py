"""The type scale of a layout: sizes of headlines by priority and width."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Positive = Annotated[float, Field(gt=0)]
Sizes = Annotated[tuple[Positive, ...], Field(min_length=1)]


class Table(BaseModel):
    """A table of layout.toml: unknown keys and infinite numbers are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Scale(Table):
    """Sizes of headlines, in pt."""

    p1: Sizes = Field(alias="1")
    p2: Sizes = Field(alias="2")
    p3: Sizes = Field(alias="3")
    p4: Sizes = Field(alias="4")
    p5: Sizes = Field(alias="5")
    minor_from: int
    span_max: Sizes
    second: Annotated[tuple[tuple[float, Positive, Positive], ...], Field(min_length=1)]
    air: Annotated[float, Field(ge=0, le=1)] = 0.25
    """Least space over and under a head, as a share of its largest size. Ours."""
    air_most_pt: Annotated[float, Field(ge=0)] = 8
    """The limit of that space, in pt. Ours."""

    @model_validator(mode="after")
    def _a_size_for_every_rank(self) -> Self:
        for priority, sizes in enumerate((self.p1, self.p2, self.p3, self.p4, self.p5), 1):
            if any(one <= other for one, other in pairwise(sizes)):
                raise ValueError(f"the largest size comes first in {priority}, each of the others is less")
            if sizes[-1] > self.span_max[-1]:
                raise ValueError(f"span_max allows no size of {priority}, not even over all columns")
        return self

    def sizes(self, priority: int, span: int) -> tuple[float, ...]:
        """Sizes that a headline of this priority may have over `span` columns, largest first."""
        ranks = (self.p1, self.p2, self.p3, self.p4, self.p5)
        largest = self.span_max[min(span, len(self.span_max)) - 1]
        return tuple(size for size in ranks[priority - 1] if size <= largest)

    def smaller(self, headline_pt: float) -> tuple[float, float]:
        """Sizes of the kicker and the deck for a headline (docs/newspaper-page.md#sizes-of-headlines)."""
        for least, kicker, deck in self.second:
            if headline_pt >= least:
                return kicker, deck
        return self.second[-1][1], self.second[-1][2]
