// What was read, beside the document: a value that is chosen can be corrected, and the command for it is shown.
for (const report of document.querySelectorAll(".report")) {
  const doubts = [...report.querySelectorAll(".doubts [data-f]")];
  const detail = report.querySelector(".detail");
  const corrections = new Map();

  report.choose = (origin) => {
    const wanted = new Set(origin ? keysOf(origin) : []);
    light(report, wanted);
    for (const one of doubts) one.classList.toggle("lit", one === origin);
    if (origin) {
      for (const pane of report.querySelectorAll(".pane")) {
        const first = pane.contains(origin) ? null : pane.querySelector(".lit");
        if (first) bringIntoSight(pane, first);
      }
    }
    describe(wanted);
  };

  function describe(wanted) {
    const values = [...report.querySelectorAll("[data-id]")].filter((one) => wanted.has(one.dataset.id));
    detail.hidden = values.length === 0;
    if (detail.hidden) return;
    const first = values[0].dataset;
    detail.querySelector("h2").textContent =
      values.length === 1 ? first.name : `${first.name} \u2026 ${values.at(-1).dataset.name}`;
    const words = [first.certainty, first.reason, first.confirmed, first.raw && `${detail.dataset.raw} ${first.raw}`, first.place];
    detail.querySelector(".words").textContent = words.filter(Boolean).join(" \u00b7 ");
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
    detail.querySelector("code").textContent =
      [detail.dataset.command, ...values, "--by", quoted(who || "\u2026")].join(" ");
  }

  onChoice(report, report.choose);
  detail.querySelector(".who").addEventListener("input", command);
  detail.querySelector(".close").addEventListener("click", () => report.choose(null));
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

function chooseIn(report, one) {
  for (const other of document.querySelectorAll(".report")) other.choose(other === report ? one : null);
}

// j and k go through what is not certain, in all reports; so do the arrows once one of these is reached.
onKeys(
  (key, at) => ({ j: 1, k: -1, ...(at && at === document.activeElement && { ArrowDown: 1, ArrowUp: -1 }) })[key],
  () => [...document.querySelectorAll(".doubts [data-f]")],
  (one) => one.classList.contains("lit"),
  (one) => {
    one.focus();
    chooseIn(one.closest(".report"), one);
  },
);
onEscape(() => chooseIn(null, null));
