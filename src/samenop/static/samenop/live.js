// Live: one stream per browser, shared by its tabs; rows that are pushed, content that is only signalled.
//
// The page says what it follows:  data-live-topic="incident:261128-42"  (several: separated by spaces)
//   + data-live-refetch           gets the event `live-changed` (hx-trigger="live-changed")
//   data-live-board="board:control"  a list whose rows have id="row-<number>" and data-order
//   data-live-count / data-live-empty="board:control"  the number of rows; what to show when there are none
// The server says (JSON in `data:`):
//   {kind:"following", topics, entry?}   confirmed; only now "Live" is shown
//   {kind:"signal", topic, entry}  {kind:"row", topic, number, order, html}  {kind:"reset"}  {kind:"beat"}
// `entry` in "following" is the last entry of the ledger: the same as data-live-entry on <body> = nothing missed.

const words = JSON.parse(document.getElementById("words").textContent);
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const has = (value, topic) => (value ?? "").split(/\s+/).includes(topic);

const topicsHere = () => [...new Set(all("[data-live-topic], [data-live-board]").flatMap((element) =>
  `${element.dataset.liveTopic ?? ""} ${element.dataset.liveBoard ?? ""}`.split(/\s+/).filter(Boolean)))].sort();
const elementsOf = (topic) => all("[data-live-topic]").filter((element) => has(element.dataset.liveTopic, topic));
const boardsOf = (topic) => all("[data-live-board]").filter((board) => board.dataset.liveBoard === topic);

// --- the state of the connection, in words -----------------------------------------------------------
const show = (state) => all("[data-connection]").forEach((mark) => {
  const needed = topicsHere().length > 0 || state === "offline";
  mark.hidden = !needed;
  if (mark.dataset.connection === state && mark.textContent) return;
  mark.dataset.connection = state;
  mark.textContent = words.connection[state];
});

// --- content: refetch through the checked view, but never under someone's hands -----------------------
const isTypingIn = (element) => element.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
const queued = new WeakSet();
const refetch = (element, wait = 150) => {
  if (queued.has(element)) return;
  queued.add(element);
  setTimeout(() => {
    queued.delete(element);
    if (!element.isConnected) return;
    if (isTypingIn(element)) element.addEventListener("focusout", () => refetch(element), { once: true });
    else element.dispatchEvent(new CustomEvent("live-changed", { bubbles: false }));
  }, wait);
};
const signal = ({ topic, entry }) => elementsOf(topic).forEach((element) => {
  element.dispatchEvent(new CustomEvent("live", { detail: { topic, entry } }));
  if (element.hasAttribute("data-live-refetch")) refetch(element);
});

// --- board rows ----------------------------------------------------------------------------------------
let pointerAt = 0;
addEventListener("pointermove", () => { pointerAt = Date.now(); }, { passive: true });
const isReading = (board) => board.contains(document.activeElement) || scrollY > 80 || board.scrollTop > 0 ||
  (board.matches(":hover") && Date.now() - pointerAt < 10000);
