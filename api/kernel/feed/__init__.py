"""One feed per reader: what has changed since they last asked.

A write puts each reader's own view of the record under that reader's next number, in the same
transaction. A reader's counter stays locked until commit, so numbers become visible in order and a
reader never misses one. A record that a reader may not see uses none of their numbers, and neither does a
view that did not change.
"""

from .cursors import cursor_at
from .forgetting import forget, forget_kinds, forget_space, prune
from .handing_on import hand_on, keep_space, show_kept_space
from .pages import Page, cursor, nudge, page, start_generation
from .publishing import lock, publish
from .rows import Feed, KeptView, Reader
from .steps import Step, forget_steps, only_step

__all__ = [
    "Feed",
    "KeptView",
    "Page",
    "Reader",
    "Step",
    "cursor",
    "cursor_at",
    "forget",
    "forget_kinds",
    "forget_space",
    "forget_steps",
    "hand_on",
    "keep_space",
    "lock",
    "nudge",
    "only_step",
    "page",
    "prune",
    "publish",
    "show_kept_space",
    "start_generation",
]
