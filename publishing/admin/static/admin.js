// What a page of the staff needs from the browser itself: the session cookie, which
// no script may read, is set and ended by the staff API; a file goes there as a
// stream and never through the live connection.
"use strict";

const SIGN_IN = "/api/session";

// Where the pages lie, by the address of this script: links get theirs only later,
// and the first of them is not everybody's.
const PAGES = new URL(document.currentScript.src).pathname.replace(/\/look\/[^/]*$/, "");

async function ask(method, address, body) {
  const sent = { method, credentials: "same-origin", headers: {} };
  if (body !== undefined) {
    sent.headers["Content-Type"] = "application/json";
    sent.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(address, sent);
  } catch {
    throw new Error("连不上发布中心。填的内容还在，请稍后再试。");
  }
  const text = await answer.text();
  let told = {};
  try {
    told = text ? JSON.parse(text) : {};
  } catch {
    told = {};
  }
  if (!answer.ok) {
    throw new Error(told.error?.message ?? "这一步没有办成。请再试一次。");
  }
  return told;
}

function tell(form, words) {
  const place = form.querySelector("[data-said]");
  place.textContent = words;
  place.hidden = words === "";
}

// Only a way within these pages is followed after signing in.
function wayOn() {
  const next = new URLSearchParams(location.search).get("next") ?? "/";
  const safe = next.startsWith("/") && !next.startsWith("//") && !next.includes("\\");
  return PAGES + (safe ? next : "/");
}

async function signIn(form) {
  const given = new FormData(form);
  await ask("POST", SIGN_IN, {
    login: given.get("login"),
    password: given.get("password"),
  });
  location.assign(wayOn());
}

async function join(form) {
  const given = new FormData(form);
  if (given.get("password") !== given.get("again")) {
    throw new Error("两次写的密码不一样。请再写一遍。");
  }
  const token = location.hash.slice(1);
  const password = given.get("password");
  await ask("POST", "/api/invitations/accept", { token, password });
  location.assign(`${PAGES}/sign-in`);
}

const FORMS = { "sign-in": signIn, join };

document.addEventListener("submit", async (event) => {
  const act = FORMS[event.target.dataset?.form];
  if (!act) return;
  event.preventDefault();
  const button = event.target.querySelector("button");
  button.disabled = true;
  tell(event.target, "");
  try {
    await act(event.target);
  } catch (fault) {
    tell(event.target, fault.message);
    button.disabled = false;
  }
});

// A double click is one press: the second click of it reaches no button.
document.addEventListener(
  "click",
  (event) => {
    if (event.detail > 1 && event.target.closest("button.a-btn")) {
      event.stopImmediatePropagation();
      event.preventDefault();
    }
  },
  true,
);

document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-sign-out]")) return;
  await ask("DELETE", SIGN_IN).catch(() => undefined);
  location.assign(`${PAGES}/sign-in`);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-copy]")) return;
  const field = document.querySelector("[data-copied] textarea, textarea[data-copied]");
  const said = document.querySelector("[data-copy-said]");
  said.hidden = false;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = "已复制，到微信群里长按粘贴。";
  } catch {
    said.textContent = "浏览器不让复制。文字已选中，请按 Ctrl+C。";
  }
});

// What is made on demand takes a while, and may be refused with a reason.
async function fetched(link, said) {
  said.hidden = false;
  said.textContent = "正在做，请稍候。";
  let answer;
  try {
    answer = await fetch(link.href, { credentials: "same-origin" });
  } catch {
    throw new Error("连不上发布中心。请稍后再试。");
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.error?.message ?? "没有做成。请再试一次。");
  }
  const named = answer.headers.get("Content-Disposition")?.match(/filename="([^"]+)"/);
  const place = URL.createObjectURL(await answer.blob());
  const kept = document.createElement("a");
  kept.href = place;
  kept.download = named?.[1] ?? "";
  kept.click();
  setTimeout(() => URL.revokeObjectURL(place), KEPT_MS);
  said.textContent = "做好了，在浏览器的下载里。";
}

const KEPT_MS = 60_000;

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-fetched]");
  if (!link) return;
  event.preventDefault();
  if (link.ariaDisabled === "true") return;
  const said = document.querySelector("[data-fetched-said]");
  link.ariaDisabled = "true";
  try {
    await fetched(link, said);
  } catch (fault) {
    said.textContent = fault.message;
  }
  link.ariaDisabled = "false";
});

