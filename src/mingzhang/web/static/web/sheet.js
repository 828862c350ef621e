"use strict";
// A sheet that is filled in: sums while typing.  The server adds up the same when the sheet is saved.
const form = document.querySelector("form[data-sheet]");

// An amount as whole hundredths, exactly; null where it is none.
function hundredths(text) {
  const plain = text.normalize("NFKC").replace(/[,\s]/g, "");
  if (!plain || /^[-—–]+$/.test(plain)) return 0n;
  const found = /^([-−])?(\d+)(?:\.(\d{1,6}))?$/.exec(plain);
  if (!found) return null;
  const size = BigInt(found[2] + (found[3] || "").padEnd(6, "0"));
  return found[1] ? -size : size;
}
function cellsOf(areas) {
  const number = (letters) => [...letters].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0);
  const letters = (n) => (n > 26 ? letters(Math.floor((n - 1) / 26)) : "") + String.fromCharCode(65 + ((n - 1) % 26));
  return areas.split(" ").flatMap((area) => {
    const [, left, top, right, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(area);
    const found = [];
    for (let row = +top; row <= +bottom; row += 1) {
      for (let column = number(left); column <= number(right); column += 1) found.push(letters(column) + row);
    }
    return found;
  });
}
const sums = new Map([...form.querySelectorAll("[data-sum]")].map((cell) => [cell.dataset.at, cell]));
const decimals = new Map([...sums].map(([at, cell]) => [at, cell.textContent.includes(".") || cell.textContent === "—" ? 2 : 0]));
function valueOf(at, known) {
  if (known.has(at)) return known.get(at);
  const field = form.elements[`cell:${at}`];
  let value = 0n;
  if (field) value = hundredths(field.value);
  else if (sums.has(at)) {
    known.set(at, null);
    for (const part of cellsOf(sums.get(at).dataset.sum)) {
      const one = valueOf(part, known);
      value = value === null || one === null ? null : value + one;
    }
  }
  known.set(at, value);
  return value;
}
function written(value, places) {
  if (value === null) return "—";
  const whole = (value < 0n ? -value : value) / 10n ** BigInt(6 - places);
  const digits = whole.toString().padStart(places + 1, "0");
  const point = digits.length - places;
  const front = digits.slice(0, point).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0n ? "-" : ""}${front}${places ? `.${digits.slice(point)}` : ""}`;
}
function addUp() {
  const known = new Map();
  for (const [at, cell] of sums) cell.textContent = written(valueOf(at, known), decimals.get(at));
}
form.addEventListener("input", addUp);
// What an expired session left behind is back: keep.js puts it in, for the edition that was shown and no other.
form.addEventListener("restored", () => { form.querySelector("[data-restored]").hidden = false; addUp(); });
// Enter goes down a column as in a spreadsheet.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.tagName !== "INPUT" || event.isComposing) return;
  const [, column, row] = /^cell:([A-Z]+)(\d+)$/.exec(event.target.name) || [];
  const next = column && form.elements[`cell:${column}${+row + 1}`];
  if (next) { event.preventDefault(); next.focus(); }
});
