// SPDX-FileCopyrightText: 2026 The gyebo authors
// SPDX-License-Identifier: Apache-2.0
// A convenience only: without it the page reads, prints and switches its language just as well.
"use strict";

const byId = (id) => document.getElementById(id);
const root = document.documentElement;

function speak() {
  root.lang = byId("in-english").checked ? "en" : "ko";
}

/* Large pages: bodies lie in <noscript>, which is one text while scripts run, and are built when they are needed.
   Their sections are not drawn until the page has come whole: each frame on the way would ask where each of them is. */

const AHEAD = "1500px"; // how far below the window a body is built before it is seen
/* Bodies that are built unasked. A body takes 0.6 MB and 6 ms when it is first searched or printed, so that with 15,000
   of them the browser's own search took a minute and 8 GB. Beyond this number the field for words searches instead. */
const MOST = 1500;
const waiting = new Set();
let all = 0;
let whole = false;

function build(body) {
  if (waiting.delete(body)) body.outerHTML = body.textContent;
}

function buildSome(deadline) {
  for (const body of waiting) {
    build(body);
    if (deadline.timeRemaining() < 2) break;
  }
  tell();
  later();
}

function tell() {
  if (!all) return;
  byId("building").hidden = !waiting.size;
  const isLong = !whole && all > MOST;
  byId("too-long").hidden = !isLong;
  byId("building").toggleAttribute("data-long", isLong);
  byId("built").textContent = all - waiting.size;
  byId("to-build").textContent = all;
}

function buildEverything() {
  whole = true;
  tell();
  later();
}

function later() {
  if (!waiting.size || (all > MOST && !whole)) return;
  if (window.requestIdleCallback) requestIdleCallback(buildSome);
  else setTimeout(() => buildSome({ timeRemaining: () => 0 }), 0);
}

function watch() {
  for (const body of document.querySelectorAll("main noscript")) waiting.add(body);
  all = waiting.size;
  if (!all) return;
  byId("unbuilt").remove();
  byId("build").addEventListener("click", buildEverything);
  addEventListener("keydown", searchEverything);
  const near = new IntersectionObserver(
    (seen) => {
      for (const one of seen) if (one.isIntersecting) for (const body of one.target.querySelectorAll("noscript")) build(body);
      tell();
    },
    { rootMargin: AHEAD },
  );
  for (const body of waiting) near.observe(body.parentElement);
  addEventListener("load", () => setTimeout(later));
  tell();
}

/* The browser's own search would pass over what is not built; asked a second time, it comes. */

function searchEverything(pressed) {
  const words = byId("words");
  if (!words || pressed.key.toLowerCase() !== "f" || !(pressed.ctrlKey || pressed.metaKey)) return;
  if (!waiting.size || document.activeElement === words) return;
  pressed.preventDefault();
  words.focus();
  words.select();
}

function reveal() {
  const target = document.querySelector(":target");
  if (!target) return asShown();
  if (target.closest("[hidden]")) unsift();
  for (const body of target.querySelectorAll("noscript")) build(body);
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  land(target);
}

/* What was never drawn has a height that is guessed: as what is above the target is drawn, it moves, and is followed. */

const FOLLOWED = 120; // drawings of the window, about two seconds
let landing = 0;

function land(target) {
  const mine = ++landing;
  let left = FOLLOWED;
  let top = NaN;
  const follow = () => {
    if (mine !== landing) return;
    if (target.getBoundingClientRect().top !== top) target.scrollIntoView();
    top = target.getBoundingClientRect().top;
    left -= 1;
    if (left) requestAnimationFrame(follow);
  };
  follow();
}

function letGo() {
  landing += 1;
}

/* An identifier as the page shows it (F-0123…) leads there too, where a letter quotes it. */

function asShown() {
  const id = ["F-", "M-", "D-"].map((kind) => `${kind}${location.hash.slice(1)}`).find(byId);
  if (id) location.replace(`#${id}`);
}

/* Findings by axis, grade and so on; what is sifted out stays in the page. */

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&nbsp;": " " };
const texts = new WeakMap();

function plain(html) {
  const text = html.replace(/<[^>]*>/g, "").replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(number));
  return text.replace(/&(?:lt|gt|amp|nbsp);/g, (entity) => ENTITIES[entity]).replace(/\s+/g, " ").toLowerCase();
}

function textOf(article) {
  if (!texts.has(article)) texts.set(article, plain(article.innerHTML));
  return texts.get(article);
}

function sift() {
  const wanted = [...document.querySelectorAll("[data-filter]")].filter((one) => one.value !== "");
  const words = byId("words").value.trim().replace(/\s+/g, " ").toLowerCase();
  const has = (article) => !words || textOf(article).includes(words);
  let shown = 0;
  for (const finding of document.querySelectorAll(".finding")) {
    const is = (one) => finding.dataset[one.dataset.filter].split(" ").includes(one.value);
    finding.hidden = !(wanted.every(is) && has(finding));
    shown += !finding.hidden;
  }
  for (const match of document.querySelectorAll(".file > .match")) match.hidden = !has(match);
  byId("sifted").textContent = shown;
  byId("filters").toggleAttribute("data-sifted", wanted.length > 0 || words !== "");
}

