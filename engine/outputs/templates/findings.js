// Findings beside the document: one that is chosen is shown with its places, the values that it rests on, and the cells
// that may be wrong.
const severities = ["error", "warning", "info"];
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const isShown = (finding) => !finding.hidden && !finding.closest("details.aside:not([open])");
let chosen = null, reached = null;

document.documentElement.classList.add("scripted");

// FINDING is the one to show, KEY that of its places to bring into sight, MARK the part of it that was reached.
function choose(finding, key = finding && keysOf(finding)[0], mark = null) {
  if (chosen) {
    chosen.removeAttribute("aria-current");
    letGo(chosen.closest(".report"));
  }
  chosen = finding;
  reached = mark;
  if (!finding) return;
  const report = finding.closest(".report"), folded = finding.closest("details.aside");
  finding.setAttribute("aria-current", "true");
  if (folded) folded.open = true;
  light(report, keysOf(finding));
  light(report, finding.dataset.with.split(" ").filter(Boolean), "with");
  light(report, [key], "here");
  reached ??= report.querySelector(`.document [data-f~="${key}"]`);
}

function letGo(report) {
  for (const name of ["lit", "with", "here"]) light(report, [], name);
}

// Shows a mark in the document and its finding in the list; what was clicked itself stays where it is.
function show(clicked) {
  for (const one of [reached, chosen]) {
    const pane = one?.closest(".pane");
    if (pane && !(clicked && one.contains(clicked))) bringIntoSight(pane, one);
  }
}

// A mark belongs to several findings where they speak of the same words: each click shows the next of them.
function findingOf(mark) {
  const keys = new Set(keysOf(mark));
  const owners = all(".finding", mark.closest(".report"))
    .filter((finding) => isShown(finding) && keysOf(finding).some((key) => keys.has(key)));
  return owners[(owners.indexOf(chosen) + 1) % owners.length];
}

function chooseMark(mark) {
  const finding = findingOf(mark);
  if (finding) choose(finding, keysOf(mark).find((key) => keysOf(finding).includes(key)), mark);
}

// The colour of a mark is that of the most severe finding that is shown and has a place there.
function paint(report) {
  const tones = new Map();
  for (const finding of all(".finding[data-severity]:not([hidden])", report)) {
    for (const key of keysOf(finding)) tones.set(key, finding.dataset.severity);
  }
  for (const mark of all(".document [data-f]", report)) {
    const found = keysOf(mark).map((key) => tones.get(key));
    const worst = severities.find((severity) => found.includes(severity));
    for (const severity of severities) mark.classList.toggle(severity, severity === worst);
  }
}

// The first part of every place of the findings that are shown, in the order of the document.
function places(report) {
  const wanted = new Set(all(".finding[data-severity]:not([hidden])", report).flatMap(keysOf));
  return all(".document [data-f]", report).filter((mark) => {
    const first = keysOf(mark).filter((key) => wanted.delete(key));
    return first.length > 0;
  });
}

function filter(report) {
  const wanted = new Set(all(".filters [aria-pressed=true]", report).map((button) => button.dataset.severity));
  const rule = report.querySelector(".by-rule").value, part = report.querySelector(".by-part")?.value ?? "";
  const findings = all(".finding[data-severity]", report);
  for (const finding of findings) {
    const { severity, rule: own, parts } = finding.dataset;
    finding.hidden = !(wanted.has(severity) && (!rule || rule === own) && (!part || parts.split(" ").includes(part)));
  }
  for (const group of all(".group", report)) group.hidden = !all(".finding", group).some((one) => !one.hidden);
  const status = report.querySelector(".filters .shown");
  status.textContent = `${findings.filter((one) => !one.hidden).length} / ${status.dataset.total}`;
  paint(report);
  if (chosen?.hidden) choose(null);
}

for (const report of all(".report")) {
  for (const mark of all(".document [data-f]", report)) mark.tabIndex = -1;
  onChoice(report, (one, target) => {
    if (one.matches(".finding")) choose(one, target.closest("[data-at]")?.dataset.at);
    else chooseMark(one);
    show(target);
  });
  for (const button of all(".filters button", report)) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
      filter(report);
    });
  }
  for (const select of all(".filters select", report)) select.addEventListener("change", () => filter(report));
}

// j and k go through the findings of all reports, and so do the arrows once one is reached; n and p through the places.
onKeys(
  (key, at) => ({ j: 1, k: -1, ...(at?.contains(document.activeElement) && { ArrowDown: 1, ArrowUp: -1 }) })[key],
  () => all(".finding").filter(isShown),
  (one) => one === chosen,
  (finding) => {
    choose(finding);
    finding.querySelector(".choose").focus({ preventScroll: true });
    show();
  },
);
onKeys(
  (key) => ({ n: 1, p: -1 })[key],
  () => all(".report").flatMap(places),
  (one) => one === reached,
  (mark) => {
    chooseMark(mark);
    mark.focus({ preventScroll: true });
    show();
  },
);
onEscape(() => choose(null));

// Paper shows what is set aside, too.
addEventListener("beforeprint", () => {
  for (const one of all("details.aside:not([open])")) {
    one.open = true;
    one.dataset.printed = "";
  }
});
addEventListener("afterprint", () => {
  for (const one of all("details[data-printed]")) {
    one.open = false;
    delete one.dataset.printed;
  }
});
