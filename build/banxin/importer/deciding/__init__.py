"""The one decision over a page: what each line is, where paragraphs and articles begin.

`tags` names what a line may be, `page_lines` measures the lines of a page, `shapes` and `features` say what can be seen
of them, `weights` holds what labelled pages taught, `search` finds the best whole and the next best.
"""
