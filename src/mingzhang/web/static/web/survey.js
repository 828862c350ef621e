"use strict";
// The questionnaire in the browser: what is typed is kept at once, what is finished waits here until it has
// arrived.  Nothing is lost without a network, without a session, or when the window is closed.
const page = document.querySelector("[data-survey]");
const mode = page.dataset.mode;
const draftKey = `${page.dataset.survey}-${mode}`;
const said = document.getElementById("said");
let form, timer;

const opened = new Promise((done, failed) => {
  const asked = indexedDB.open("mingzhang-survey", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("drafts");
    asked.result.createObjectStore("queue", {keyPath: "key"});
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});
async function store(name, kind, what) {
  const shelf = (await opened).transaction(name, kind).objectStore(name);
  const asked = what(shelf);
  return new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}
const waiting = async () => (await store("queue", "readonly", (shelf) => shelf.getAll())).filter((one) => one.survey === page.dataset.survey);

function start(instance) {
  const holder = document.getElementById("form");
  holder.replaceChildren(document.getElementById("blank").content.cloneNode(true));
  const data = {modelStr: document.getElementById("model").value};
  const [kept, lost] = withoutFiles(holder, instance);
  if (instance) Object.assign(data, {instanceStr: kept, submitted: false});
  form = new window.EnketoForm(holder.querySelector("form.or"), data, {language: "zh"});
  const faults = form.init();
  if (faults.length) said.textContent = `问卷有问题：${faults.join("；")}`;
  else if (instance) said.textContent = `这是上次没有填完的，可以接着填。${lost ? `照片、录音、手写等 ${lost} 个附件没有随草稿保存，请重新选择。` : ""}`;
  holder.querySelectorAll("[data-type-xml=geopoint]").forEach(offerPlace);
  holder.querySelector("form.or").addEventListener("change", keepDraft);
  holder.querySelector("form.or").addEventListener("input", keepTyping);
  holder.querySelector("form.or").addEventListener("submit", (event) => event.preventDefault());
}
// A draft keeps what was typed; chosen photographs and drawings are gone with the window, and that is said.
function withoutFiles(holder, instance) {
  if (!instance) return [instance, 0];
  const draft = new DOMParser().parseFromString(instance, "text/xml");
  const names = new Set([...holder.querySelectorAll("[data-type-xml=binary]")].map((field) => field.name.split("/").pop()));
  const gone = [...draft.querySelectorAll("*")].filter((node) => names.has(node.localName) && !node.children.length && node.textContent);
  gone.forEach((node) => { node.textContent = ""; });
  return [new XMLSerializer().serializeToString(draft), gone.length];
}
function offerPlace(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "定位";
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition((found) => {
    const at = found.coords;
    field.value = [at.latitude, at.longitude, at.altitude || 0, at.accuracy || 0].join(" ");
    field.dispatchEvent(new Event("change", {bubbles: true}));
  }, () => { said.textContent = "没有得到位置，可以不填。"; }));
  field.after(button);
}
// The engine hears of a text when its field is left; a window that is closed before would lose it.
let typing;
function keepTyping(event) {
  if (!["text", "textarea", "number"].includes(event.target.type)) return;
  clearTimeout(typing);
  typing = setTimeout(() => event.target.dispatchEvent(new Event("change", {bubbles: true})), 300);
}
function keepDraft() {
  clearTimeout(timer);
  timer = setTimeout(() => store("drafts", "readwrite", (shelf) => shelf.put(form.getDataStr(), draftKey)), 200);
}
async function finish() {
  if (!await form.validate()) {
    said.textContent = "还有没答或不合要求的题，已用红色标出。";
    document.querySelector(".invalid-required, .invalid-constraint, .invalid-relevant")?.scrollIntoView();
    return;
  }
  const xml = form.getDataStr({irrelevant: false});
  const files = await Promise.all(window.EnketoFiles.getCurrentFiles().map(async (file) => ({name: file.name, data: file})));
  const key = /<(?:\w+:)?instanceID[^>]*>([^<]+)</.exec(xml)[1];
  await store("queue", "readwrite", (shelf) => shelf.put({key, survey: page.dataset.survey, mode, xml, files, said: ""}));
  clearTimeout(timer);
  await store("drafts", "readwrite", (shelf) => shelf.delete(draftKey));
  start();
  window.scrollTo(0, 0);
  said.textContent = "这份答卷已存在本机，正在发送。";
  await sendAll();
}
async function sendAll() {
  let token = "";
  for (const one of await waiting()) {
    try {
      const asked = token ? null : await fetch(page.dataset.ticket, {redirect: "manual", cache: "no-store"});
      if (asked && !asked.ok) { await tell("登录已过期：请在另一个窗口登录，再按“立即发送”。答卷都在本机。"); return; }
      if (asked) token = (await asked.json()).token;
      await sendOne(one, token);
    } catch { await tell("现在没有网络；答卷都在本机，联网后会自动发送。"); return; }
  }
  await tell("");
}
async function sendOne(one, token) {
  const body = new FormData();
  body.append("xml_submission_file", new Blob([one.xml], {type: "text/xml"}), "submission.xml");
  body.append("mode", one.mode);
  for (const file of one.files) body.append(file.name, file.data, file.name);
  const answer = await fetch(page.dataset.send, {method: "POST", body, headers: {"x-csrftoken": token}, redirect: "manual"});
  if (answer.status === 201) {
    await store("queue", "readwrite", (shelf) => shelf.delete(one.key));
    said.textContent = (await answer.json()).said;
  } else {
    one.said = answer.status === 422 ? (await answer.json()).said : `服务器没有收下（${answer.status}），请稍后再发`;
    await store("queue", "readwrite", (shelf) => shelf.put(one));
  }
}
async function tell(words) {
  const left = await waiting();
  document.getElementById("count").textContent = left.length;
  document.getElementById("left").replaceChildren(...left.filter((one) => one.said).map((one) => {
    const line = document.createElement("li");
    line.textContent = `${one.key}：${one.said}`;
    return line;
  }));
  if (words) said.textContent = words;
}
document.getElementById("finish").addEventListener("click", finish);
document.getElementById("send").addEventListener("click", sendAll);
document.getElementById("drop").addEventListener("click", async () => {
  clearTimeout(timer);
  await store("drafts", "readwrite", (shelf) => shelf.delete(draftKey));
  start();
});
window.addEventListener("online", sendAll);
if ("serviceWorker" in navigator) navigator.serviceWorker.register(page.dataset.worker, {scope: "/survey/"});
store("drafts", "readonly", (shelf) => shelf.get(draftKey)).then((kept) => {
  start(kept);
  document.body.dataset.ready = "1";
  return sendAll();
});
