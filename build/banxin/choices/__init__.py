"""Alternatives: several clearly different plans of an edition side by side, one of which the editor keeps."""

from __future__ import annotations

from banxin.choices.alternatives import Alternatives, Shown, make_alternatives
from banxin.choices.keep import KeptPlan, keep_alternative

__all__ = ["Alternatives", "KeptPlan", "Shown", "keep_alternative", "make_alternatives"]
