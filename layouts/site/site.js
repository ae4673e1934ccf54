// Keys for turning pages, and the choice of light or dark. Everything else on these pages works without scripts.
"use strict";

(() => {
  const root = document.documentElement;
  const button = document.querySelector(".theme");
  const kept = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const dark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const show = () => button.setAttribute("aria-pressed", String(dark()));

  if (kept()) {
    root.dataset.theme = kept();
  }
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // A browser that keeps nothing forgets the choice.
    }
    show();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable], .scroll");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) {
      return;
    }
    const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (way) {
      document.querySelector(`link[rel="${way}"], nav a[rel="${way}"]`)?.href &&
        location.assign(document.querySelector(`link[rel="${way}"], nav a[rel="${way}"]`).href);
    } else if (event.key === "/") {
      event.preventDefault();
      document.querySelector('input[type="search"]').focus();
    }
  });
})();
