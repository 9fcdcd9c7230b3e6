/* Keys for stewards: j and k walk the queue; the key on a button presses it once its form has a reason, else it leads to the field for one. */
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
  const button = [...document.querySelectorAll(`button[data-key="${CSS.escape(event.key)}"]`)].find((each) => each.offsetParent);
  if (!button) return;
  event.preventDefault();
  const { reason } = button.form.elements;
  if (reason.value.trim()) button.click();
  else reason.focus();
});
