// Helps those whose browser runs scripts. Every page works without it.
"use strict";
// Takes the reader to what must be mended when a form comes back.
document.addEventListener("DOMContentLoaded", () => {
  const error = document.getElementById("feil");
  if (error) error.focus();
});
// A second click while the first is on its way does nothing. (The server answers the same to both; see access/once.py.)
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 4000);
});
// The back button shows the page as it was left: let its forms be sent again.
window.addEventListener("pageshow", () => { document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent); });
// The open menu closes when one looks elsewhere.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.user[open]").forEach((d) => { if (!d.contains(event.target)) d.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll("details.user[open]").forEach((d) => { d.open = false; d.querySelector("summary").focus(); });
});
// A button that prints shows itself only where scripts run; elsewhere the browser's own print does the same.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-print]").forEach((b) => { b.hidden = false; b.addEventListener("click", () => window.print()); });
});
