"use strict";
const form = document.querySelector(".filters");
const cards = [...document.querySelectorAll(".card")];

function filter() {
  const grades = [...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value);
  const family = form.family.value, part = form.part.value;
  const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const card of cards) {
    const text = card.textContent.toLowerCase();
    const fits = grades.includes(card.dataset.severity) && (!family || card.dataset.family === family) &&
      (!part || card.dataset.part === part) && words.every((word) => text.includes(word));
    card.hidden = !fits;
    count += fits;
  }
  form.querySelector("output").textContent = `${count} / ${cards.length} 条`;
  document.querySelector(".none").hidden = count > 0;
}

function point(id) {
  const spot = document.getElementById(id);
  if (!spot) return;
  const shown = spot.closest(".card") || spot.closest(".box, td") ||
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
    const title = event.target.closest(".card h2, .card .message");
    link = title && getSelection().isCollapsed && title.closest(".card").querySelector("a.where");
    if (link) location.hash = link.hash;
  }
  if (!link) return;
  const id = link.getAttribute("href").slice(1), card = document.getElementById(id);
  if (card && card.hidden) {
    form.reset();
    filter();
  }
  setTimeout(() => point(id), 60);
});
if (!location.hash) {
  const first = document.querySelector("#document .main, #document .side"), pane = document.getElementById("document");
  if (first && matchMedia("(min-width: 901px)").matches) {
    pane.scrollTo({top: first.getBoundingClientRect().top - pane.clientHeight / 2, behavior: "instant"});
  }
}
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => (part.open = true)));
