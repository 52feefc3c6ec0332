// Keeps what is typed: on this device at once, on the server a moment later. Without it the page works all the same.
"use strict";

const form = document.getElementById("notes");
const said = document.getElementById("kept");
const place = `minutebook-notes-${form.dataset.meeting}`;
const OWN = ["csrf", "version", "theirs", "do"];
const SOON = 1500;
const AGAIN = 15000;
let waiting = null;
let unsaved = false;
let saving = null;
let keptHere = true;
let held = false;

const version = () => form.elements.namedItem("version");
const fields = () => [...new FormData(form)].filter(([name]) => !OWN.includes(name));

// The version goes with the words: put back, they are not written over what others saved since.
function stored() {
  try {
    const kept = JSON.parse(localStorage.getItem(place));
    return Array.isArray(kept) ? { version: "0", words: kept } : kept;
  } catch {
    return null;
  }
}

function keepHere() {
  if (held) return; // a field that is shut gives no words: they were kept before
  try {
    localStorage.setItem(place, JSON.stringify({ version: version().value, words: fields() }));
    keptHere = true;
  } catch {
    keptHere = false;
  }
}

function forget() {
  try {
    localStorage.removeItem(place);
  } catch {
    // what refuses to forget has kept nothing
  }
}

// A device may refuse to keep anything, when it is full or in a private window.
function say(words) {
  const told = keptHere ? words : words.replace(form.dataset.kept, form.dataset.unkept);
  if (said.textContent !== told) said.textContent = told;
  said.classList.toggle("trouble", words !== form.dataset.saving && words !== form.dataset.saved);
}

// Signing out in another window empties this device: what is said to be kept here is kept anew first.
async function trouble(answer) {
  const words = answer ? await why(answer) : form.dataset.offline;
  keepHere();
  say(words);
}

function later(wait) {
  clearTimeout(waiting);
  waiting = setTimeout(save, wait);
}

async function why(answer) {
  if (answer.status === 401 || answer.status === 403) return form.dataset.out;
  if (answer.status === 412) return form.dataset.theirs;
  if (answer.status === 422) return (await answer.json()).why;
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
      if (unsaved) keepHere();
      else forget();
      say(form.dataset.saved);
    } else {
      unsaved = true;
      await trouble(answer);
      if (answer.status >= 500) later(AGAIN);
    }
  } catch {
    unsaved = true;
    await trouble();
    later(AGAIN);
  }
  saving = null;
}

// While a button waits for its answer nothing is typed: the next page would not have it.
function hold(on) {
  held = on;
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
    await trouble(answer);
  } catch {
    hold(false);
    await trouble();
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
  const own = [["csrf", form.elements.namedItem("csrf").value], ["version", kept.version], ["do", "save"]];
  for (const [name, value] of [...own, ...kept.words]) {
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
  if (document.getElementById("banner")) {
    keepHere(); // what this page holds is saved nowhere else
    return;
  }
  const kept = stored();
  if (!kept) return;
  if (JSON.stringify(kept.words) === JSON.stringify(fields())) {
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

new ResizeObserver(() => {
  document.documentElement.style.scrollPaddingTop = `${said.offsetHeight + 10}px`;
}).observe(said);

window.addEventListener("online", () => later(0));
window.addEventListener("pageshow", () => hold(false));

(document.getElementById("summary") ?? document.getElementById("banner"))?.focus();
found();
