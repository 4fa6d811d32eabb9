// The frame in the browser: clocks that count, keys, the command bar, theme, toasts, htmx manners.
// Everything here makes a page nicer that already works without it. Words come from the page (#words).

const words = JSON.parse(document.getElementById("words").textContent);
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const csrfToken = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

// --- the time of the server, for a device with a wrong clock -------------------------------------
const offset = (() => {
  const visit = performance.getEntriesByType("navigation")[0];
  const fresh = visit && visit.type !== "back_forward" && !visit.workerStart; // a page from a cache is old
  const server = Date.parse(document.body.dataset.now);
  return fresh && server ? server - (performance.timeOrigin + visit.responseStart) : 0;
})();
const now = () => Date.now() + offset;
document.documentElement.dataset.offset = String(offset);

// --- durations and moments, in the same words as frame/moments.py ---------------------------------
const spoken = (seconds) => {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return fill(words.duration.days, { d: Math.floor(hours / 24), h: hours % 24 });
  if (hours) return fill(words.duration.hours, { h: hours, m: String(minutes % 60).padStart(2, "0") });
  return fill(words.duration.minutes, { n: minutes });
};
const counting = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  return whole < 3600 ? `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}` : spoken(whole);
};
const relative = (at) => {
  const gap = (now() - at) / 1000;
  const size = Math.abs(gap);
  const say = (ago, coming, n) => fill(words.relative[gap > 0 ? ago : coming], { n });
  if (size < 60) return words.relative.now;
  if (size < 3600) return say("minutes_ago", "in_minutes", Math.floor(size / 60));
  if (size < 86400) return say("hours_ago", "in_hours", Math.floor(size / 3600));
  const days = Math.floor(size / 86400);
  return days === 1 ? say("day_ago", "in_day", 1) : say("days_ago", "in_days", days);
};

const write = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};
const marks = { running: "clock", warned: "hourglass", breached: "alert-triangle" };
const tickClock = (clock) => {
  const { started, warn, due, stopped } = clock.dataset;
  if (stopped) return;
  const start = Date.parse(started);
  const elapsed = (now() - start) / 1000;
  write(clock.querySelector("[data-clock-number]"), counting(elapsed));
  if (!due) return;
  const norm = (Date.parse(due) - start) / 1000;
  const over = elapsed - norm;
  clock.querySelector("[data-clock-bar]").setAttribute(
    "stroke-dashoffset", String(100 - Math.max(0, Math.min(100, Math.round((100 * elapsed) / norm)))));
  write(clock.querySelector("[data-clock-verdict]"),
    fill(over > 0 ? words.clock.over : words.clock.left, { time: spoken(Math.abs(over)) }));
  const state = over >= 0 ? "breached" : warn && now() >= Date.parse(warn) ? "warned" : "running";
  if (state === clock.dataset.state || (state === "running" && clock.dataset.state === "warned")) return;
  clock.dataset.state = state;
  clock.toggleAttribute("data-late", over > 0);
  const use = clock.querySelector("[data-clock-mark] use");
  use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${marks[state]}`));
};
const tick = () => {
  all("[data-clock]").forEach(tickClock);
  all("[data-moment]").forEach((moment) =>
    write(moment.querySelector("[data-relative]"), relative(Date.parse(moment.dateTime))));
};
tick();
setInterval(tick, 1000);

// --- toasts ---------------------------------------------------------------------------------------
const toast = (text, action) => {
  const box = Object.assign(document.createElement("div"), { className: "toast" });
  box.append(Object.assign(document.createElement("span"), { textContent: text }));
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: action?.label ?? words.close });
  button.addEventListener("click", () => { box.remove(); action?.run(); });
  box.append(button);
  document.getElementById("toasts").append(box);
  setTimeout(() => box.remove(), action ? 20000 : 8000);
};
document.addEventListener("samenop:toast", (event) => toast(event.detail.text ?? event.detail.value, event.detail.action));

// --- htmx: the token that htmx 4 no longer inherits, and what to say when a request fails ------------
document.addEventListener("htmx:config:request", (event) => {
  const { request } = event.detail.ctx;
  if (!/^(GET|HEAD)$/i.test(request.method)) request.headers["X-CSRFToken"] = csrfToken();
});
document.addEventListener("htmx:response:error", (event) => {
  const { status } = event.detail.ctx.response;
  if (status === 401) toast(words.log_in_again, { label: "↻", run: () => location.reload() });
  else if (status === 403 || status === 404) toast(words.not_found);
  else if (status >= 500 || status === 429) toast(words.failed);
});
document.addEventListener("htmx:error", () => toast(words.failed));

// --- theme: at once here, and by the same form on the server without script --------------------------
const themeButtons = () => all("[data-theme-switch] button[name=theme]");
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-theme-switch]") || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `samenop_theme=${theme}; path=/; max-age=${theme ? 31536000 : 0}; SameSite=Lax${secure}`;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  themeButtons().forEach((button) => button.setAttribute("aria-pressed", String(button.value === theme)));
});

// --- menus close as people expect -------------------------------------------------------------------
document.addEventListener("click", (event) => {
  all("details.menu[open]").forEach((menu) => menu.contains(event.target) || (menu.open = false));
});

// --- the command bar --------------------------------------------------------------------------------
const bar = document.getElementById("command-bar");
const found = bar?.querySelector("[role=listbox]");
const input = bar?.querySelector("input");
let choices = [];
let chosen = 0;

const commands = () => [
  ...all(".rail__link").map((link) => ({ label: link.querySelector("span").textContent.trim(), hint: words.page, run: () => link.click() })),
  ...all("[data-command]").filter((element) => element.getAttribute("aria-disabled") !== "true").map((element) => ({
    label: element.dataset.command || element.textContent.trim(), hint: words.action, run: () => element.click() })),
];
const matches = (text) => {
  const wanted = text.trim().toLocaleLowerCase();
  const number = wanted.match(/^\d{6}-\d+$/);
  const jump = number ? [{ label: fill(words.go_to_incident, { number: wanted }), hint: "",
    run: () => location.assign(fill(bar.dataset.incidentUrl, { number: wanted })) }] : [];
  return [...jump, ...commands().filter(({ label }) => wanted.split(/\s+/).every((part) => label.toLocaleLowerCase().includes(part)))];
};
const draw = () => {
  found.replaceChildren(...choices.map(({ label, hint }, index) => {
    const item = document.createElement("li");
    item.id = `command-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(index === chosen));
    item.append(label, Object.assign(document.createElement("small"), { textContent: hint }));
    item.addEventListener("click", () => run(index));
    return item;
  }));
  bar.querySelector(".command-bar__none").hidden = choices.length > 0;
  input.setAttribute("aria-activedescendant", choices.length ? `command-${chosen}` : "");
  found.children[chosen]?.scrollIntoView({ block: "nearest" });
};
const look = () => { choices = matches(input.value); chosen = 0; draw(); };
const run = (index) => { bar.close(); choices[index]?.run(); };
const openBar = () => { if (!bar || bar.open) return; input.value = ""; bar.showModal(); look(); };
if (bar) {
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length) { event.preventDefault(); chosen = (chosen + step + choices.length) % choices.length; draw(); }
    if (event.key === "Enter") { event.preventDefault(); run(chosen); }
  });
  bar.addEventListener("click", (event) => event.target === bar && bar.close());
  all("[data-open-command]").forEach((button) => { button.hidden = false; button.addEventListener("click", openBar); });
}

