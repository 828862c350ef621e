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
  const shown = spot.closest(".item") || spot.closest(".box, td") ||
    (spot.nextElementSibling && (spot.parentElement.querySelector(`#${id} ~ mark`) || spot.nextElementSibling));
  if (!shown) return;
  shown.classList.remove("here");
  void shown.offsetWidth;
  shown.classList.add("here");
}

if (form) {
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
