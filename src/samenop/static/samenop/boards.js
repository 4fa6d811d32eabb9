// The boards: an incident opens beside the list, and the list shows only what was asked for.
// Without this script a line is a plain link and the filters ask the server.

const wide = matchMedia("(min-width: 64rem)");
const panel = document.getElementById("incident-panel");
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// --- the incident beside the list ---------------------------------------------------------------------
const mark = (link) => {
  all('.row[aria-current="true"]').forEach((row) => row.removeAttribute("aria-current"));
  link.closest(".row")?.setAttribute("aria-current", "true");
};
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-panel-link]");
  if (!link || !panel || !wide.matches || !window.htmx || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  mark(link);
  await window.htmx.ajax("GET", link.href, { target: "#incident-panel", swap: "innerHTML" });
  panel.scrollTop = 0;
});

// --- what the reader asked to see: for lines that arrive later, and for words while they are typed --------
const filters = document.querySelector("[data-filters]");
const board = document.querySelector("[data-live-board]");
const search = document.querySelector('.board-search input[type="search"]');
const fits = (row) => {
  const { show, class: urgency, organisation } = filters.dataset;
  if (show === "mine" && row.dataset.holder !== organisation) return false;
  if (show === "care" && !("care" in row.dataset)) return false;
  if (show === "unclassified" && row.dataset.urgency) return false;
  if (urgency && row.dataset.urgency !== urgency) return false;
  const text = row.textContent.toLowerCase();
  return search.value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
};
const count = (rows) => {
  if (filters.dataset.show !== "all" || filters.dataset.class) return; // the server knows the rest
  all("[data-count-of]").forEach((number) => {
    number.textContent = rows.filter((row) => row.dataset.urgency === number.dataset.countOf && !("after" in row.dataset)).length;
  });
};
const apply = () => {
  const rows = all('[id^="row-"]', board);
  rows.forEach((row) => { row.hidden = !fits(row); });
  count(rows);
};

// --- what waits for us is refetched when lines change; a little later, so that a burst is one question ---
const ownWork = document.querySelector("[data-follows-board]");
let asking;
const followBoard = () => {
  if (!ownWork || !window.htmx) return;
  clearTimeout(asking);
  asking = setTimeout(() => window.htmx.ajax("GET", location.href, { target: "#own-work", select: "#own-work > *", swap: "innerHTML" }), 1500);
};

if (filters && board) {
  search.addEventListener("input", apply);
  search.form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { search.value = ""; apply(); search.blur(); }
    if (event.key === "Enter") { event.preventDefault(); all(".row__link", board).find((link) => link.getClientRects().length)?.focus(); }
  });
  new MutationObserver(() => { apply(); followBoard(); }).observe(board, { childList: true });
  apply();
}
