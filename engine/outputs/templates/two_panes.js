"use strict";
// Two panes that show the same things: a click on either side lights both. A thing carries its keys in data-f.
for (const report of document.querySelectorAll(".report")) {
  const all = [...report.querySelectorAll("[data-f]")];
  const doubts = [...report.querySelectorAll(".doubts [data-f]")];
  const detail = report.querySelector(".detail");
  const corrections = new Map();
  const keysOf = (one) => one.dataset.f.split(" ");

  function light(origin) {
    const wanted = new Set(origin ? keysOf(origin) : []);
    for (const one of all) one.classList.toggle("lit", keysOf(one).some((key) => wanted.has(key)));
    for (const one of doubts) one.classList.toggle("lit", one === origin);
    if (origin) {
      for (const pane of report.querySelectorAll(".pane")) {
        const first = pane.contains(origin) ? null : pane.querySelector(".lit");
        if (first) center(pane, first);
      }
    }
    if (detail) describe(wanted);
  }

  function center(pane, one) {
    const inside = one.getBoundingClientRect(), around = pane.getBoundingClientRect();
    pane.scrollTop += inside.top - around.top - (pane.clientHeight - inside.height) / 2;
    pane.scrollLeft += Math.min(inside.left - around.left - 16, 0) || Math.max(inside.right - around.right + 16, 0);
  }

  function describe(wanted) {
    const values = [...report.querySelectorAll("[data-id]")].filter((one) => wanted.has(one.dataset.id));
    detail.hidden = values.length === 0;
    if (detail.hidden) return;
    const first = values[0].dataset;
    detail.querySelector("h2").textContent =
      values.length === 1 ? first.name : `${first.name} … ${values.at(-1).dataset.name}`;
    const words = [first.certainty, first.reason, first.confirmed, first.raw && `${detail.dataset.raw} ${first.raw}`, first.place];
    detail.querySelector(".words").textContent = words.filter(Boolean).join(" · ");
    detail.querySelector(".facts").replaceChildren(...values.map(correction));
    command();
  }

  function correction(one) {
    const label = document.createElement("label"), input = document.createElement("input");
    input.value = corrections.get(one.dataset.id) ?? "";
    input.placeholder = one.textContent.trim();
    input.addEventListener("input", () => {
      if (input.value.trim()) corrections.set(one.dataset.id, input.value.trim());
      else corrections.delete(one.dataset.id);
      command();
    });
    label.append(one.dataset.short, input);
    return label;
  }

  function command() {
    const quoted = (text) => (/^[\w.=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
    const who = detail.querySelector(".who").value.trim();
    const values = [...corrections].map(([id, value]) => quoted(`${id}=${value}`));
    detail.querySelector("code").textContent = [detail.dataset.command, ...values, "--by", quoted(who || "…")].join(" ");
  }

  report.addEventListener("click", (event) => {
    const one = event.target.closest("[data-f]");
    if (!one) return;
    if (one.matches("a")) event.preventDefault();
    light(one);
  });

  report.addEventListener("keydown", (event) => {
    if (event.target.matches("input")) return;
    const one = event.target.closest("[data-f]");
    if (one && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      light(one);
    }
  });

  if (detail) {
    detail.querySelector(".who").addEventListener("input", command);
    detail.querySelector(".close").addEventListener("click", () => light(null));
    detail.querySelector(".copy").addEventListener("click", async (event) => {
      const code = detail.querySelector("code"), button = event.target, before = button.textContent;
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = detail.dataset.copied;
        setTimeout(() => { button.textContent = before; }, 1500);
      } catch {
        getSelection().selectAllChildren(code);
      }
    });
  }
  report.light = light;
}

// j and k go through what is not certain, in all reports; so do the arrows once one of these is reached.
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    for (const report of document.querySelectorAll(".report")) report.light(null);
    return;
  }
  const doubts = [...document.querySelectorAll(".doubts [data-f]")];
  const at = doubts.findIndex((one) => one.classList.contains("lit"));
  const arrow = at >= 0 && doubts[at] === document.activeElement;
  const step = { j: 1, k: -1, ...(arrow && { ArrowDown: 1, ArrowUp: -1 }) }[event.key];
  if (!step || !doubts.length) return;
  event.preventDefault();
  const next = doubts[at < 0 ? (step > 0 ? 0 : doubts.length - 1) : (at + step + doubts.length) % doubts.length];
  next.focus();
  const report = next.closest(".report");
  for (const other of document.querySelectorAll(".report")) if (other !== report) other.light(null);
  report.light(next);
});
