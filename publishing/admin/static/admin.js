// What a page of the staff needs from the browser itself: the session cookie, which
// no script may read, is set and ended by the staff API; a file goes there as a
// stream and never through the live connection.
"use strict";

const SIGN_IN = "/api/session";

function pages() {
  return location.pathname.replace(/\/(sign-in|join)$/, "");
}

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
  return pages() + (safe ? next : "/");
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
  location.assign(`${pages()}/sign-in`);
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
  const root = document.querySelector("nav.a-nav a").pathname.replace(/\/$/, "");
  await ask("DELETE", SIGN_IN).catch(() => undefined);
  location.assign(`${root}/sign-in`);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

async function upload(input) {
  const place = input.closest("[data-upload]");
  const said = place.querySelector("[data-said]");
  const file = input.files[0];
  if (!file) return;
  said.hidden = false;
  said.textContent = `正在传“${file.name}”，请稍候`;
  input.disabled = true;
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
  } catch (fault) {
    said.textContent = fault.message;
    input.value = "";
    input.disabled = false;
  }
}

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
