/* Keyboard: j and k move through cards and rows and take the focus along, Enter opens, r and w mark right and wrong, / searches, ? tells. Everything works without it. */
"use strict";
(() => {
  const items = () => [...document.querySelectorAll("main li.card, main tbody tr")];
  let at = -1;
  const go = (step) => {
    const all = items();
    if (!all.length) return;
    if (all[at]) all[at].classList.remove("current");
    at = Math.min(Math.max(at + step, 0), all.length - 1);
    all[at].classList.add("current");
    all[at].setAttribute("tabindex", "-1");
    all[at].focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  };
  const mark = (value) => {
    const choice = items()[at]?.querySelector(`input[type=radio][value=${value}]`);
    if (choice) choice.checked = true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
    const search = document.querySelector("input[type=search]");
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "r") mark("right");
    else if (event.key === "w") mark("wrong");
    else if (event.key === "Enter" && items()[at] && (event.target === document.body || event.target === items()[at])) items()[at].querySelector("a")?.click();
    else if (event.key === "/") { event.preventDefault(); if (search) search.focus(); else window.location.href = "/search"; }
    else if (event.key === "?") document.getElementById("keys")?.toggleAttribute("hidden");
  });
})();
