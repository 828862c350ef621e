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

// A remark gets its place: a box that is drawn on a page, or words that are selected in the text.
const pick = document.querySelector("form[data-pick]");
if (pick) {
  let drawn = null;
  const at = (event, svg) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const {width, height} = svg.viewBox.baseVal;
    return [Math.min(Math.max(point.x, 0), width), Math.min(Math.max(point.y, 0), height)].map(Math.round);
  };
  const shape = ([a, b], [c, d]) => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  const open = () => pick.closest("details").open;
  const say = (words) => { pick.querySelector("[data-picked]").textContent = words; };
  const forget = () => {
    pick.elements.box.value = "";
    document.querySelectorAll("rect.picked").forEach((one) => one.remove());
  };
  document.addEventListener("pointerdown", (event) => {
    const paper = event.target.closest(".paper"), svg = paper && paper.querySelector("svg");
    if (!svg || event.button !== 0 || event.pointerType !== "mouse" || !open()) return;
    event.preventDefault();
    forget();
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("class", "picked");
    svg.append(rect);
    drawn = {svg, rect, from: at(event, svg)};
  });
  document.addEventListener("pointermove", (event) => {
    if (!drawn) return;
    const [x0, y0, x1, y1] = drawn.box = shape(drawn.from, at(event, drawn.svg));
    const sides = {x: x0, y: y0, width: x1 - x0, height: y1 - y0};
    for (const [name, value] of Object.entries(sides)) drawn.rect.setAttribute(name, value);
  });
  document.addEventListener("pointerup", () => {
    const done = drawn;
    drawn = null;
    if (!done) return;
    if (!done.box || done.box[2] - done.box[0] < 4 || done.box[3] - done.box[1] < 4) { done.rect.remove(); return; }
    pick.elements.page.value = done.svg.closest("figure").dataset.page;
    pick.elements.box.value = done.box.join(",");
    say("已框选一处。");
    pick.elements.words.focus({preventScroll: true});
  });
  pick.elements.page.addEventListener("input", () => { forget(); say(""); });
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection(), node = chosen.anchorNode;
    const element = node && (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    const words = chosen.toString().replace(/\s+/g, " ").trim();
    if (!words || !open() || !element || !element.closest(".told")) return;
    pick.elements.quote.value = words.slice(0, 200);
    say("已选一段原文。");
  });
}
// From a remark to its words in a document without pages.
document.addEventListener("click", (event) => {
  const item = event.target.closest("li[data-quote]"), told = document.querySelector(".told");
  if (!item || !told || event.target.closest("button, a")) return;
  const walk = document.createTreeWalker(told, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const start = walk.currentNode.data.indexOf(item.dataset.quote.slice(0, 40));
    if (start < 0) continue;
    const end = Math.min(walk.currentNode.length, start + item.dataset.quote.length);
    getSelection().setBaseAndExtent(walk.currentNode, start, walk.currentNode, end);
    walk.currentNode.parentElement.scrollIntoView({block: "center"});
    return;
  }
});
