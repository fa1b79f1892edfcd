// Dark or light: what the system says, or what was chosen.

export const THEMES = [["system", "As the system"], ["dark", "Dark"], ["light", "Light"]];

const listeners = new Set();

/** Call `listener()` when the page becomes dark or light, or another choice is made. */
export const subscribe = (listener) => listeners.add(listener);

/** The choice: "system", "dark" or "light". */
export const theme = () => localStorage.getItem("theme") ?? "system";

export function setTheme(choice) {
  localStorage.setItem("theme", choice);
  show();
}

/** From dark to light, or back. */
export const toggleTheme = () => setTheme(isDark() ? "light" : "dark");

export function isDark() {
  return theme() === "dark" || (theme() === "system" && !matchMedia("(prefers-color-scheme: light)").matches);
}

function show() {
  if (theme() === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme();
  for (const listener of listeners) listener();
}

matchMedia("(prefers-color-scheme: light)").addEventListener("change", show);

show();