const rowsOf = (board) => all('[id^="row-"]', board);
const compare = (one, other) => {
  const [a, b] = [one.dataset.order ?? "", other.dataset.order ?? ""];
  return Number.isFinite(+a) && Number.isFinite(+b) && a !== "" && b !== "" ? a - b : a < b ? -1 : a > b ? 1 : 0;
};
const pending = new WeakMap(); // board → Map(id → row not shown yet)
const pendingOf = (board) => pending.get(board) ?? pending.set(board, new Map()).get(board);
const barOf = (board) => {
  const before = board.previousElementSibling;
  if (before?.matches("[data-news]")) return before;
  const region = document.createElement("div");
  region.dataset.news = "";
  region.setAttribute("role", "status");
  board.before(region);
  return region;
};
const isSorted = (rows) => rows.every((row, index) => index === 0 || compare(rows[index - 1], row) <= 0);
const sort = (board) => {
  const rows = rowsOf(board);
  if (!isSorted(rows)) [...rows].sort(compare).forEach((row) => board.append(row));
};
const showNews = (board) => {
  const count = pendingOf(board).size;
  const moved = !isSorted(rowsOf(board));
  const text = count ? fill(count === 1 ? words.new_one : words.new_many, { n: count }) : moved ? words.reordered : "";
  const region = barOf(board);
  if (region.textContent === text) return;
  if (!text) { region.replaceChildren(); return; }
  const button = Object.assign(document.createElement("button"), { type: "button", className: "news", textContent: text });
  button.dataset.key = "n";
  button.addEventListener("click", () => { insert(board); rowsOf(board)[0]?.scrollIntoView({ block: "nearest" }); });
  region.replaceChildren(button);
};
const tidy = (board) => {
  const topic = board.dataset.liveBoard;
  const count = rowsOf(board).length + pendingOf(board).size;
  all("[data-live-count]").filter((mark) => mark.dataset.liveCount === topic).forEach((mark) => { mark.textContent = count; });
  all("[data-live-empty]").filter((mark) => mark.dataset.liveEmpty === topic).forEach((mark) => { mark.hidden = rowsOf(board).length > 0; });
  board.hidden = rowsOf(board).length === 0 && all("[data-live-empty]").some((mark) => mark.dataset.liveEmpty === topic);
  showNews(board);
};
const insert = (board) => {
  for (const row of pendingOf(board).values()) {
    row.dataset.fresh = "";
    board.append(row);
    window.htmx?.process(row);
  }
  pendingOf(board).clear();
  sort(board);
  tidy(board);
};
const update = (old, row) => {
  const inner = old.querySelector('[aria-current="true"]') || old.matches('[aria-current="true"]');
  const target = row.matches(".row") ? row : row.querySelector(".row");
  if (inner && target) target.setAttribute("aria-current", "true");
  const focused = old.contains(document.activeElement) ? all("a, button", old).indexOf(document.activeElement) : -1;
  const wasRow = document.activeElement === old;
  old.replaceWith(row);
  window.htmx?.process(row);
  if (wasRow) row.focus({ preventScroll: true });
  if (focused >= 0) all("a, button", row)[focused]?.focus({ preventScroll: true });
};
const parse = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
};
const place = (board, id, row) => {
  const old = document.getElementById(id);
  if (!row) { old?.remove(); pendingOf(board).delete(id); return; }
  if (old && board.contains(old)) update(old, row);
  else pendingOf(board).set(id, row);
};
const pushedAt = new Map(); // row id → when it was pushed: a page fetched before that does not know better
const settle = (board) => { if (isReading(board)) tidy(board); else insert(board); };
const applyRow = ({ topic, number, order, html }) => boardsOf(topic).forEach((board) => {
  const row = html ? parse(html) : null;
  pushedAt.set(`row-${number}`, performance.now());
  if (row && order !== undefined && order !== null) row.dataset.order = order;
  place(board, `row-${number}`, row);
  settle(board);
});

// --- after a gap: fetch everything again; a little spread, so that a room full of screens does not stampede --
const reconcile = async () => {
  const boards = all("[data-live-board]").filter((board) => !board.hasAttribute("data-live-refetch"));
  if (!boards.length) return;
  const begun = performance.now();
  const isNewer = (id) => (pushedAt.get(id) ?? -1) >= begun;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const board of boards) {
      const fresh = all("[data-live-board]", page).find((each) => each.dataset.liveBoard === board.dataset.liveBoard);
      if (!fresh) continue;
      const rows = rowsOf(fresh);
      const ids = new Set(rows.map((row) => row.id));
      rowsOf(board).filter((row) => !ids.has(row.id) && !isNewer(row.id)).forEach((row) => place(board, row.id, null));
      rows.filter((row) => !isNewer(row.id)).forEach((row) => place(board, row.id, document.adoptNode(row)));
      settle(board);
    }
  } catch { /* still no connection: the next confirmation tries again */ }
};
const refetchAll = (spread) => {
  const wait = Math.random() * spread;
  all("[data-live-refetch]").forEach((element) => refetch(element, wait));
  setTimeout(reconcile, wait);
};

// --- what every tab does with a message -----------------------------------------------------------------
let followed = new Set();
let everFollowed = false;
const isFollowed = () => topicsHere().every((topic) => followed.has(topic));
const handle = (message) => {
  if (message.kind === "following") {
    const missedNothing = !everFollowed && message.entry !== undefined && String(message.entry) === document.body.dataset.liveEntry;
    const unbroken = message.seamless && everFollowed && isFollowed();
    followed = new Set(message.topics);
    if (!isFollowed()) return;
    show("live");
    if (!missedNothing && !unbroken) refetchAll(everFollowed ? 3000 : 0);
    everFollowed = true;
  } else if (message.kind === "signal") signal(message);
  else if (message.kind === "row") applyRow(message);
  else if (message.kind === "reset") refetchAll(3000);
};
const lost = (state) => { followed = new Set(); if (topicsHere().length || state === "offline") show(state); };

// --- the leader holds the stream ---------------------------------------------------------------------------
const tab = crypto.randomUUID?.() ?? String(Math.random());
const shared = "locks" in navigator && "BroadcastChannel" in window;
const channel = shared ? new BroadcastChannel("samenop-live") : null;
const tell = (message) => channel?.postMessage({ tab, ...message });
const wanted = new Map([[tab, topicsHere()]]); // tab → topics; only the leader looks at the others
const lockOf = (name) => `samenop-live-tab-${name}`;

