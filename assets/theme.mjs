// The Samenop theme: what we set over the "voorbeeld" tokens of NL Design System, per theme.
// A municipality changes the look by loading a stylesheet of its own that sets --basis-* on :root.

// One colour role in the vocabulary of NL Design System, from nine anchors.
//   doc/tint/tint2: backgrounds; line: border; text: coloured text on any of those; ink: body text
//   solid/solid2/on: the filled variant, its hover, and the text upon it
const role = (name, { doc, tint, tint2, line, lineSoft = line, text, text2 = text, ink, solid, solid2, on }) => {
  const values = {
    "bg-document": doc, "bg-subtle": tint, "bg-default": tint, "bg-hover": tint2, "bg-active": tint2,
    "border-subtle": lineSoft, "border-default": line, "border-hover": text, "border-active": text,
    "color-subtle": text, "color-default": text, "color-hover": text2, "color-active": text2,
    "color-document": ink,
    "inverse-bg-document": solid, "inverse-bg-subtle": solid, "inverse-bg-default": solid,
    "inverse-bg-hover": solid2, "inverse-bg-active": solid2,
    "inverse-border-subtle": solid, "inverse-border-default": solid,
    "inverse-border-hover": solid2, "inverse-border-active": solid2,
    "inverse-color-subtle": on, "inverse-color-default": on, "inverse-color-hover": on,
    "inverse-color-active": on, "inverse-color-document": on,
  };
  return Object.fromEntries(Object.entries(values).map(([part, value]) => [`--basis-color-${name}-${part}`, value]));
};

const scheme = ({ ground, paper, raised, ink, quiet, hair, edge, focus, focusGap, shadow, ...roles }) => ({
  "--samenop-ground": ground, // behind everything
  "--samenop-paper": paper, // cards, bars, lists
  "--samenop-raised": raised, // hover, wells, table heads
  "--samenop-hair": hair, // lines between things
  "--samenop-shadow": shadow,
  ...role("default", {
    doc: paper, tint: raised, tint2: raised, line: edge, lineSoft: hair, text: ink, ink,
    solid: ink, solid2: ink, on: paper,
  }),
  "--basis-color-default-color-subtle": quiet,
  ...role("disabled", {
    doc: paper, tint: raised, tint2: raised, line: hair, text: quiet, ink: quiet, solid: raised, solid2: raised,
    on: quiet,
  }),
  ...["action-1", "action-2", "accent-1", "accent-2", "accent-3", "selected"].reduce(
    (all, name) => ({ ...all, ...role(name, { doc: paper, ink, ...roles.accent }) }), {},
  ),
  ...role("info", { doc: paper, ink, ...roles.info }),
  ...role("positive", { doc: paper, ink, ...roles.positive }),
  ...role("warning", { doc: paper, ink, ...roles.warning }),
  ...role("highlight", { doc: paper, ink, ...roles.warning }),
  ...role("negative", { doc: paper, ink, ...roles.negative }),
  "--basis-focus-outline-color": focus,
  "--basis-focus-inverse-outline-color": focusGap,
});

export const light = scheme({
  ground: "#f3f5f6", paper: "#ffffff", raised: "#eaeff1", ink: "#15212a", quiet: "#4f5f6a",
  hair: "#dae1e5", edge: "#7d8c96", focus: "#0a5d73", focusGap: "#ffffff",
  shadow: "0 1px 2px rgb(16 32 42 / 6%), 0 4px 16px rgb(16 32 42 / 6%)",
  accent: { tint: "#e2f1f4", tint2: "#cfe7ec", line: "#5f9dab", text: "#0a5d73", text2: "#073f4f",
    solid: "#0b6379", solid2: "#084c5e", on: "#ffffff" },
  info: { tint: "#e7effa", tint2: "#d5e3f6", line: "#7aa0d0", text: "#1f4f8f", solid: "#2460a7",
    solid2: "#1b4a82", on: "#ffffff" },
  positive: { tint: "#e5f3e9", tint2: "#d1e9d8", line: "#6ba981", text: "#1a6338", solid: "#1f7443",
    solid2: "#185a34", on: "#ffffff" },
  warning: { tint: "#fdf1d8", tint2: "#fae5b8", line: "#c99a3a", text: "#7a4b00", solid: "#f0b429",
    solid2: "#dda018", on: "#2b1c00" },
  negative: { tint: "#fceaea", tint2: "#f8d6d6", line: "#d67f7f", text: "#a61b24", solid: "#b4232c",
    solid2: "#8d1a22", on: "#ffffff" },
});

