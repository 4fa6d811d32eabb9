// Builds what the browser gets: one stylesheet, one icon sprite, vendored files with a manifest.
// Run with `npm ci --ignore-scripts && npm run build` in this folder; the results are committed.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import postcss from "postcss";
import { icons, organisationIcons, placeIcons } from "./icons.mjs";
import { contrastDark, contrastLight, dark, light, shape } from "./theme.mjs";

const here = new URL(".", import.meta.url).pathname;
const modules = `${here}node_modules/`;
const staticRoot = `${here}../src/samenop/static/`;
const own = `${staticRoot}samenop/`;
const vendor = `${staticRoot}vendor/`;
const journeysVendor = `${here}../tests/journeys/vendor/`;
const read = (path) => readFileSync(path, "utf8");

const components = [
  "alert", "button", "checkbox", "data-badge", "form-field", "form-field-description",
  "form-field-error-message", "form-fieldset", "form-label", "heading-1", "heading-2", "heading-3", "link",
  "paragraph", "radio-button", "select", "skip-link", "table", "textarea", "textbox", "unordered-list",
];

// Classes that only mimic a state for a storybook, or parts we have no use for.
const unused =
  /--(hover|active|focus|focus-visible|pressed|visited|current|placeholder|read-only|prince|rtl|ltr)\b|--(iban|voorvoegsel|house|postal)[a-z-]*|html-content|__placeholder|-size\b|:invalid\b/;

const withoutUnused = (css) => {
  const tree = postcss.parse(css);
  tree.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => !unused.test(selector));
    if (kept.length === 0 || rule.nodes.length === 0) rule.remove();
    else rule.selectors = kept;
  });
  tree.walkComments((comment) => comment.remove());
  return tree.toString();
};

const tokensOf = (css) => {
  const tokens = {};
  postcss.parse(css).walkDecls(/^--/, (declaration) => (tokens[declaration.prop] = declaration.value));
  return tokens;
};

const referred = (text) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);

// Only the tokens that the styles refer to, directly or through another token.
const closure = (styles, tokens) => {
  const needed = new Set();
  const waiting = referred(styles);
  while (waiting.length) {
    const name = waiting.pop();
    if (needed.has(name) || !(name in tokens)) continue;
    needed.add(name);
    waiting.push(...referred(tokens[name]));
  }
  return needed;
};

const block = (selector, scheme, tokens) =>
  `${selector}{color-scheme:${scheme};${Object.entries(tokens).map(([name, value]) => `${name}:${value}`).join(";")}}`;

const themeRules = (themes) => {
  const auto = ":root:not([data-theme])";
  const rules = [
    `@media (prefers-color-scheme: dark){${block(auto, "dark", themes.dark)}}`,
    block(':root[data-theme="dark"]', "dark", themes.dark),
    block(`${auto}:has(body.room-control)`, "dark", themes.dark), // the control room is dark until told otherwise
    block(':root[data-theme="light"]', "light", themes.light),
    `@media (prefers-contrast: more){${block(auto, "light", themes.contrastLight)}}`,
    block(':root[data-theme="contrast"]', "light", themes.contrastLight),
    `@media (prefers-contrast: more) and (prefers-color-scheme: dark){${block(auto, "dark", themes.contrastDark)}}`,
    `@media (prefers-color-scheme: dark){${block(':root[data-theme="contrast"]', "dark", themes.contrastDark)}}`,
  ];
  return `@media screen{${rules.join("")}}`; // paper is always light
};

