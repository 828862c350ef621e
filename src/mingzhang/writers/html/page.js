"use strict";
const form = document.querySelector(".filters");
const cards = [...document.querySelectorAll(".card")];
const items = [...document.querySelectorAll(".item")];

// What the findings of one kind share.
function said(card) {
  return card ? [...card.children].filter((part) => !part.matches(".items")).map((part) => part.textContent).join(" ") : "";
}

function filter() {
  const grades = [...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value);
  const family = form.family.value, part = form.part.value;
  const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const item of items) {
    const text = (item.textContent + said(item.closest(".card.kind"))).toLowerCase();
    const fits = grades.includes(item.dataset.severity) && (!family || item.dataset.family === family) &&
      (!part || item.dataset.part === part) && words.every((word) => text.includes(word));
    item.hidden = !fits;
    count += fits;
  }
  for (const card of cards.filter((one) => one.matches(".kind"))) card.hidden = !card.querySelector(".item:not([hidden])");
  form.querySelector("output").textContent = `${count} / ${items.length} 条`;
  document.querySelector(".none").hidden = count > 0;
}

function point(id) {
  const spot = document.getElementById(id);
  if (!spot) return;
  const shown = spot.closest(".item") || spot.closest(".box, td, th") ||
    (spot.nextElementSibling && (spot.parentElement.querySelector(`#${id} ~ mark`) || spot.nextElementSibling));
  if (!shown) return;
  shown.classList.remove("here");
  void shown.offsetWidth;
  shown.classList.add("here");
}

// The finding after the one that is looked at, or before it, among those that are shown; its spot beside it.
let now = null;
function step(by) {
  const shown = items.filter((item) => !item.hidden && !item.closest("[hidden]"));
  if (!shown.length) return;
  const at = shown.indexOf(now || document.querySelector(".item:target"));
  const item = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
  if (now) now.classList.remove("now");
  now = item;
  now.classList.add("now");
  now.focus({preventScroll: true});
  now.scrollIntoView({block: "nearest"});
  const spot = document.getElementById(`p${now.id.slice(1)}-0`);
  if (spot && matchMedia("(min-width: 901px)").matches) spot.scrollIntoView({block: "center"});
  if (spot) point(spot.id);
}

if (form) {
  form.previous.addEventListener("click", () => step(-1));
  form.next.addEventListener("click", () => step(1));
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.target.matches("select")) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}
document.addEventListener("click", (event) => {
  let link = event.target.closest('a[href^="#"]');
  if (!link) {
    const title = event.target.closest(".item h2, .item h3, .item .message");
    link = title && getSelection().isCollapsed && title.closest(".item").querySelector("a.where");
    if (link) location.hash = link.hash;
  }
  if (!link) return;
  const id = link.getAttribute("href").slice(1), item = document.getElementById(id);
  if (item && item.hidden) {
    form.reset();
    filter();
  }
  setTimeout(() => point(id), 60);
});
if (!location.hash) {
  const first = document.getElementById("p1-0") || document.querySelector("#document .main, #document .side"), pane = document.getElementById("document");
  if (first && matchMedia("(min-width: 901px)").matches) {
    pane.scrollTo({top: first.getBoundingClientRect().top - pane.clientHeight / 2, behavior: "instant"});
  }
}
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => (part.open = true)));