export const dark = scheme({
  ground: "#0d1317", paper: "#141c22", raised: "#1f2a32", ink: "#e9eff2", quiet: "#a3b2bc",
  hair: "#2a3740", edge: "#6f818c", focus: "#8fe0ef", focusGap: "#0d1317",
  shadow: "0 1px 2px rgb(0 0 0 / 40%), 0 6px 20px rgb(0 0 0 / 30%)",
  accent: { tint: "#12313a", tint2: "#18414d", line: "#3f8798", text: "#79d2e3", text2: "#b1e9f3",
    solid: "#6ccadd", solid2: "#9adfed", on: "#06222a" },
  info: { tint: "#16283f", tint2: "#1d3656", line: "#4f78ad", text: "#9cc4f7", solid: "#8ab8f3",
    solid2: "#b0d0f8", on: "#08203d" },
  positive: { tint: "#12301f", tint2: "#18402a", line: "#43875d", text: "#86d6a3", solid: "#74cb94",
    solid2: "#9bdcb3", on: "#052412" },
  warning: { tint: "#382a0c", tint2: "#4a3810", line: "#9a7524", text: "#f7cd6b", solid: "#f3c04b",
    solid2: "#f8d57f", on: "#2b1c00" },
  negative: { tint: "#3f191c", tint2: "#552226", line: "#a9555a", text: "#ffaaaa", solid: "#ff8f8f",
    solid2: "#ffb3b3", on: "#3a0508" },
});

const bare = { shadow: "none" };

export const contrastLight = scheme({
  ...bare, ground: "#ffffff", paper: "#ffffff", raised: "#ffffff", ink: "#000000", quiet: "#000000",
  hair: "#000000", edge: "#000000", focus: "#000000", focusGap: "#ffdd00",
  accent: { tint: "#ffffff", tint2: "#e6e6e6", line: "#00296b", text: "#00296b", solid: "#00296b",
    solid2: "#000000", on: "#ffffff" },
  info: { tint: "#ffffff", tint2: "#e6e6e6", line: "#00296b", text: "#00296b", solid: "#00296b",
    solid2: "#000000", on: "#ffffff" },
  positive: { tint: "#ffffff", tint2: "#e6e6e6", line: "#00401a", text: "#00401a", solid: "#00401a",
    solid2: "#000000", on: "#ffffff" },
  warning: { tint: "#ffffff", tint2: "#e6e6e6", line: "#4d2e00", text: "#4d2e00", solid: "#4d2e00",
    solid2: "#000000", on: "#ffffff" },
  negative: { tint: "#ffffff", tint2: "#e6e6e6", line: "#7a0008", text: "#7a0008", solid: "#7a0008",
    solid2: "#000000", on: "#ffffff" },
});

export const contrastDark = scheme({
  ...bare, ground: "#000000", paper: "#000000", raised: "#000000", ink: "#ffffff", quiet: "#ffffff",
  hair: "#ffffff", edge: "#ffffff", focus: "#ffffff", focusGap: "#000000",
  accent: { tint: "#000000", tint2: "#262626", line: "#8ef0ff", text: "#8ef0ff", solid: "#8ef0ff",
    solid2: "#ffffff", on: "#000000" },
  info: { tint: "#000000", tint2: "#262626", line: "#b5d5ff", text: "#b5d5ff", solid: "#b5d5ff",
    solid2: "#ffffff", on: "#000000" },
  positive: { tint: "#000000", tint2: "#262626", line: "#a6f5c0", text: "#a6f5c0", solid: "#a6f5c0",
    solid2: "#ffffff", on: "#000000" },
  warning: { tint: "#000000", tint2: "#262626", line: "#ffe14d", text: "#ffe14d", solid: "#ffe14d",
    solid2: "#ffffff", on: "#000000" },
  negative: { tint: "#000000", tint2: "#262626", line: "#ffb3b3", text: "#ffb3b3", solid: "#ffb3b3",
    solid2: "#ffffff", on: "#000000" },
});

