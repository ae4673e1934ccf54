// Search where no server does it: the index that `banxin library publish` writes, a month at a time, the newest first.
// The folding of characters and the meaning of a query are those of banxin.library.folding, tokens and search.
"use strict";

(() => {
  const place = document.querySelector("#results");
  if (!place || place.dataset.searched === "yes") {
    return;
  }
  const A_PAGE = 20;
  const AROUND = 36;
  const SHARDS = 16;
  const QUOTES = { "“": "”", "「": "」", "『": "』", "《": "》", '"': '"', "＂": "＂" };
  const base = new URL(place.dataset.root, location.href);
  const cache = new Map();

  const load = (name) => {
    if (!cache.has(name)) {
      cache.set(name, fetch(new URL(name, base)).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))));
    }
    return cache.get(name);
  };

  let variants = {};
  const latin = (character) => /^[\p{L}\p{N}]$/u.test(character) && character.codePointAt(0) < 0x2e80;

  function foldedCharacter(character) {
    if (character === "\n") {
      return ["\n"];
    }
    if (/^\s$/u.test(character)) {
      return [" "];
    }
    return Array.from(character.normalize("NFKC").toLowerCase())
      .filter((other) => /^\s$/u.test(other) || !/^[\p{C}\p{Z}]$/u.test(other))
      .map((other) => (/^\s$/u.test(other) ? " " : (variants[other] ?? other)));
  }

  // The folded characters of a text and, of each, its place among the characters of the original.
  function fold(text) {
    const characters = [];
    const places = [];
    let space = -1;
    Array.from(text).forEach((character, at) => {
      for (const other of foldedCharacter(character)) {
        if (other === " ") {
          space = at;
          continue;
        }
        if (space >= 0 && characters.length && latin(characters.at(-1)) && latin(other)) {
          characters.push(" ");
          places.push(space);
        }
        space = -1;
        characters.push(other);
        places.push(at);
      }
    });
    return { characters, places, text: characters.join("") };
  }

  function phrases(query) {
    const found = [];
    const letters = Array.from(query.replaceAll("\n", " "));
    let word = "";
    for (let at = 0; at < letters.length; at += 1) {
      const letter = letters[at];
      const end = letter in QUOTES ? letters.indexOf(QUOTES[letter], at + 1) : -1;
      if (end > at + 1) {
        found.push(word, letter === "《" ? letters.slice(at, end + 1).join("") : letters.slice(at + 1, end).join(""));
        word = "";
        at = end;
      } else if (/^\s$/u.test(letter)) {
        found.push(word);
        word = "";
      } else {
        word += letter;
      }
    }
    found.push(word);
    return [...new Set(found.map((part) => part.trim()).filter((part) => fold(part).text))];
  }

  const shard = (character) => character.codePointAt(0) % SHARDS;

  // Numbers of a month's articles that may have a phrase: all of its pairs of neighbours.
  async function candidates(folder, phrase) {
    const characters = phrase.characters;
    if (characters.length === 1) {
      const table = await load(`search/${folder}/${shard(characters[0])}.json`);
      return new Set(Object.entries(table).flatMap(([pair, numbers]) => (pair.startsWith(characters[0]) ? numbers : [])));
    }
    let left = null;
    for (let at = 0; at + 1 < characters.length; at += 1) {
      const table = await load(`search/${folder}/${shard(characters[at])}.json`);
      const numbers = table[characters[at] + characters[at + 1]] ?? [];
      left = left === null ? new Set(numbers) : new Set(numbers.filter((number) => left.has(number)));
      if (!left.size) {
        break;
      }
    }
    return left;
  }

  function snippet(words, texts) {
    for (const text of texts) {
      const letters = Array.from(text);
      const folded = fold(text);
      const found = words.map((word) => [find(folded, word.characters, 0), word]).filter(([at]) => at >= 0);
      if (found.length) {
        const [first, word] = found.sort(([one], [other]) => one - other)[0];
        const from = folded.places[first];
        const last = folded.places[first + word.characters.length - 1] + 1;
        const start = Math.max(0, from - AROUND);
        const end = Math.min(letters.length, Math.max(from + 2 * AROUND, last));
        return marked(letters.slice(start, end), words, start > 0, end < letters.length);
      }
    }
    return marked(Array.from(texts.find(Boolean) ?? "").slice(0, 2 * AROUND), [], false, false);
  }

  function find(folded, wanted, from) {
    for (let at = from; at + wanted.length <= folded.characters.length; at += 1) {
      if (wanted.every((character, next) => folded.characters[at + next] === character)) {
        return at;
      }
    }
    return -1;
  }

  function marked(letters, words, before, behind) {
    const folded = fold(letters.join(""));
    const marks = new Array(letters.length).fill(false);
    for (const word of words) {
      let at = find(folded, word.characters, 0);
      while (at >= 0) {
        marks.fill(true, folded.places[at], folded.places[at + word.characters.length - 1] + 1);
        at = find(folded, word.characters, at + word.characters.length);
      }
    }
    const line = document.createElement("p");
    line.className = "snippet";
    line.append(before ? "…" : "");
    letters.forEach((letter, at) => {
      const last = line.lastChild;
      const text = letter === "\n" ? " " : letter;
      if (marks[at]) {
        if (last?.nodeName === "MARK" && marks[at - 1]) {
          last.append(text);
        } else {
          const mark = document.createElement("mark");
          mark.append(text);
          line.append(mark);
        }
      } else {
        line.append(text);
      }
    });
    line.append(behind ? "…" : "");
    return line;
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) {
      made.className = className;
    }
    return made;
  }

  // 2024年12月22日, and which edition of the day.
  function dayName(day) {
    const [year, month, date, suffix] = day.split("-");
    const second = suffix ? place.dataset.second.replace("%s", suffix.toUpperCase()) : "";
    return `${Number(year)}年${Number(month)}月${Number(date)}日${second}`;
  }

  function shown(article, words, texts) {
    const item = document.createElement("li");
    const head = document.createElement("p");
    const link = element("a", article.title);
    link.href = new URL(article.address, base);
    head.append(link);
    const from = document.createElement("p");
    from.className = "from";
    const page = place.dataset.page.replace("%s", article.page);
    from.append(element("small", [article.paper, dayName(article.day), page, article.section, article.byline].filter(Boolean).join(" ")));
    item.append(head, snippet(words, texts), from);
    return item;
  }

  const has = (folded, word) => find(folded, word.characters, 0) >= 0;

  // The articles of a month that fit, in the order of their list.
  async function* found(folder, wanted) {
    const list = await load(`search/${folder}/articles.json`);
    let left = null;
    for (const word of [...wanted.words, ...wanted.byline]) {
      const numbers = await candidates(folder, word);
      left = left === null ? numbers : new Set([...numbers].filter((number) => left.has(number)));
      if (!left.size) {
        return;
      }
    }
    const numbers = left === null ? list.map((_, number) => number) : [...left].sort((one, other) => one - other);
    for (const number of numbers) {
      const article = list[number];
      const inside =
        (!wanted.paper || article.key === wanted.paper) &&
        (!wanted.since || article.date >= wanted.since) &&
        (!wanted.until || article.date <= wanted.until) &&
        (!wanted.section || fold(article.section).text === wanted.section);
      if (!inside) {
        continue;
      }
      const texts = (await load(`search/${article.texts}.json`))[article.slug];
      const parts = [texts.text, texts.captions, texts.head, article.byline];
      const folded = parts.map(fold);
      const right =
        wanted.words.every((word) => folded.some((part) => has(part, word))) &&
        wanted.byline.every((word) => has(folded[3], word));
      if (right) {
        yield shown(article, wanted.words.length ? wanted.words : wanted.byline, parts);
      }
    }
  }

  async function* everything(months, wanted) {
    for (const [month, folder] of months) {
      const outside = (wanted.since && month < wanted.since.slice(0, 7)) || (wanted.until && month > wanted.until.slice(0, 7));
      if (!outside) {
        yield* found(folder, wanted);
      }
    }
  }

  async function run() {
    const asked = new URLSearchParams(location.search);
    const given = (name) => (asked.get(name) ?? "").trim();
    for (const field of document.querySelectorAll(".query [name]")) {
      if (field.type !== "checkbox") {
        field.value = given(field.name);
      }
    }
    if (!["q", "byline", "section", "since", "until"].some(given)) {
      return;
    }
    const count = element("p", place.dataset.wait, "count");
    const list = document.createElement("ol");
    list.className = "hits";
    place.replaceChildren(count, list);
    variants = await load("_/folding.json");
    const wanted = {
      words: phrases(given("q")).map(fold),
      byline: given("byline") ? [fold(given("byline"))] : [],
      section: fold(given("section")).text,
      paper: given("paper"),
      since: given("since"),
      until: given("until"),
    };
    const hits = everything(await load("search/months.json"), wanted);
    const more = element("button", place.dataset.more, "more");
    more.type = "button";
    const next = async () => {
      place.setAttribute("aria-busy", "true");
      more.remove();
      for (let shownNow = 0; shownNow < A_PAGE; shownNow += 1) {
        const hit = await hits.next();
        if (hit.done) {
          const total = list.childElementCount;
          count.textContent = total ? place.dataset.count.replace("%s", total) : place.dataset.none;
          return;
        }
        list.append(hit.value);
      }
      count.textContent = "";
      place.append(more);
    };
    const go = () => next().catch(failed).finally(() => place.setAttribute("aria-busy", "false"));
    more.addEventListener("click", go);
    await go();
  }

  // An index that was replaced while it was read is there again under its new name.
  function failed(error) {
    place.append(element("p", `${place.dataset.failed} (${error})`, "count"));
  }

  run().catch(failed);
})();