function unsift() {
  for (const one of [...document.querySelectorAll("[data-filter]"), byId("words")]) one.value = "";
  sift();
}

/* Decisions: a JSON text is a TOML text too, but for one control character; one of several lines stands as it was typed. */

const escapedText = (text) => JSON.stringify(text).slice(1, -1).replaceAll("\u007f", "\\u007F");
const FIELDS = ["ruling", "grade", "role", "reason"];
let isUnsaved = false;

function quoted(text) {
  if (!text.includes("\n")) return `"${escapedText(text)}"`;
  return `"""\n${text.split("\n").map(escapedText).join("\n")}"""`;
}

const field = (finding, name) => finding.querySelector(`[data-field="${name}"]`);
const filled = (finding, name) => field(finding, name)?.value.trim() ?? "";

function missing(finding) {
  const ruling = filled(finding, "ruling");
  if (!ruling) return FIELDS.some((name) => filled(finding, name)) ? ["ruling"] : [];
  const needed = ruling === "override" ? FIELDS : FIELDS.filter((name) => name !== "grade");
  return needed.filter((name) => !filled(finding, name));
}

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/* A decision that was made earlier and is left as it was keeps its day. */

function dated(finding) {
  const isChanged = FIELDS.some((name) => field(finding, name).hasAttribute("data-changed"));
  return "decided" in finding.dataset && !isChanged ? finding.dataset.decided : today();
}

function decided(finding) {
  if (!filled(finding, "ruling")) return "";
  const lines = ["finding", "ruling", "grade", "reason", "role"]
    .map((name) => [name, name === "finding" ? finding.dataset.finding : filled(finding, name)])
    .filter(([name, value]) => value && (name !== "grade" || filled(finding, "ruling") === "override"))
    .map(([name, value]) => `${name} = ${quoted(value)}\n`);
  const day = dated(finding);
  return `[[decisions]]\n${lines.join("")}${day ? `dated = ${day}\n` : ""}`;
}

function fault(finding, name) {
  const line = byId("fault").content.firstElementChild.cloneNode(true);
  const link = line.querySelector("a");
  link.href = `#${finding.id}`;
  link.append(...finding.querySelector("h3, h4, h5").cloneNode(true).childNodes, ` (${finding.dataset.finding})`);
  for (const sentence of line.querySelectorAll("[data-fault]")) if (sentence.dataset.fault !== name) sentence.remove();
  return line;
}

function refuse(findings) {
  const faults = findings.flatMap((finding) => missing(finding).map((name) => [finding, name]));
  for (const one of document.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  for (const [finding, name] of faults) {
    field(finding, name).setAttribute("aria-invalid", "true");
    finding.querySelector(".decide").open = true;
  }
  byId("faults").replaceChildren(...faults.map(([finding, name]) => fault(finding, name)));
  byId("faults").hidden = !faults.length;
  return faults.length > 0;
}

function save() {
  for (const body of document.querySelectorAll(".finding[data-decided] noscript")) build(body);
  const findings = [...document.querySelectorAll(".finding")];
  const isRefused = refuse(findings);
  const made = isRefused ? [] : findings.map(decided).filter(Boolean);
  byId("refused").hidden = !isRefused;
  byId("written").hidden = !made.length;
  byId("unfilled").hidden = isRefused || made.length > 0;
  if (!made.length) return;
  byId("saved").textContent = made.length;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([made.join("\n")], { type: "application/toml" }));
  link.download = "decisions.toml";
  link.click();
  isUnsaved = false;
}

function note(change) {
  if (!change.target.matches("[data-field]")) return;
  change.target.setAttribute("data-changed", "");
  isUnsaved = true;
}

function keep(leaving) {
  if (isUnsaved) leaving.preventDefault();
}

let waited = 0;

function soon(typed) {
  if (typed.target !== byId("words")) return;
  clearTimeout(waited);
  waited = setTimeout(sift, 300);
}

function offer() {
  if (!byId("filters")) return;
  for (const id of ["filters", "minutes"]) byId(id).hidden = false;
  byId("filters").addEventListener("change", sift);
  byId("filters").addEventListener("input", soon);
  byId("unsift").addEventListener("click", unsift);
  byId("save").addEventListener("click", save);
  byId("findings").addEventListener("input", note);
  addEventListener("beforeunload", keep);
  sift();
}

function unfold() {
  const wanted = [...waiting].filter((body) => !body.closest("[hidden]"));
  if (whole || all - waiting.size + wanted.length <= MOST) for (const body of wanted) build(body);
  tell();
  for (const box of document.querySelectorAll("details:not([open], .aside)")) {
    box.open = true;
    box.dataset.unfolded = "";
  }
}

function fold() {
  for (const box of document.querySelectorAll("details[data-unfolded]")) {
    box.open = false;
    delete box.dataset.unfolded;
  }
}

function start() {
  delete root.dataset.laying;
  for (const choice of document.getElementsByName("language")) choice.addEventListener("change", speak);
  addEventListener("hashchange", reveal);
  for (const taken of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(taken, letGo, { passive: true });
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);
  speak();
  offer();
  watch();
  reveal();
}

if ("large" in root.dataset) root.dataset.laying = "";
document.addEventListener("DOMContentLoaded", start);
