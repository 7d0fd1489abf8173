"""The app's own themes: paper by day, paper by lamp, and one of highest contrast."""

from __future__ import annotations

from textual.theme import Theme

LIGHT = Theme(
    name="jobhelper-light",
    primary="#1d5c58",
    secondary="#6b5230",
    accent="#a4481a",
    warning="#855800",
    error="#a3262a",
    success="#2c6437",
    foreground="#23201c",
    background="#f3eee4",
    surface="#fcf9f3",
    panel="#e8e0d2",
    dark=False,
    variables={
        "border": "#b7ab97",
        "border-blurred": "#cfc5b4",
        "block-cursor-background": "#1d5c58",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#d6e3de",
        "footer-key-foreground": "#a4481a",
        "input-selection-background": "#1d5c58 30%",
    },
)

DARK = Theme(
    name="jobhelper-dark",
    primary="#84bfb2",
    secondary="#c3a878",
    accent="#e3a35b",
    warning="#e0b860",
    error="#ee8a78",
    success="#97c487",
    foreground="#e7e2d9",
    background="#15171a",
    surface="#1c1f23",
    panel="#282c32",
    dark=True,
    variables={
        "border": "#4a505a",
        "border-blurred": "#363b43",
        "block-cursor-background": "#2f5d55",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#26343a",
        "footer-key-foreground": "#e3a35b",
        "input-selection-background": "#84bfb2 30%",
    },
)

HIGH_CONTRAST = Theme(
    name="jobhelper-high-contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#00ffff",
    warning="#ffff00",
    error="#ff9e9e",
    success="#9eff9e",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    dark=True,
    text_alpha=1.0,
    variables={
        "border": "#ffffff",
        "border-blurred": "#c0c0c0",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#404040",
        "block-cursor-blurred-foreground": "#ffffff",
        "footer-key-foreground": "#ffff00",
        "footer-description-foreground": "#ffffff",
        "text-muted": "#ffffff",
        "input-selection-background": "#0000ff",
    },
)

OWN_THEMES = (LIGHT, DARK, HIGH_CONTRAST)