const buildStylesheet = async () => {
  const utrecht = components.map((name) => read(`${modules}@utrecht/${name}-css/dist/index.css`)).map(withoutUnused);
  const names = readdirSync(`${here}styles`).filter((name) => name.endsWith(".css")).sort();
  const ownStyles = names.map((name) => read(`${here}styles/${name}`));
  const voorbeeld = tokensOf(read(`${modules}@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css`));
  const all = { ...voorbeeld, ...shape, ...light };
  const needed = closure([...utrecht, ...ownStyles].join("\n"), all);
  const pick = (tokens) => Object.fromEntries(Object.entries(tokens).filter(([name]) => needed.has(name)));
  const themes = { light: pick(light), dark: pick(dark), contrastLight: pick(contrastLight),
    contrastDark: pick(contrastDark) };
  const css = [
    "@layer tokens, ground, utrecht, samenop;",
    `@layer tokens{${block(":root", "light", pick(all))}${themeRules(themes)}}`,
    `@layer utrecht{${utrecht.join("\n")}}`,
    `@layer ground{${ownStyles[0]}}`, // 10-base.css: what a component may overrule
    `@layer samenop{${ownStyles.slice(1).join("\n")}}`,
  ].join("\n");
  const { code } = await transform(css, { loader: "css", minify: true, target: ["chrome110", "firefox115", "safari16"] });
  const licence = "/* Samenop, EUPL-1.2. Holds parts of NL Design System (EUPL-1.2): Utrecht component CSS and voorbeeld " +
    "design tokens, (c) Gemeente Utrecht, Frameless B.V. and the NL Design System community. */\n";
  writeFileSync(`${own}samenop.css`, licence + code);
  return [...referred(css)].filter((name) => name.startsWith("--samenop-") && !(name in all));
};

const buildSprite = () => {
  const symbol = (id, name) => {
    const body = read(`${modules}@tabler/icons/icons/outline/${name}.svg`)
      .replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "")
      .replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s+/g, " ").trim();
    return `<symbol id="${id}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" ` +
      `stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
  };
  const symbols = [
    ...icons.map((name) => symbol(name, name)),
    ...Object.entries(placeIcons).map(([place, name]) => symbol(place, name)),
    ...Object.entries(organisationIcons).map(([kind, name]) => symbol(`organisation-${kind}`, name)),
  ];
  writeFileSync(`${own}icons.svg`,
    `<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler Icons, MIT -->\n${symbols.join("\n")}\n</svg>\n`);
};

const vendored = [
  ["htmx.org", "dist/htmx.min.js", vendor, "htmx.min.js", "LICENSE"],
  ["@fontsource/noto-sans", "files/noto-sans-latin-400-normal.woff2", vendor, "noto-sans-400.woff2", "LICENSE"],
  ["@fontsource/noto-sans", "files/noto-sans-latin-600-normal.woff2", vendor, "noto-sans-600.woff2", "LICENSE"],
  ["@fontsource/noto-sans", "files/noto-sans-latin-700-normal.woff2", vendor, "noto-sans-700.woff2", "LICENSE"],
  ["axe-core", "axe.min.js", journeysVendor, "axe.min.js", "LICENSE"],
];

const partOf = (name, into) => {
  const about = JSON.parse(read(`${modules}${name}/package.json`));
  return { name, version: about.version, licence: about.license === "BSD-0-Clause" ? "0BSD" : about.license, into };
};

const buildVendor = () => {
  const lists = new Map([[vendor, []], [journeysVendor, []]]);
  for (const folder of lists.keys()) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  for (const [name, from, folder, to] of vendored) {
    // Source maps are not shipped, so the line that asks for one would only give a 404.
    if (to.endsWith(".js")) writeFileSync(folder + to, read(`${modules}${name}/${from}`).replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
    else copyFileSync(`${modules}${name}/${from}`, folder + to);
    const sha256 = createHash("sha256").update(readFileSync(folder + to)).digest("hex");
    const { into, ...part } = partOf(name);
    lists.get(folder).push({ file: to, ...part, sha256 });
  }
  const merged = [...components.map((name) => partOf(`@utrecht/${name}-css`, "samenop/samenop.css")),
    partOf("@nl-design-system-unstable/voorbeeld-design-tokens", "samenop/samenop.css"),
    partOf("@tabler/icons", "samenop/icons.svg")];
  for (const [folder, files] of lists) {
    const manifest = folder === vendor ? { files, merged } : { files };
    writeFileSync(`${folder}manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  }
};

mkdirSync(own, { recursive: true });
buildVendor();
buildSprite();
const unknown = await buildStylesheet();
if (unknown.length) throw new Error(`tokens used but not defined: ${[...new Set(unknown)].join(", ")}`);

const size = (path) => `${path.split("/").pop()} ${(gzipSync(readFileSync(path)).length / 1024).toFixed(1)} kB gz`;
console.log([`${own}samenop.css`, `${own}icons.svg`, `${vendor}htmx.min.js`].map(size).join("\n"));