async function send(place, file) {
  const said = place.querySelector("[data-said]");
  said.hidden = false;
  said.textContent = `正在传“${file.name}”，请稍候`;
  const name = encodeURIComponent(file.name);
  try {
    const answer = await fetch(`${place.dataset.upload}&filename=${name}`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/octet-stream" },
      body: file,
    });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new Error(told.error?.message ?? "文件没有传上去，原来的内容没有变。");
    }
    location.reload();
    return true;
  } catch (fault) {
    said.textContent = fault.message;
    return false;
  }
}

async function upload(input) {
  const file = input.files[0];
  if (!file) return;
  input.disabled = true;
  if (await send(input.closest("[data-upload]"), file)) return;
  input.value = "";
  input.disabled = false;
}

// What is pasted is read as text, sent as a file and never becomes part of the page.
document.addEventListener("paste", (event) => {
  const field = event.target.closest?.("[data-paste]");
  if (!field) return;
  event.preventDefault();
  const rich = event.clipboardData.getData("text/html");
  const text = rich || event.clipboardData.getData("text/plain");
  const [picture] = event.clipboardData.files;
  if (!text.trim() && picture) send(field.closest("[data-upload]"), picture);
  if (!text.trim()) return;
  const name = rich ? "粘贴的内容.pasted" : "粘贴的内容.txt";
  send(field.closest("[data-upload]"), new File([text], name));
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-upload] input[type=file]")) upload(event.target);
});

// The framework covers a page whose connection broke, but not one whose connection
// never came: that page looks alive and answers nothing. It uncovers both.
function cover() {
  const popup = document.getElementById("popup");
  if (popup && !window.socket?.connected) popup.ariaHidden = "false";
}

const GRACE_MS = 3000;

function watchConnection() {
  if (!window.socket) {
    setTimeout(watchConnection, 50);
    return;
  }
  window.socket.on("connect_error", cover);
  setTimeout(cover, GRACE_MS);
}

watchConnection();

// Keys for who uses no mouse. A letter is a key only where nobody types: not in a
// field, not while an input method composes, not with Ctrl, Alt or the system's key.
const WAYS = {
  o: ["/", "总览"],
  t: ["/todo", "待办"],
  d: ["/disclosures", "公开事项"],
  a: ["/approval", "审批台"],
  s: ["/schedule", "排期"],
  h: ["/hanging", "正在展示"],
  n: ["/drafts/new", "新的公开事项"],
};
const GO_MS = 1500;
let goUntil = 0;

function isTyping(target) {
  return Boolean(
    target.closest?.("input, textarea, select, [contenteditable], [role=combobox]"),
  );
}

function dialogIsOpen() {
  return Boolean(document.querySelector(".q-dialog, dialog[open]"));
}

function row(keys, words) {
  const made = document.createElement("div");
  const named = document.createElement("kbd");
  named.textContent = keys;
  made.append(named, words);
  return made;
}

function showKeys() {
  const made = document.createElement("dialog");
  made.className = "keys";
  made.setAttribute("aria-label", "快捷键");
  const title = document.createElement("h3");
  title.textContent = "快捷键";
  const ways = Object.entries(WAYS).map(([key, [, words]]) =>
    row(`g 再按 ${key}`, `去${words}`),
  );
  made.append(
    title,
    row("/", "搜索"),
    ...ways,
    row("Ctrl + Enter", "办这一页最主要的一步：提交、同意签名；在批注里是加批注"),
    row("Tab、Shift + Tab", "到下一处、上一处"),
    row("Esc", "关上这一页"),
  );
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  made.showModal();
}

function search() {
  const field = document.querySelector("[data-search] input, input[data-search]");
  if (field) field.focus();
  else location.assign(`${PAGES}/search`);
}

// The main act of the place that has the focus: a comment is sent, never signed.
function mainAct(target) {
  const say = target.closest?.(".say");
  if (say) return say.querySelector("button.a-btn");
  return isTyping(target) ? null : document.querySelector("[data-main-act]");
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (!document.querySelector("nav.a-nav")) return;
  if (event.altKey || event.metaKey || dialogIsOpen()) return;
  if (event.ctrlKey) {
    const act = event.key === "Enter" && !event.repeat && mainAct(event.target);
    if (act) {
      event.preventDefault();
      act.click();
    }
    return;
  }
  if (isTyping(event.target)) return;
  const way = performance.now() < goUntil ? WAYS[event.key] : undefined;
  goUntil = event.key === "g" ? performance.now() + GO_MS : 0;
  if (way) location.assign(PAGES + way[0]);
  else if (event.key === "/") search();
  else if (event.key === "?") showKeys();
  else return;
  event.preventDefault();
});
