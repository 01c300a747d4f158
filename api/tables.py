"""All tables: the kernel's, then those of the practices in order. A table comes after those it
refers to."""

from .kernel import audiences, feed, quotas, reminders, removals, repeats, spaces, tombstones
from .kernel.db import Model
from .kernel.identity import key_turns, newcomers
from .kernel.identity import models as identity
from .kernel.preferences import models as preferences_models
from .kernel.push import hours
from .kernel.push import models as push
from .kernel.setup import signs
from .practices import PRACTICES

MODELS: list[type[Model]] = [
    spaces.Space,
    identity.Person,
    spaces.Member,
    audiences.Grant,
    identity.Device,
    identity.SignUpCode,
    identity.SpentId,
    identity.Session,
    newcomers.NewcomerWrite,
    identity.Epoch,
    identity.Wrap,
    identity.Recovery,
    identity.RecoveryWrap,
    identity.Line,
    identity.Turn,
    identity.Leaving,
    identity.SeatChange,
    identity.SeatLost,
    key_turns.KeyTurn,
    identity.SeatRest,
    identity.Handover,
    feed.Reader,
    feed.Feed,
    feed.KeptView,
    repeats.Edit,
    tombstones.Tombstone,
    quotas.Quota,
    removals.Removed,
    removals.Restored,
    preferences_models.Preferences,
    push.PushSubscription,
    push.Notice,
    push.NoticeDay,
    hours.NoticeHour,
    reminders.Reminder,
    signs.Sign,
    *(model for practice in PRACTICES for model in practice.models),
]
