"use strict";
(() => {
  const rows = [...document.querySelectorAll("li")];
  const inputs = rows.map((row) => row.querySelector("input"));
  let saved = true;
  const quoted = (text) => JSON.stringify(text).replace(/\x7f/g, "\\u007f");
  const entry = ([page, ...box], text) =>
    `[[reading]]\npage = ${page}\nbox = [${box.map((value) => value.toFixed(1)).join(", ")}]\ntext = ${quoted(text)}\n`;
  const count = () => {
    document.getElementById("done").textContent = rows.filter((row) => row.classList.contains("settled")).length;
  };
  const go = (index) => {
    const next = inputs[Math.max(0, Math.min(inputs.length - 1, index))];
    next.focus();
    next.select();
    next.scrollIntoView({ block: "center" });
  };
  const settle = (index, settled) => {
    const row = rows[index];
    row.classList.toggle("settled", settled);
    row.classList.toggle("changed", settled && inputs[index].value.trim() !== inputs[index].defaultValue);
    saved = false;
    count();
    go(index + 1);
  };
  const save = () => {
    const before = JSON.parse(document.body.dataset.before);
    const parts = before.map((one) => entry(one.slice(0, 5), one[5]));
    rows.forEach((row, index) => {
      if (row.classList.contains("settled")) {
        parts.push(entry(JSON.parse(row.dataset.place), inputs[index].value.trim()));
      }
    });
    const link = document.createElement("a");
    const head = "# 扫描件里看不准的数，由人与原件核对；检查时按 text 里写的读，空的表示空白格。\n\n";
    link.href = URL.createObjectURL(new Blob([head + parts.join("\n")], { type: "text/plain" }));
    link.download = document.body.dataset.answers;
    link.click();
    URL.revokeObjectURL(link.href);
    saved = true;
  };
  inputs.forEach((input, index) => {
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter") settle(index, true);
      else if (event.key === "Escape") {
        input.value = input.defaultValue;
        settle(index, false);
      } else if (event.key === "ArrowDown") go(index + 1);
      else if (event.key === "ArrowUp") go(index - 1);
      else return;
      event.preventDefault();
    });
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      save();
    }
  });
  document.getElementById("save").addEventListener("click", save);
  window.addEventListener("beforeunload", (event) => {
    if (!saved) event.preventDefault();
  });
  if (inputs.length) go(0);
})();
