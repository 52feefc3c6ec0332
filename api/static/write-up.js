// Keeps what is typed: on this device at once, on the server a moment later. Without it the page works all the same.
"use strict";

const form = document.getElementById("notes");
const said = document.getElementById("kept");
const place = `minutebook-notes-${form.dataset.meeting}`;
const OWN = ["csrf", "version", "do"];
const SOON = 1500;
const AGAIN = 15000;
let waiting = null;
let unsaved = false;
let saving = null;

const version = () => form.elements.namedItem("version");
const fields = () => [...new FormData(form)].filter(([name]) => !OWN.includes(name));

function stored() {
  try {
    return JSON.parse(localStorage.getItem(place));
  } catch {
    return null;
  }
}

function keepHere() {
  try {
    localStorage.setItem(place, JSON.stringify(fields()));
  } catch {
    say(form.dataset.offline);
  }
}

function forget() {
  localStorage.removeItem(place);
}

function say(words) {
  if (said.textContent !== words) said.textContent = words;
}

function later(wait) {
  clearTimeout(waiting);
  waiting = setTimeout(save, wait);
}

async function why(answer) {
  if (answer.status === 401 || answer.status === 403) return form.dataset.out;
  if (answer.status === 412) return form.dataset.theirs;
  if (answer.status !== 409) return form.dataset.offline;
  const told = await answer.json();
  return told.late ? told.why : form.dataset.theirs;
}

function written(button) {
  const body = new URLSearchParams(new FormData(form));
  body.set("do", button);
  return body;
}

async function send(body) {
  body.set("version", version().value);
  return fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
}

function save() {
  if (unsaved && !saving) saving = sendAll();
}

async function sendAll() {
  unsaved = false;
  say(form.dataset.saving);
  try {
    const answer = await send(written("save"));
    if (answer.ok) {
      version().value = (await answer.json()).version;
      if (!unsaved) forget();
      say(form.dataset.saved);
    } else {
      unsaved = true;
      say(await why(answer));
      if (answer.status >= 500) later(AGAIN);
    }
  } catch {
    unsaved = true;
    say(form.dataset.offline);
    later(AGAIN);
  }
  saving = null;
}

// While a button waits for its answer nothing is typed: the next page would not have it.
function hold(on) {
  for (const one of form.elements) one.disabled = on;
}

// A button leaves the page only once everything typed has arrived, and a save under way before it.
async function leave(button) {
  clearTimeout(waiting);
  keepHere();
  unsaved = true;
  const body = written(button.value);
  hold(true);
  await saving;
  say(form.dataset.saving);
  try {
    const answer = await send(body);
    if (answer.ok) {
      const { onward } = await answer.json();
      forget();
      location.assign(onward);
      return;
    }
    hold(false);
    if (answer.status < 500) {
      HTMLFormElement.prototype.submit.call(withButton(button));
      return;
    }
    say(await why(answer));
  } catch {
    hold(false);
    say(form.dataset.offline);
  }
  later(AGAIN);
  said.focus();
}

function withButton(button) {
  const hidden = document.createElement("input");
  hidden.type = "hidden";
  hidden.name = "do";
  hidden.value = button.value;
  form.append(hidden);
  return form;
}

function putBack(kept) {
  const whole = document.createElement("form");
  whole.method = "post";
  whole.action = form.action;
  const own = [["csrf", form.elements.namedItem("csrf").value], ["version", version().value], ["do", "save"]];
  for (const [name, value] of [...own, ...kept]) {
    const hidden = document.createElement("textarea");
    hidden.name = name;
    hidden.value = value;
    whole.append(hidden);
  }
  whole.hidden = true;
  document.body.append(whole);
  HTMLFormElement.prototype.submit.call(whole);
}

function found() {
  const kept = stored();
  if (!kept) return;
  if (JSON.stringify(kept) === JSON.stringify(fields())) {
    forget();
    return;
  }
  const box = document.getElementById("found");
  box.hidden = false;
  document.getElementById("put-back").addEventListener("click", () => putBack(kept));
  document.getElementById("throw-away").addEventListener("click", () => {
    forget();
    box.hidden = true;
    said.focus();
  });
}

form.addEventListener("input", () => {
  unsaved = true;
  document.getElementById("found").hidden = true;
  keepHere();
  later(SOON);
});

form.addEventListener("submit", (event) => {
  if (!event.submitter) return;
  event.preventDefault();
  leave(event.submitter);
});

window.addEventListener("online", () => later(0));
window.addEventListener("pageshow", () => hold(false));

(document.getElementById("summary") ?? document.getElementById("banner"))?.focus();
found();
