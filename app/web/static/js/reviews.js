/* Keys for stewards: j and k walk the queue; s, d and u press a decision once a reason is given, else they lead to the field for it. */
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const items = [...document.querySelectorAll("[data-item]")];
  const here = items.findIndex((each) => each.hasAttribute("aria-current"));
  const step = { j: 1, k: -1 }[event.key];
  if (step && items[here + step]) {
    items[here + step].click();
    return;
  }
  const button = document.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  const reason = document.getElementById("reason");
  if (reason.value.trim()) button.click();
  else reason.focus();
});
