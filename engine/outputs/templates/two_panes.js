"use strict";
// Two panes that show the same things: what is chosen on either side is lit on both. A thing carries its keys in data-f.
const keysOf = (one) => one.dataset.f.split(" ").filter(Boolean);

// Gives the class to whatever has one of the keys in this report, and takes it from the rest.
function light(report, keys, name = "lit") {
  const wanted = new Set(keys);
  for (const one of report.querySelectorAll("[data-f]")) {
    one.classList.toggle(name, keysOf(one).some((key) => wanted.has(key)));
  }
}

// Scrolls the pane so that this stands in the middle of it, or begins at its top where it is higher; what can be seen
// already stays where it is: in the pane, and in the window, which the pane may reach beyond. ROOM is what a head that
// stays in place may cover.
const ROOM = 72;
function bringIntoSight(pane, one) {
  const inside = one.getBoundingClientRect(), around = pane.getBoundingClientRect();
  if (inside.top < around.top + ROOM || inside.bottom > Math.min(around.bottom, innerHeight)) {
    pane.scrollTop += inside.top - around.top - Math.max((pane.clientHeight - inside.height) / 2, ROOM);
  }
  pane.scrollLeft += Math.min(inside.left - around.left - 16, 0) || Math.max(inside.right - around.right + 16, 0);
  one.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// What is clicked in a report, or reached and pressed Enter or space on, is chosen.
function onChoice(report, choose) {
  report.addEventListener("click", (event) => {
    const one = event.target.closest("[data-f]");
    if (!one || event.target.closest("summary")) return;
    if (event.target.closest("a")) event.preventDefault();
    choose(one, event.target);
  });
  report.addEventListener("keydown", (event) => {
    if (event.target.matches("input, summary") || (event.key !== "Enter" && event.key !== " ")) return;
    const one = event.target.closest("[data-f]");
    if (!one) return;
    event.preventDefault();
    choose(one, event.target);
  });
}

// Keys go through what list() gives, from the one at which() or from an end: STEPS says how far each key goes.
function onKeys(steps, list, which, choose) {
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = list(), at = all.findIndex(which), step = steps(event.key, all[at]);
    if (!step || !all.length) return;
    event.preventDefault();
    choose(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length]);
  });
}

function onEscape(letGo) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") letGo();
  });
}
