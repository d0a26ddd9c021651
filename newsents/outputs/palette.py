"""The colours of the views and pictures: by day and by night, all text at a contrast of 4.5 or more to its ground.

Colour is never all: each label has its own kind of line and stands in a legend, each status has a sign and its name.
"""

from __future__ import annotations

from newsents.records import Status

LABELS = {
    "PERSON": "person",
    "TITLE": "title",
    "ORG": "organisation",
    "GPE": "country or town",
    "NORP": "nationality",
    "LOC": "place",
    "FAC": "building",
    "DATE": "date",
}
STATUS_SIGNS: dict[Status, str] = {"happened": "✓", "planned": "→", "denied": "✗", "possible": "?"}
STATUS_COLOURS: dict[Status, str] = {
    "happened": "#0b6644",
    "planned": "#1d4fa8",
    "denied": "#a12626",
    "possible": "#7a4a00",
}
COMMUNITIES = (
    "#4e79a7",
    "#f28e2b",
    "#59a14f",
    "#b07aa1",
    "#e15759",
    "#76b7b2",
    "#9c755f",
    "#edc948",
    "#ff9da7",
)

LIGHT = (
    "--ink:#1d2330;--soft:#4d5565;--edge:#d5dae3;--paper:#fff;--card:#f6f7f9;--lit:#fff0a8;color-scheme:light"
)
DARK = "--ink:#e7eaf0;--soft:#aab3c3;--edge:#39404d;--paper:#171b22;--card:#1f252e;--lit:#544a12;color-scheme:dark"

_LINES = {"PERSON": "solid", "TITLE": "dotted", "ORG": "double", "GPE": "dashed", "NORP": "dashed"}
_TINTS = {  # label: tint and line by day, tint and line by night
    "PERSON": ("#dfeafc", "#2f6fd0", "#1f3559", "#7fadf5"),
    "TITLE": ("#ece6f9", "#7a58c4", "#362b54", "#b79df0"),
    "ORG": ("#fbebd3", "#a8670a", "#4a3615", "#e0a347"),
    "GPE": ("#d8f1e5", "#15805a", "#173f31", "#55c697"),
    "NORP": ("#d8f1e5", "#15805a", "#173f31", "#55c697"),
    "LOC": ("#d9f0f3", "#1d7f8c", "#143d44", "#5cc4d2"),
    "FAC": ("#d9f0f3", "#1d7f8c", "#143d44", "#5cc4d2"),
    "DATE": ("#eaecef", "#6c7280", "#333a46", "#a3abb9"),
}
_NIGHT_STATUS: dict[Status, str] = {
    "happened": "#5fd39f",
    "planned": "#8fb8ff",
    "denied": "#ff9d97",
    "possible": "#f0b75f",
}


def _rules(night: bool) -> str:
    marks = (
        f".newsents mark.ns-{label}{{--tint:{tints[2 * night]};--line:{tints[2 * night + 1]};"
        f"border-bottom-style:{_LINES.get(label, 'solid')};border-bottom-width:{3 if label == 'ORG' else 2}px}}"
        for label, tints in _TINTS.items()
    )
    colours = _NIGHT_STATUS if night else STATUS_COLOURS
    return "".join(
        [*marks, *(f".newsents .ns-{status}{{--told:{colour}}}" for status, colour in colours.items())]
    )


LIGHT_LABELS, DARK_LABELS = _rules(night=False), _rules(night=True)
