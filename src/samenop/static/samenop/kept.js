// What was typed is never lost: drafts while typing, and observations that wait for a connection.
// Everything is kept per person who is logged in, so that the next one on this device does not see it.

const words = JSON.parse(document.getElementById("words").textContent);
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const owner = document.body.dataset.actor || "visitor";
const draftPrefix = `samenop:draft:${owner}:`;
const waitingKey = `samenop:waiting:${owner}`;
const toast = (text, action) => document.dispatchEvent(new CustomEvent("samenop:toast", { detail: { text, action } }));

// A device may refuse to store (private window, full disk): then the page works as without script.
const load = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const save = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } };
const drop = (key) => { try { localStorage.removeItem(key); } catch { /* nothing was stored */ } };

// --- drafts ---------------------------------------------------------------------------------------
const secret = /^(csrfmiddlewaretoken|idempotency_key)$/;
const fields = (form) => [...form.elements].filter((field) => field.name && !secret.test(field.name) &&
  !/^(hidden|password|file|submit|button|fieldset)$/.test(field.type));
const typed = (form) => fields(form).map((field) => [field.name, field.type,
  /^(checkbox|radio)$/.test(field.type) ? [field.value, field.checked] :
    field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value]);
const putBack = (form, values) => {
  for (const [name, type, value] of values) {
    for (const field of fields(form).filter((each) => each.name === name && each.type === type)) {
      if (/^(checkbox|radio)$/.test(type)) { if (field.value === value[0]) field.checked = value[1]; }
      else if (field.multiple) [...field.options].forEach((option) => { option.selected = value.includes(option.value); });
      else field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
};
const draftKey = (form) => draftPrefix + form.dataset.draft;
const sameAs = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const offerBack = (form) => {
  const draft = load(draftKey(form));
  const empty = typed(form);
  if (!draft || sameAs(draft.values, empty)) return;
  putBack(form, draft.values);
  const when = new Date(draft.at).toLocaleString(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" });
  const notice = Object.assign(document.createElement("p"), { className: "draft-notice" });
  notice.setAttribute("role", "status");
  notice.append(fill(words.draft_restored, { when }), " ");
  const discard = Object.assign(document.createElement("button"), { type: "button", textContent: words.draft_discard });
  discard.addEventListener("click", () => { drop(draftKey(form)); putBack(form, empty); notice.remove(); drop(draftKey(form)); });
  notice.append(discard);
  form.prepend(notice);
};
const remember = (form) => save(draftKey(form), { at: Date.now(), values: typed(form) });
let writing;
document.addEventListener("input", (event) => {
  const form = event.target.form?.closest("form[data-draft]");
  if (!form) return;
  clearTimeout(writing);
  writing = setTimeout(() => form.isConnected && remember(form), 300);
});
const flush = () => { clearTimeout(writing); };
document.addEventListener("samenop:saved", (event) => {
  flush();
  const form = event.target.closest?.("form[data-draft]");
  if (form) drop(draftKey(form));
  else if (event.detail?.value) drop(draftPrefix + event.detail.value);
});
const begun = new WeakSet();
const begin = () => {
  all("[data-draft-clear]").forEach((mark) => { drop(draftPrefix + mark.dataset.draftClear); });
  all("form[data-draft]").filter((form) => !begun.has(form)).forEach((form) => { begun.add(form); offerBack(form); });
};

// --- observations that wait for a connection --------------------------------------------------------
// One entry = { key, url, page, body: [[name, value]…], at, state: "waiting" | "refused" }.
const waiting = () => load(waitingKey) ?? [];
const change = (edit) => save(waitingKey, edit(waiting()));
const remove = (key) => change((list) => list.filter((entry) => entry.key !== key));
const newKey = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const showCount = () => {
  const count = waiting().length;
  all("[data-kept]").forEach((mark) => { mark.hidden = !count; mark.textContent = count ? fill(words.kept, { n: count }) : ""; });
};

let token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const freshToken = async (page) => {
  const answer = await fetch(page, { credentials: "same-origin", cache: "no-store", headers: { "X-Samenop-Fresh": "1" } });
  const html = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (html.body.dataset.actor !== owner) return false; // logged out, or another person
  token = html.querySelector('meta[name="csrf-token"]')?.content ?? token;
  return true;
};
const post = (entry) => {
  const body = new URLSearchParams(entry.body);
  body.set("csrfmiddlewaretoken", token);
  return fetch(entry.url, { method: "POST", body, credentials: "same-origin",
    headers: { "X-CSRFToken": token, "Idempotency-Key": entry.key, Accept: "text/html" } });
};
const reasonIn = (html) => new DOMParser().parseFromString(html, "text/html")
  .querySelector("[data-form-errors]")?.textContent.replace(/\s+/g, " ").trim() ?? "";
// A page that answers 200 has not always taken it in: a log-in page or a form with errors are 200 too.
const verdict = async (answer, key) => {
  if (answer.headers.get("X-Received") === key) return { taken: true };
  if (answer.status === 401) return { logIn: true };
  if ([400, 409, 422].includes(answer.status)) return { refused: true, why: reasonIn(await answer.text()) };
  if (!answer.ok) return { later: true };
  if ((answer.headers.get("Content-Type") ?? "").includes("json") || answer.status === 204) return { taken: true };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.querySelector("[data-form-errors]")) return { refused: true };
  return page.body.dataset.actor === owner || (owner === "visitor" && !answer.redirected) ? { taken: true } : { logIn: true };
};
const send = async (entry) => {
  let answer;
  try {
    answer = await post(entry);
    if (answer.status === 403 && (await freshToken(entry.page))) answer = await post(entry);
    return { ...(await verdict(answer, entry.key)), url: answer.redirected ? answer.url : "" };
  } catch { return { later: true }; } // no connection: it stays where it is
};

// Only one tab sends at a time; the same key makes a second try harmless on the server.
const alone = (work) => (navigator.locks ? navigator.locks.request("samenop-waiting", work) : work());
const sendOne = (key) => alone(async () => {
  const entry = waiting().find((each) => each.key === key);
  if (!entry) return { taken: true, already: true };
  const result = await send(entry);
  if (result.taken) remove(key);
  if (result.refused) change((list) => list.map((each) => (each.key === key ? { ...each, state: "refused" } : each)));
  showCount();
  return result;
});
let pause = 5000;
let timer;
const sendAll = async () => {
  clearTimeout(timer);
  let sent = 0;
  let later = false;
  for (const { key } of waiting().filter((entry) => entry.state === "waiting")) {
    const result = await sendOne(key);
    if (result.taken && !result.already) sent += 1;
    if (result.logIn) { toast(words.log_in_to_send); break; }
    if (result.later) { later = true; break; }
  }
  if (sent) toast(fill(words.sent_later, { n: sent }));
  pause = later ? Math.min(pause * 2, 120000) : 5000;
  if (later) timer = setTimeout(sendAll, pause);
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-offline]") || event.defaultPrevented) return;
  const data = new FormData(form, event.submitter);
  const key = String(data.get("idempotency_key") || newKey());
  data.set("idempotency_key", key);
  data.delete("csrfmiddlewaretoken");
  // A fact that is sent later keeps its moment.
  if (data.has("seen_at") && !data.get("seen_at"))
    data.set("seen_at", new Date(Date.now() + (Number(document.documentElement.dataset.offset) || 0)).toISOString());
  const body = [...data].filter(([, value]) => typeof value === "string");
  const address = event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action;
  const entry = { key, url: address, page: location.pathname + location.search, body, at: Date.now(), state: "waiting" };
  // Kept before it is sent: a phone that dies in between has lost nothing.
  if (!change((list) => [...list.filter((each) => each.key !== key), entry])) return;
  event.preventDefault();
  showCount();
  const result = await sendOne(key);
  if (result.refused) { toast(result.why || words.refused); return; }
  if (form.dataset.draft) { flush(); drop(draftKey(form)); }
  if (result.taken && result.url) { location.assign(result.url); return; }
  toast(result.taken ? words.sent : result.logIn ? words.log_in_to_send : words.kept_now);
  form.reset();
  const hidden = form.elements.namedItem("idempotency_key");
  if (hidden) hidden.value = newKey();
  if (result.later) { clearTimeout(timer); timer = setTimeout(sendAll, pause); }
});

