"""The record of an issue, `record.json`, and the citation of its parts."""
