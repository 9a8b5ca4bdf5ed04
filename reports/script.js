// SPDX-FileCopyrightText: 2026 The gyebo authors
// SPDX-License-Identifier: Apache-2.0
// A convenience only: without it the page reads, prints and switches its language just as well.
"use strict";

function speak() {
  document.documentElement.lang = document.getElementById("in-english").checked ? "en" : "ko";
}

function reveal() {
  const target = document.querySelector(":target");
  if (!target) return;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  target.scrollIntoView();
}

function unfold() {
  for (const box of document.querySelectorAll("details:not([open])")) {
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

for (const choice of document.getElementsByName("language")) choice.addEventListener("change", speak);
addEventListener("hashchange", reveal);
addEventListener("beforeprint", unfold);
addEventListener("afterprint", fold);
speak();
reveal();
