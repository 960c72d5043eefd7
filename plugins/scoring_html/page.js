"use strict";
// Search, order and open: what the page shows is said in the fragment of its address
// (#tim=phu+hau&xep=-3&mo=don-vi-P01), so that it can be sent on and comes back with “back”.
// Without this script everything is there all the same.
(() => {
  const byId = (id) => document.getElementById(id);
  const tables = [...document.querySelectorAll(".cards table")];
  const folded = [...document.querySelectorAll("main details")];
  const tools = document.querySelector(".tools");

  // ---- words and numbers ------------------------------------------------------------------

  // “Phú Hậu” → “phu hau”: without accents, case and needless blanks; đ is no accented d.
  const fold = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d")
      .toLowerCase().replace(/\s+/g, " ").trim();

  // The order of the Vietnamese alphabet: a ă â b c d đ …, then ngang huyền hỏi ngã sắc nặng.
  const alphabet = new Intl.Collator("vi", { numeric: true });

  // “88,24”, “9=”; “–” is none.
  const number = (text) => parseFloat(text.replace(",", ".").replace("−", "-"));

  // ---- what there is ----------------------------------------------------------------------

  const rowOf = (tr) => {
    const cells = [...tr.cells].map((cell) => cell.textContent.trim());
    const link = tr.querySelector("a");
    const target = link && byId(decodeURIComponent(link.hash.slice(1)));
    return { tr, cells, text: fold(cells.join(" ")), section: target && target.closest("details") };
  };
  const lists = tables.map((table) => ({
    table,
    heads: [...table.tHead.rows[0].cells],
    rows: [...table.tBodies[0].rows].map(rowOf),
    heading: table.parentElement.previousElementSibling,
  }));
  const all = lists.reduce((sum, list) => sum + list.rows.length, 0);

  // ---- the state in the address -----------------------------------------------------------

  const read = () => {
    const fragment = location.hash.slice(1);
    if (fragment.includes("=")) {
      const said = new URLSearchParams(fragment);
      return { tim: said.get("tim") || "", xep: Number(said.get("xep")) || 0, mo: said.get("mo") || "" };
    }
    try {
      return { tim: "", xep: 0, mo: decodeURIComponent(fragment) };
    } catch {
      return { tim: "", xep: 0, mo: "" };
    }
  };

  const write = (changes, isStep) => {
    const state = { ...read(), ...changes };
    const said = new URLSearchParams();
    if (state.tim) said.set("tim", state.tim);
    if (state.xep) said.set("xep", state.xep);
    if (state.mo) said.set("mo", state.mo);
    const fragment = "#" + (said.toString() || "noi-dung");
    if (isStep && fragment !== location.hash) {
      location.hash = fragment;
      return;
    }
    history.replaceState(null, "", fragment);
    show();
  };

  // ---- search, order, open ----------------------------------------------------------------

  const search = (words) => {
    const wanted = fold(words);
    let found = 0;
    for (const list of lists) {
      let here = 0;
      for (const row of list.rows) {
        row.tr.hidden = !row.text.includes(wanted);
        if (row.section) row.section.hidden = row.tr.hidden;
        here += row.tr.hidden ? 0 : 1;
      }
      list.table.parentElement.hidden = here === 0;
      if (list.heading && /^H\d$/.test(list.heading.tagName)) list.heading.hidden = here === 0;
      found += here;
    }
    const said = byId("dem");
    said.textContent = found
      ? said.dataset.found.replace("{n}", found).replace("{all}", all)
      : said.dataset.none;
  };

  const compare = (index, isNumber, sign) => (one, other) => {
    const [a, b] = [one.cells[index], other.cells[index]];
    if (!isNumber) return sign * alphabet.compare(a, b);
    const [x, y] = [number(a), number(b)];
    // Whoever has no number comes last, whichever way the others stand.
    if (isNaN(x) || isNaN(y)) return isNaN(x) - isNaN(y);
    return sign * (x - y);
  };

  const order = (column) => {
    const index = Math.abs(column) - 1;
    for (const { table, heads, rows } of lists) {
      const head = heads[index];
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      let sorted = rows;
      if (head) {
        head.setAttribute("aria-sort", column > 0 ? "ascending" : "descending");
        const isNumber = head.classList.contains("n");
        sorted = [...rows].sort(compare(index, isNumber, Math.sign(column)));
      }
      table.tBodies[0].append(...sorted.map((row) => row.tr));
    }
  };

  const open = (id) => {
    const target = id && byId(id);
    const section = target && target.closest("details");
    if (!section) return;
    section.open = true;
    section.hidden = false;
    section.scrollIntoView();
    section.querySelector("summary").focus({ preventScroll: true });
  };

  let shown = { tim: null, xep: null, mo: null };
  const show = () => {
    const state = read();
    if (lists.length) {
      if (state.tim !== shown.tim) search(state.tim);
      if (state.xep !== shown.xep) order(state.xep);
      if (byId("tim") !== document.activeElement) byId("tim").value = state.tim;
      byId("xep").value = String(state.xep);
    }
    open(state.mo);
    shown = state;
  };

  // ---- what people do ---------------------------------------------------------------------

  const addSorting = () => {
    const choices = [new Option("–", "0")];
    lists[0].heads.forEach((head, index) => {
      for (const [sign, arrow] of [[1, "↑"], [-1, "↓"]]) {
        choices.push(new Option(`${head.textContent} ${arrow}`, String(sign * (index + 1))));
      }
    });
    byId("xep").append(...choices);
    byId("xep").addEventListener("change", (event) => write({ xep: Number(event.target.value), mo: "" }));
    for (const { heads } of lists) {
      heads.forEach((head, index) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        head.append(button);
        // Upwards, downwards, as it was.
        const next = { 0: index + 1, [index + 1]: -index - 1, [-index - 1]: 0 };
        button.addEventListener("click", () => write({ xep: next[read().xep] ?? index + 1, mo: "" }));
      });
    }
  };

  const openAll = (isOpen) => folded.forEach((one) => { if (!one.hidden) one.open = isOpen; });

  if (lists.length) {
    tools.hidden = false;
    byId("tim").addEventListener("input", (event) => write({ tim: event.target.value.trim(), mo: "" }));
    byId("mo").addEventListener("click", () => openAll(true));
    byId("dong").addEventListener("click", () => openAll(false));
    byId("in").addEventListener("click", () => print());
    addSorting();
    document.querySelector("main").addEventListener("click", (event) => {
      const link = event.target.closest(".cards tbody a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const mo = decodeURIComponent(link.hash.slice(1));
      if (read().mo === mo) open(mo);
      else write({ mo }, true);
    });
  }
  addEventListener("hashchange", show);
  show();
})();