// --- keys: letters of the screen, j and k through lists, ? for help ----------------------------------
const isTyping = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) &&
  !/^(checkbox|radio|button|submit)$/.test(element.type);
const items = () => all("[data-list] [data-item], [data-list] .row__link, [data-list] > a.row").filter((item) => item.getClientRects().length);
const move = (step) => {
  const list = items();
  if (!list.length) return;
  const here = list.findIndex((item) => item === document.activeElement || item.closest(".row")?.contains(document.activeElement));
  const next = list[here < 0 ? (step > 0 ? 0 : list.length - 1) : Math.max(0, Math.min(list.length - 1, here + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
};
const press = (element) => (isTyping(element) ? element.focus() : element.click());
const showKeys = () => {
  const dialog = document.getElementById("keys-dialog");
  if (!dialog || dialog.open) return;
  dialog.querySelector("[data-page-keys]").replaceChildren(...all("[data-key]").flatMap((element) => {
    const term = document.createElement("dt");
    term.append(Object.assign(document.createElement("kbd"), { textContent: element.dataset.key }));
    const label = element.dataset.command || element.getAttribute("aria-label") || element.labels?.[0]?.textContent ||
      [...element.childNodes].filter((node) => node.nodeName !== "KBD").map((node) => node.textContent).join("");
    return [term, Object.assign(document.createElement("dd"), { textContent: label.trim() })];
  }));
  dialog.showModal();
};
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); openBar(); return; }
  if (event.key === "Escape") all("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") return showKeys();
  const pressed = all("[data-key]").find((element) => element.dataset.key === event.key && element.getClientRects().length);
  if (pressed) { event.preventDefault(); return press(pressed); }
  if (event.key === "j" || event.key === "k") { event.preventDefault(); move(event.key === "j" ? 1 : -1); }
});

document.querySelector("[data-form-errors]")?.focus();

// --- the officer's pages stay readable without a connection -------------------------------------------
if ("serviceWorker" in navigator && document.body.matches(".room-street, .room-ask")) {
  navigator.serviceWorker.register("/service-worker.js").catch(() => {}); // an extra, never a condition
}
