"""The signal of a topic."""

from marshmallow import Schema

from ...kernel.fields import Day


class TopicSignals(Schema):
    revisit_on = Day(
        required=True,
        allow_none=True,
        metadata={
            "description": "The day on which both are reminded of it, each in their own zone; null for none.",
            "examples": ["2026-12-06"],
        },
    )
