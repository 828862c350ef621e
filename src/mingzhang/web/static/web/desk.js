"use strict";
// The page of a version: findings by keys, their boxes beside them.
const cards = () => [...document.querySelectorAll(".finding[data-n]")];
let now = null;

// The first box of a finding, or its words in a document without pages.
function spotOf(number) {
  const boxes = [...document.querySelectorAll(`.pages rect[data-n="${number}"]`)];
  return boxes.find((box) => box.dataset.main !== undefined) || boxes[0] || document.getElementById(`p${number}-0`);
}

function show(card, focus) {
  document.querySelectorAll(".now").forEach((one) => one.classList.remove("now"));
  now = card.id;
  card.classList.add("now");
  if (focus) card.focus({preventScroll: true});
  card.scrollIntoView({block: "nearest"});
  document.querySelectorAll(`.pages rect[data-n="${card.dataset.n}"]`).forEach((box) => box.classList.add("now"));
  const spot = spotOf(card.dataset.n);
  if (spot && matchMedia("(min-width: 1000px)").matches) spot.scrollIntoView({block: "center"});
}

function step(by, only) {
  const all = cards(), at = all.findIndex((card) => card.id === now);
  const left = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  let next = left.find((card) => !only || card.dataset.waiting !== undefined);
  if (!next && only) next = all.find((card) => card.dataset.waiting !== undefined);
  if (next) show(next, true);
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, button, summary, a") && event.key === "Enter") return;
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {j: () => step(1), k: () => step(-1), n: () => step(1, true), Enter: reply}[event.key];
  if (act && cards().length) { event.preventDefault(); act(); }
});
// From a field back to the list.
document.addEventListener("keydown", (event) => {
  const card = event.target.closest(".finding");
  if (event.key === "Escape" && card) card.focus();
});

function reply() {
  const card = now && document.getElementById(now);
  const box = card && card.querySelector(".reply, .judge");
  if (!box) return;
  if (box.matches("details")) box.open = true;
  box.querySelector("input:not([type=hidden]), textarea").focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".pages a[href^='#f']");
  const card = link ? document.getElementById(link.getAttribute("href").slice(1)) : event.target.closest(".finding");
  if (!card) return;
  if (link) event.preventDefault();
  if (link || !event.target.closest("a, button, input, textarea, summary, label")) show(card, true);
});

document.addEventListener("htmx:afterSwap", () => {
  const left = document.querySelector("#waiting strong");
  if (left) left.textContent = document.querySelectorAll(".finding[data-waiting]").length;
  if (now) { const card = document.getElementById(now); if (card) card.classList.add("now"); }
});
if (!location.hash) {
  const first = document.querySelector(".finding[data-waiting]") || document.querySelector(".finding[data-n]");
  const spot = first && spotOf(first.dataset.n), pane = document.querySelector(".pages");
  if (spot && matchMedia("(min-width: 1000px)").matches) {
    pane.scrollTop += spot.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 2;
  }
}
if (location.hash.startsWith("#f")) {
  const card = document.getElementById(location.hash.slice(1));
  if (card) show(card, false);
}
