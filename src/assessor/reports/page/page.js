"use strict";
(() => {
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const bar = document.querySelector(".filters");
  const fields = all("[data-filter]", bar);
  const status = bar.querySelector("[data-shown]");
  const criteria = all(".criterion");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(criteria.map((each) => [each, plain(each.textContent)]));

  const fits = (criterion, { dataset, value }) => {
    if (!value) return true;
    if (dataset.filter === "text") return texts.get(criterion).includes(plain(value));
    return (criterion.dataset[dataset.filter] || "").split(" ").includes(value);
  };

  const filter = () => {
    let shown = 0;
    for (const criterion of criteria) {
      criterion.hidden = !fields.every((field) => fits(criterion, field));
      shown += criterion.hidden ? 0 : 1;
    }
    for (const idea of all(".idea")) idea.hidden = !idea.querySelector(".criterion:not([hidden])");
    document.querySelector(".nothing").hidden = shown > 0;
    status.textContent = status.dataset.shown.replace("%1", shown).replace("%2", criteria.length);
  };

  const reset = () => {
    for (const field of fields) field.value = "";
    filter();
  };

  const actions = {
    reset,
    open: () => all(".criterion:not([hidden])").forEach((each) => (each.open = true)),
    close: () => criteria.forEach((each) => (each.open = false)),
  };

  // Whoever follows a link to a criterion wants to read it, whatever was filtered or closed.
  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden || target.closest("[hidden]")) reset();
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((each) => (each.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((each) => (each.open = false)));
  addEventListener("hashchange", show);
  bar.addEventListener("input", filter);
  bar.addEventListener("click", ({ target }) => actions[target.dataset.do]?.());

  bar.hidden = false;
  filter();
  show();
})();
