// Taking in a report with the keyboard alone: letters also while typing (with Alt), Ctrl+Enter saves.
// Without this script the same form works with Tab, Space and Enter, and shows the proposals on request.

const form = document.getElementById("intake");
const beside = document.getElementById("proposals");
const all = (selector, within = form) => [...within.querySelectorAll(selector)];
const isText = (element) => /^(INPUT|TEXTAREA)$/.test(element.tagName) && !/^(checkbox|radio|button|submit)$/.test(element.type);

all("[data-without-script]").forEach((button) => { button.hidden = true; });

// --- the facts are one stop of the Tab key; arrows go through them -------------------------------------
all("[data-roving]").forEach((group) => {
  const boxes = all('input[type="checkbox"]', group);
  const only = (box) => boxes.forEach((each) => { each.tabIndex = each === box ? 0 : -1; });
  only(boxes[0]);
  group.addEventListener("focusin", (event) => boxes.includes(event.target) && only(event.target));
  group.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    boxes[(boxes.indexOf(document.activeElement) + step + boxes.length) % boxes.length].focus();
  });
});

// --- keys ------------------------------------------------------------------------------------------------
const letterOf = (event) => (/^(Key|Digit)(.)$/.exec(event.code)?.[2] ?? "").toLowerCase();
// Wherever the focus is: who accepted with a letter may be outside every field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-submit]"));
});
form.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey) return;
  // Enter in a line goes on to the next question: a report is not sent by accident.
  if (event.key === "Enter" && event.target.tagName === "INPUT" && isText(event.target)) {
    event.preventDefault();
    const stops = all("input:not([type=hidden]), textarea, select, button, summary").filter((each) => each.tabIndex >= 0 && each.getClientRects().length);
    stops[stops.indexOf(event.target) + 1]?.focus();
    return;
  }
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const pressed = all("[data-key]").find((each) => each.dataset.key === letterOf(event));
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});

// --- one situation at most; a choice asks for the proposals at once, so that no late answer undoes it -----
beside.addEventListener("change", (event) => {
  const { oneOf } = event.target.dataset;
  if (oneOf && event.target.checked) all(`[data-one-of="${oneOf}"]`, beside).forEach((each) => { each.checked = each === event.target; });
  beside.dispatchEvent(new CustomEvent("proposals"));
});

// A draft that was put back has proposals too.
if (all("#id_address, #id_text").some((field) => field.value)) beside.dispatchEvent(new CustomEvent("proposals"));