// What does not change with the theme: type, measure, shape.
export const shape = {
  "--basis-text-font-family-default": '"Noto Sans", system-ui, -apple-system, "Segoe UI", sans-serif',
  "--basis-heading-font-family": "var(--basis-text-font-family-default)",
  "--basis-heading-font-weight": "600",
  "--basis-text-font-weight-bold": "600",
  "--basis-text-font-size-sm": "0.875rem",
  "--basis-text-font-size-md": "1rem",
  "--basis-text-font-size-lg": "1.0625rem",
  "--basis-text-font-size-xl": "1.1875rem",
  "--basis-text-font-size-2xl": "1.4375rem",
  "--basis-text-font-size-3xl": "1.875rem",
  "--basis-form-control-border-radius": "8px",
  "--basis-form-control-padding-block-start": "9px",
  "--basis-form-control-padding-block-end": "9px",
  "--basis-form-control-max-inline-size": "36rem",
  "--basis-form-control-invalid-background-color": "var(--basis-color-default-bg-document)",
  "--basis-pointer-target-min-inline-size": "2.75rem",
  "--basis-pointer-target-min-block-size": "2.75rem",
  "--basis-focus-outline-style": "solid",
  "--basis-focus-outline-width": "3px",
  "--basis-focus-outline-offset": "2px",
  "--basis-focus-color": "inherit",
  "--basis-focus-background-color": "transparent",
  "--utrecht-focus-outline-color": "var(--basis-focus-outline-color)",
  "--utrecht-focus-outline-style": "var(--basis-focus-outline-style)",
  "--utrecht-focus-outline-width": "var(--basis-focus-outline-width)",
  "--utrecht-focus-outline-offset": "var(--basis-focus-outline-offset)",
  "--utrecht-focus-inverse-outline-color": "var(--basis-focus-inverse-outline-color)",
  "--utrecht-pointer-target-min-size": "var(--basis-pointer-target-min-block-size)",
  "--utrecht-alert-border-radius": "10px",
  "--utrecht-alert-border-width": "var(--basis-border-width-sm)",
  "--utrecht-alert-padding-block-start": "12px",
  "--utrecht-alert-padding-block-end": "12px",
  "--utrecht-data-badge-font-size": "0.8125rem",
  "--utrecht-data-badge-border-radius": "6px",
  "--utrecht-table-cell-padding-inline-start": "12px",
  "--utrecht-table-cell-padding-inline-end": "12px",
  "--utrecht-table-cell-padding-block-start": "8px",
  "--utrecht-table-cell-padding-block-end": "8px",
  "--utrecht-table-caption-margin-block-end": "12px",
  "--utrecht-table-header-color": "var(--basis-color-default-color-subtle)",
  "--utrecht-link-text-underline-offset": "0.18em",
  "--utrecht-link-text-decoration-thickness": "1px",
  "--utrecht-link-hover-text-decoration": "underline",
  "--utrecht-link-hover-text-decoration-thickness": "2px",
  "--utrecht-link-focus-visible-text-decoration": "underline",
  "--utrecht-skip-link-focus-color": "var(--basis-color-action-1-inverse-color-default)",
  "--utrecht-skip-link-focus-background-color": "var(--basis-color-action-1-inverse-bg-default)",
  "--utrecht-skip-link-color": "var(--basis-color-action-1-inverse-color-default)",
  "--utrecht-skip-link-background-color": "var(--basis-color-action-1-inverse-bg-default)",
  "--utrecht-layer-focus-z-index": "100",
};
