"use strict";
(() => {
  const rows = [...document.querySelectorAll("li")];
  const inputs = rows.map((row) => row.querySelector("input"));
  const button = document.getElementById("save");
  let saved = true;
  const is = (row) => row.classList.contains("settled");
  const quoted = (text) => JSON.stringify(text).replace(/\x7f/g, "\\u007f");
  const entry = ([page, ...box], text) =>
    `[[reading]]\npage = ${page}\nbox = [${box.map((value) => value.toFixed(1)).join(", ")}]\ntext = ${quoted(text)}\n`;
  const tell = (text) => {
    document.getElementById("told").textContent = text;
  };
  const count = () => {
    const done = rows.filter(is).length;
    document.getElementById("done").textContent = done;
    document.getElementById("bar").value = done;
    tell(saved ? "" : done === rows.length ? "，全部核对完，请保存" : "，还没有保存");
  };
  const go = (index) => {
    const next = inputs[Math.max(0, Math.min(inputs.length - 1, index))];
    next.focus();
    next.select();
    next.scrollIntoView({ block: "center" });
  };
  const onward = (index) => {
    const after = [...rows.keys()].slice(index + 1).concat([...rows.keys()].slice(0, index + 1));
    const next = after.find((number) => !is(rows[number]) && number > index);
    if (next !== undefined) go(next);
    else if (rows.every(is)) button.focus();
    else go(index + 1 < rows.length ? index + 1 : after.find((number) => !is(rows[number])));
  };
  const settle = (index, settled) => {
    const row = rows[index];
    row.classList.toggle("settled", settled);
    row.classList.toggle("changed", settled && inputs[index].value.trim() !== inputs[index].defaultValue);
    row.classList.toggle("left", !settled);
    saved = false;
    count();
    if (settled) onward(index);
    else go(index + 1);
  };
  const save = () => {
    const parts = JSON.parse(document.body.dataset.before).map((one) => entry(one.slice(0, 5), one[5]));
    rows.forEach((row, index) => {
      if (is(row)) parts.push(entry(JSON.parse(row.dataset.place), inputs[index].value.trim()));
    });
    const link = document.createElement("a");
    const of = document.body.dataset.document;
    const head =
      "# 扫描件里看不准的数，由人与原件核对；检查时按 text 里写的读，空的表示空白格。\n" +
      (of ? `# 只对这一份文件有效，文件改动以后要重新核对。\ndocument = ${quoted(of)}\n\n` : "\n");
    link.href = URL.createObjectURL(new Blob([head + parts.join("\n")], { type: "text/plain" }));
    link.download = document.body.dataset.answers;
    link.click();
    URL.revokeObjectURL(link.href);
    saved = true;
    tell(`，已保存为 ${link.download}，请放在原文件旁边`);
  };
  inputs.forEach((input, index) => {
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter") {
        if (event.altKey && input.dataset.proposed) input.value = input.dataset.proposed;
        settle(index, true);
      } else if (event.key === "Escape") {
        input.value = input.defaultValue;
        settle(index, false);
      } else if (event.key === "ArrowDown") go(index + 1);
      else if (event.key === "ArrowUp") go(index - 1);
      else return;
      event.preventDefault();
    });
    input.addEventListener("input", () => {
      rows[index].classList.remove("settled", "changed", "left");
      count();
    });
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      save();
    }
  });
  button.addEventListener("click", save);
  window.addEventListener("beforeunload", (event) => {
    if (!saved) event.preventDefault();
  });
  if (inputs.length) go(0);
  scrollTo(0, 0);
})();
