"""The editor's choice: several really different plans of an edition side by side, and one of them kept."""

from __future__ import annotations

from banxin.choices.alternatives import Alternatives, Shown, make_alternatives
from banxin.choices.keep import KeptPlan, keep_alternative

__all__ = ["Alternatives", "KeptPlan", "Shown", "keep_alternative", "make_alternatives"]
