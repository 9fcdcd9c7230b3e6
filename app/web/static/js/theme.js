// Light or dark: the system's choice, until the reader makes one. Loaded before the first paint, so nothing flashes.
(() => {
  const KEY = "throughline-theme";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const announce = () => {
    const button = document.querySelector("[data-theme-toggle]");
    if (button) button.setAttribute("aria-pressed", String(isDark()));
    root.dispatchEvent(new CustomEvent("themechange"));
  };

  // A token as drawings need it: the one colour of now. The stylesheet itself only says both.
  const probe = document.createElement("span");
  probe.hidden = true;
  window.colour = (name) => {
    if (!probe.isConnected) document.body.append(probe);
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };

  if (chosen()) root.dataset.theme = chosen();
  dark.addEventListener("change", announce);
  addEventListener("DOMContentLoaded", () => {
    announce();
    document.querySelector("[data-theme-toggle]")?.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem(KEY, root.dataset.theme); } catch { /* private windows may refuse */ }
      announce();
    });
  });
})();