// A refused one goes back into its form, with the same key, for the person to look at.
const returnRefused = () => {
  for (const form of all("form[data-offline]")) {
    const entry = waiting().find((each) => each.state === "refused" && each.url === form.action);
    if (!entry) continue;
    putBack(form, fields(form).map((field) => {
      const given = entry.body.filter(([name]) => name === field.name).map(([, value]) => value);
      return [field.name, field.type, /^(checkbox|radio)$/.test(field.type) ? [field.value, given.includes(field.value)] : field.multiple ? given : given[0] ?? ""];
    }));
    const hidden = form.elements.namedItem("idempotency_key");
    if (hidden) hidden.value = entry.key;
    remove(entry.key);
    if (form.dataset.draft) remember(form);
    toast(words.refused);
  }
};

// --- logging out leaves nothing behind on a shared device -------------------------------------------
const forget = async () => {
  flush();
  all("form[data-draft]").forEach((form) => begun.delete(form));
  for (const key of Object.keys(localStorage)) if (key.startsWith(draftPrefix)) drop(key);
  drop(waitingKey);
  if ("caches" in window) await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
};
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-log-out]") || form.dataset.ready) return;
  event.preventDefault();
  const leave = async () => { await forget(); form.dataset.ready = "yes"; form.requestSubmit(); };
  const count = waiting().length;
  if (!count) return leave();
  const dialog = document.createElement("dialog");
  const inner = Object.assign(document.createElement("div"), { className: "dialog__body" });
  const text = Object.assign(document.createElement("p"), { textContent: fill(words.log_out_kept, { n: count }) });
  const buttons = Object.assign(document.createElement("div"), { className: "actions-bar" });
  const button = (label, style, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: label, className: `utrecht-button utrecht-button--${style}` });
    made.addEventListener("click", () => { dialog.remove(); act?.(); });
    return made;
  };
  buttons.append(button(words.stay, "primary-action"), button(words.throw_away, "secondary-action", leave));
  inner.append(text, buttons);
  dialog.append(inner);
  document.body.append(dialog);
  dialog.showModal();
});

begin();
returnRefused();
showCount();
document.addEventListener("htmx:after:swap", begin);
addEventListener("online", sendAll);
addEventListener("storage", (event) => event.key === waitingKey && showCount());
addEventListener("pageshow", () => { showCount(); sendAll(); });