let leading = !shared;
let source = null;
let leaving = null; // the stream before this one, still listened to until the new one is confirmed
let confirmed = null; // the last "following" of the stream as it is now
let lastBeat = 0;
let retry = 1000;
let retryTimer;
let openTimer;
let failingSince = 0;

const broadcast = (message) => { handle(message); tell({ type: "message", message }); };
const report = (state) => { lost(state); tell({ type: "state", state }); };
const union = () => [...new Set([...wanted.values()].flat())].sort();
const forgetGone = async () => {
  if (!shared) return;
  const { held } = await navigator.locks.query();
  const alive = new Set(held.map((lock) => lock.name));
  for (const other of wanted.keys()) if (other !== tab && !alive.has(lockOf(other))) wanted.delete(other);
};
const close = () => { source?.close(); leaving?.close(); source = leaving = null; confirmed = null; clearTimeout(retryTimer); };
const failed = () => {
  failingSince ||= Date.now();
  confirmed = null;
  report(!navigator.onLine || Date.now() - failingSince > 8000 ? "offline" : "connecting");
};
const open = async () => {
  clearTimeout(retryTimer);
  await forgetGone();
  const topics = union();
  if (!leading || !topics.length) { close(); return; }
  leaving?.close();
  leaving = source;
  const seamless = confirmed !== null;
  const mine = new EventSource(`/live?topics=${encodeURIComponent(topics.join(","))}`);
  source = mine;
  confirmed = null;
  mine.asked = topics.join(",");
  mine.onmessage = (event) => {
    if (mine !== source && mine !== leaving) return;
    const message = JSON.parse(event.data);
    lastBeat = message.kind === "beat" || lastBeat ? Date.now() : 0;
    if (message.kind === "following" && mine === source) {
      confirmed = message;
      retry = 1000;
      failingSince = 0;
      message.seamless = seamless && leaving !== null && leaving.readyState === EventSource.OPEN;
      leaving?.close();
      leaving = null;
    }
    if (message.kind !== "beat" && !(message.kind === "following" && mine !== source)) broadcast(message);
  };
  mine.onerror = () => {
    if (mine !== source) return;
    leaving?.close();
    leaving = null;
    failed();
    if (mine.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    retryTimer = setTimeout(open, retry + Math.random() * 1000);
    retry = Math.min(retry * 2, 30000);
  };
};
const reopenIfNeeded = () => {
  clearTimeout(openTimer);
  openTimer = setTimeout(() => {
    const asked = source?.asked.split(",") ?? [];
    if (union().some((topic) => !asked.includes(topic))) open();
    else if (confirmed) broadcast({ ...confirmed, seamless: true }); // a new tab learns that its topics are followed already
  }, 100);
};
const lead = () => {
  leading = true;
  tell({ type: "leader" });
  setTimeout(open, 80); // the others have said what they follow by then
};
const announce = () => {
  wanted.set(tab, topicsHere());
  if (leading) reopenIfNeeded();
  else tell({ type: "topics", topics: topicsHere() });
};

channel?.addEventListener("message", ({ data }) => {
  if (data.type === "message") handle(data.message);
  if (data.type === "state") lost(data.state);
  if (data.type === "leader") announce();
  if (data.type === "gone") wanted.delete(data.tab);
  if (data.type === "topics") { wanted.set(data.tab, data.topics); if (leading) reopenIfNeeded(); }
});

let release = () => {};
const start = () => {
  if (!shared) { if (topicsHere().length) open(); return; }
  const held = new Promise((resolve) => { release = resolve; });
  navigator.locks.request(lockOf(tab), () => held).catch(() => {});
  navigator.locks.request("samenop-live", () => { lead(); return held; }).catch(() => {});
  announce();
};
const stop = () => { tell({ type: "gone" }); close(); release(); leading = !shared; };

let topicsBefore = topicsHere().join();
const look = () => {
  const topics = topicsHere().join();
  all("[data-live-board]").forEach(tidy);
  if (topics === topicsBefore) return;
  topicsBefore = topics;
  show(isFollowed() ? "live" : "connecting");
  announce();
};

if (topicsHere().length) show(navigator.onLine ? "connecting" : "offline");
all("[data-live-board]").forEach(tidy);
start();
document.addEventListener("htmx:after:swap", look);
addEventListener("pagehide", stop);
addEventListener("pageshow", (event) => { if (event.persisted) { lost("connecting"); start(); } });
addEventListener("offline", () => lost("offline"));
addEventListener("online", () => { failingSince = 0; lost("connecting"); if (leading) open(); });
addEventListener("scroll", () => { if (scrollY < 40) all("[data-live-board]").forEach((board) => pendingOf(board).size && !isReading(board) && insert(board)); }, { passive: true });
setInterval(() => {
  if (leading && lastBeat && Date.now() - lastBeat > 45000) { lastBeat = 0; failed(); open(); } // half-open: looks alive, is not
}, 5000);
