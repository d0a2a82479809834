/* Keyboard: j and k move through cards and rows, Enter opens, / searches, ? tells. Everything works without it. */
"use strict";
(() => {
  const items = () => [...document.querySelectorAll("li.card, tbody tr")];
  let at = -1;
  const go = (step) => {
    const all = items();
    if (!all.length) return;
    if (all[at]) all[at].classList.remove("current");
    at = Math.min(Math.max(at + step, 0), all.length - 1);
    all[at].classList.add("current");
    all[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const search = document.querySelector("input[type=search]");
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "Enter" && items()[at] && event.target === document.body) items()[at].querySelector("a")?.click();
    else if (event.key === "/" && search) { event.preventDefault(); search.focus(); }
    else if (event.key === "?") document.getElementById("keys")?.toggleAttribute("hidden");
  });
})();
