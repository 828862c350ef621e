"use strict";
// What was typed is kept in this tab until it is saved: an expired session loses nothing.  With it goes the
// edition that was shown, so that who saves later is told what somebody else has saved meanwhile.
const keyOf = (form) => `mingzhang-${form.dataset.keep}`;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !["csrfmiddlewaretoken", "rows"].includes(field.name) && !["submit", "file", "button"].includes(field.type));

function keep(form) {
  const typed = {};
  for (const field of fieldsOf(form)) {
    if (!["radio", "checkbox"].includes(field.type) || field.checked) typed[field.name] = field.value;
  }
  sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
}

function restore(form) {
  if ("forget" in form.dataset) sessionStorage.removeItem(keyOf(form));
  // A form that was refused comes back with what was typed, and with the edition that it was refused for.
  if ("typed" in form.dataset) keep(form);
  const kept = sessionStorage.getItem(keyOf(form));
  if (!kept || "typed" in form.dataset) return;
  const typed = JSON.parse(kept);
  for (const field of fieldsOf(form)) {
    if (!(field.name in typed)) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = typed[field.name] === field.value;
    else field.value = typed[field.name];
  }
  const box = form.closest("details");
  if (box) box.open = true;
  form.dispatchEvent(new Event("restored", {bubbles: true}));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-keep]");
  if (form) keep(form);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form[data-keep]");
  // A refusal comes back with what was typed; a redirect to sign in has no text; sums are no saving.
  if (form && form === event.target && event.detail.xhr.status === 200) sessionStorage.removeItem(keyOf(form));
});
document.querySelectorAll("form[data-keep]").forEach(restore);
