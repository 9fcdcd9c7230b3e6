// Draws the merge graph of a person: what belongs together, by which rule, what was kept apart and why, and what stewards said. Two members
// or a link are chosen here, by mouse or by keys; the decision itself is a form that the server gives.
(() => {
  const LARGE = 500; // nodes; a larger person is drawn in groups
  const GROUPED = 12; // nodes of a kind that are worth a group
  const PART = 100; // nodes that a group opens at once
  const canvas = document.querySelector("[data-merge-graph]");
  const detail = document.querySelector("[data-merge-detail]");
  const pairing = document.querySelector("[data-merge-pair]");
  const parting = document.querySelector("[data-merge-part]");
  const chosenList = document.querySelector("[data-merge-chosen]");
  const finder = document.querySelector("[data-merge-find]");
  const data = JSON.parse(document.querySelector("[data-merge-data]").textContent);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { colour } = window;
  const shortened = (text) => (text.length > 26 ? `${text.slice(0, 24)}…` : text);
  const counted = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const name = (id) => nodes.get(id).key;
  const inside = (node) => node.person === data.person;
  const SIGNS = { same: "=", different: "≠", unsure: "?" };
  const sign = (link) => (link.verdict === "judged" ? SIGNS[link.rule] : link.verdict === "refused" ? "✕" : "");

  // ---- Groups: a large person by source and namespace, each of which opens by parts.
  const groups = new Map(); // id → { id, title, below: ids of nodes or of groups, size }
  const above = new Map(); // id → the group it is in
  const open = new Set();
  const group = (id, title, below, size) => {
    groups.set(id, { id, title, below, size, sample: null });
    below.forEach((each) => above.set(each, id));
    return id;
  };
  const gather = () => {
    const near = new Map();
    data.links.forEach(({ from, to }) => { near.set(from, near.get(from) ?? to); near.set(to, near.get(to) ?? from); });
    const kinds = Map.groupBy(data.nodes, (node) => [node.kind, node.group, inside(node) ? "" : "apart"].join("|"));
    for (const [key, those] of kinds) {
      if (those.length <= GROUPED) continue;
      const title = `${those[0].group ?? those[0].kind}${inside(those[0]) ? "" : ", apart"}`;
      // Neighbours of one member stand beside each other, so that a part of a group hangs together.
      const ids = those.map((node) => node.id).sort((a, b) => `${near.get(a)} ${a}`.localeCompare(`${near.get(b)} ${b}`));
      const parts = ids.length <= PART ? ids : Array.from({ length: Math.ceil(ids.length / PART) }, (_, at) => {
        const some = ids.slice(at * PART, (at + 1) * PART);
        return group(`group/${key}/${at}`, `${title}, part ${at + 1}`, some, some.length);
      });
      group(`group/${key}`, title, parts, ids.length);
    }
  };
  if (data.nodes.length > LARGE) gather();

  // What stands for a node: itself, or the outermost group over it that is closed.
  const shownAs = (id) => {
    let found = id;
    for (let over = above.get(id); over; over = above.get(over)) if (!open.has(over)) found = over;
    return found;
  };

  const elements = () => {
    const found = new Map();
    for (const node of data.nodes) {
      const id = shownAs(node.id);
      if (found.has(id)) continue;
      const held = groups.get(id);
      found.set(id, held
        ? { group: "nodes", data: { id, text: `${shortened(held.title)} × ${held.size}`, size: 34 + 9 * Math.log2(held.size) }, classes: `group ${node.kind} ${inside(node) ? "member" : "apart"}` }
        : { group: "nodes", data: { id, text: shortened(node.label || node.id) }, classes: `${node.kind} ${inside(node) ? "member" : "apart"}` });
    }
    data.links.forEach((link, index) => {
      const [source, target] = [shownAs(link.from), shownAs(link.to)];
      if (source === target || !found.has(source) || !found.has(target)) return;
      const bundled = groups.has(source) || groups.has(target);
      const id = bundled ? `bundle/${source}/${target}/${link.verdict}` : `link-${index}`;
      const before = found.get(id);
      if (before) { before.data.count += 1; before.data.text = `${sign(link)} × ${before.data.count}`.trim(); return; }
      found.set(id, { group: "edges", data: { id, source, target, index, count: 1, text: sign(link) }, classes: `${link.verdict} ${link.rule ?? ""} ${bundled ? "bundle" : ""}` });
    });
    return [...found.values()];
  };

  // ---- The drawing.
  const style = () => [
    { selector: "node", style: {
      label: "data(text)", "font-family": getComputedStyle(document.body).fontFamily, "font-size": 13, color: colour("ink"),
      "text-valign": "bottom", "text-margin-y": 6, "text-background-color": colour("surface"), "text-background-opacity": 0.85,
      "text-background-padding": 2, width: 26, height: 26, "background-color": colour("identifier"), "min-zoomed-font-size": 7,
    } },
    { selector: "node.record", style: { shape: "round-rectangle", width: 38, height: 30, "background-color": colour("record"), "font-weight": 600 } },
    { selector: "node.device", style: { shape: "diamond", width: 32, height: 32, "background-color": colour("device") } },
    { selector: "node.apart", style: { "background-opacity": 0.15, "border-width": 2, "border-style": "dashed", "border-color": colour("refused"), color: colour("ink-2") } },
    { selector: "node.group", style: { width: "data(size)", height: "data(size)", "border-width": 5, "border-style": "double", "border-color": colour("surface"), "font-weight": 600, "min-zoomed-font-size": 0 } },
    { selector: "edge", style: { width: 2, "curve-style": "bezier", "line-color": colour("ink-3"), opacity: 0.75, label: "data(text)", "font-size": 14, "font-weight": 700, color: colour("ink-2"),
      "text-background-color": colour("surface"), "text-background-opacity": 1, "text-background-padding": 2, "text-background-shape": "round-rectangle", "min-zoomed-font-size": 7 } },
    { selector: "edge.refused", style: { "line-style": "dashed", "line-dash-pattern": [7, 4], "line-color": colour("refused"), color: colour("refused"), opacity: 1 } },
    { selector: "edge.judged", style: { width: 4, "line-color": colour("judged"), color: colour("judged"), opacity: 1 } },
    { selector: "edge.different, edge.unsure", style: { "line-style": "dotted" } },
    { selector: "edge.bundle", style: { width: 4 } },
    { selector: "edge.chosen", style: { width: 6, "line-color": colour("bad"), "line-style": "dashed", "line-dash-pattern": [3, 5], opacity: 1 } },
    { selector: ":selected", style: { "overlay-color": colour("link"), "overlay-opacity": 0.18, "overlay-padding": 6 } },
    { selector: "node.picked", style: { "border-width": 4, "border-style": "solid", "border-color": colour("link") } },
    { selector: ".away", style: { display: "none" } },
  ];
  const layout = (many, extra) => ({ name: "fcose", animate: !calm && many < 150, animationDuration: 400, randomize: true, quality: many < 150 ? "proof" : "default",
    nodeSeparation: 60, idealEdgeLength: many < 150 ? 62 : 90, nodeRepulsion: many < 150 ? 6500 : 9000, packComponents: many >= 150, padding: 28, uniformNodeDimensions: many >= 150, nodeDimensionsIncludeLabels: many < 150, ...extra });
  const first = elements();
  const graph = cytoscape({ container: canvas, elements: first, style: style(), layout: layout(first.length), maxZoom: 2.2, minZoom: 0.05, wheelSensitivity: 1,
    selectionType: "single", boxSelectionEnabled: false, hideEdgesOnViewport: first.length > 1500 });

  const redraw = (focus) => {
    const was = new Map(graph.nodes().map((node) => [node.id(), { ...node.position() }]));
    const from = was.get(focus) ?? was.get(above.get(focus));
    graph.elements().remove();
    graph.add(elements());
    // What was there stays where it was; what is new starts where its group stood.
    graph.nodes().forEach((node, at) => { node.position(was.get(node.id()) ?? { x: (from?.x ?? 0) + 40 * Math.cos(at), y: (from?.y ?? 0) + 40 * Math.sin(at) }); });
    graph.layout(layout(graph.elements().length, { randomize: false, animate: false })).run();
    mark();
  };
  const toggle = (id) => {
    if (open.has(id)) open.delete(id);
    else open.add(id);
    redraw(id);
    describeGroup(id);
  };

  // ---- What is picked: two members to compare, links to part along.
  let picked = [];
  let comparing = false;
  const boxes = new Map([...document.querySelectorAll("input[name=link]")].map((box) => [box.value, box]));
  const boxOf = ({ from, to }) => boxes.get(JSON.stringify([from, to]));
  const isChosen = (link) => Boolean(boxOf(link)?.checked);
  const mark = () => {
    graph.nodes().forEach((node) => { node.toggleClass("picked", picked.includes(node.id())); });
    graph.edges().forEach((edge) => { edge.toggleClass("chosen", !edge.hasClass("bundle") && isChosen(data.links[edge.data("index")])); });
    if (!parting) return;
    const chosen = [...boxes.values()].filter((box) => box.checked);
    parting.hidden = chosen.length === 0;
    parting.querySelector("[data-merge-count]").textContent = counted(chosen.length, "link");
    chosenList.replaceChildren(...chosen.map((box) => {
      const item = document.createElement("li");
      item.textContent = JSON.parse(box.value).map(name).join(" – ");
      return item;
    }));
  };
  const choose = (link) => {
    const box = boxOf(link);
    if (!box) return;
    box.checked = !box.checked;
    mark();
  };
  const pick = (id, more) => {
    picked = !more ? [id] : picked.includes(id) ? picked.filter((each) => each !== id) : [...picked.slice(-1), id];
    comparing = false;
    mark();
    if (picked.length === 2) compare(...picked);
  };

  const fail = (sentence) => {
    const note = document.createElement("p");
    note.className = "note note-bad";
    note.setAttribute("role", "alert");
    note.textContent = sentence;
    pairing.replaceChildren(note);
    pairing.hidden = false;
  };
  const ask = async (address, found) => {
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok && !answer.redirected) await found(answer);
      else if (answer.redirected) location.reload();
      else fail((await answer.json()).detail);
    } catch {
      fail("There was no answer; try again in a moment.");
    }
  };
  const compare = (a, b) => ask(`/pairs?${new URLSearchParams({ a, b, person: data.person, part: 1 })}`, async (answer) => {
    const heading = document.createElement("h3");
    heading.className = "panel-body pair-title";
    heading.textContent = `${name(a)} and ${name(b)}`;
    const body = document.createElement("div");
    body.innerHTML = await answer.text();
    pairing.replaceChildren(heading, body);
    pairing.hidden = false;
    pairing.dataset.pair = `${a} ${b}`;
    pairing.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  });

  // ---- What is told of the one that is selected.
  const row = (list, term, value) => {
    if (value === null || value === undefined || value === "" || value.length === 0) return;
    const dt = document.createElement("dt");
    const dd = document.createElement("dd");
    dt.textContent = term;
    dd.textContent = Array.isArray(value) ? value.join(", ") : String(value);
    list.append(dt, dd);
  };
  const action = (label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  };
  const show = (title, rows, actions = []) => {
    const heading = document.createElement("h3");
    const list = document.createElement("dl");
    const bar = document.createElement("div");
    heading.textContent = title;
    bar.className = "actions";
    rows.forEach(([term, value]) => row(list, term, value));
    bar.append(...actions);
    detail.replaceChildren(heading, list, bar);
  };
  const day = (iso) => (iso ? new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }) : null);
  const TITLES = { admitted: "Admitted", refused: "Refused", judged: "Judged" };
  const OBSERVED = { STATES: "a record states it", SEEN_WITH: "seen together on a touchpoint", ALIAS: "the same value, hashed", RESEMBLES: "the two records resemble each other" };

  const describeGroup = (id) => {
    const held = groups.get(id);
    show(held.title, [["Holds", counted(held.size, "member")]], [action(open.has(id) ? "Fold away" : "Open", () => toggle(id))]);
  };
  const describeNode = (id) => {
    if (groups.has(id)) { describeGroup(id); return; }
    const node = nodes.get(id);
    const whose = inside(node) ? "this person" : node.person || "nobody";
    const over = above.get(id);
    const actions = [action("Compare with another", () => { comparing = true; picked = [id]; mark(); detail.append(Object.assign(document.createElement("p"), { className: "small", textContent: "Now choose the other one." })); })];
    if (over) actions.push(action(`Fold ${groups.get(over).title} away`, () => toggle(over)));
    show(node.label || node.id, [["Kind", node.kind], [node.kind === "record" ? "Source" : "Namespace", node.group], ["Belongs to", whose], ["Standing", node.standing], ["Key", node.key]], actions);
  };
  const describeLink = (edge) => {
    if (edge.hasClass("bundle")) {
      show(counted(edge.data("count"), "link"), [["Verdict", TITLES[data.links[edge.data("index")].verdict].toLowerCase()]], [edge.source(), edge.target()].filter((end) => groups.has(end.id())).map((end) => action(`Open ${groups.get(end.id()).title}`, () => toggle(end.id()))));
      return;
    }
    const link = data.links[edge.data("index")];
    const actions = [action("Why, and decide", () => compare(link.from, link.to))];
    if (boxOf(link)) actions.push(action(isChosen(link) ? "Keep this link" : "Choose for parting", () => { choose(link); describeLink(edge); }));
    show(TITLES[link.verdict] + (link.state === "pending" ? ", waits for a second account" : ""), [
      [link.verdict === "judged" ? "Said" : "Rule", link.rule], ["Because", link.because], ["By", link.author], ["Judgement", link.judgement], ["From", name(link.from)], ["To", name(link.to)],
      ["Observed", OBSERVED[link.evidence]], ["Seen", link.count && counted(link.count, "time")], [link.verdict === "judged" ? "On" : "First", day(link.first)], ["Last", day(link.last)], ["Told by", link.sources]], actions);
  };

  graph.on("select", "node", ({ target }) => describeNode(target.id()));
  graph.on("select", "edge", ({ target }) => describeLink(target));
  graph.on("tap", "node", ({ target, originalEvent }) => {
    if (groups.has(target.id())) return;
    pick(target.id(), comparing || originalEvent.shiftKey || originalEvent.ctrlKey || originalEvent.metaKey);
  });
  graph.on("dbltap", "node.group", ({ target }) => toggle(target.id()));
  graph.on("tap", "edge", ({ target, originalEvent }) => {
    if (target.hasClass("bundle")) return;
    const link = data.links[target.data("index")];
    if (originalEvent.shiftKey || originalEvent.ctrlKey || originalEvent.metaKey) choose(link);
    else compare(link.from, link.to);
  });

  // ---- Keys.
  const walk = (those, step) => {
    const sorted = those.toArray();
    if (!sorted.length) return;
    const here = sorted.findIndex((each) => each.selected());
    const next = sorted[(here + step + sorted.length) % sorted.length] ?? sorted[0];
    graph.elements().unselect();
    next.select();
    const box = next.renderedBoundingBox();
    if (box.x1 < 0 || box.y1 < 0 || box.x2 > canvas.clientWidth || box.y2 > canvas.clientHeight) graph.center(next);
  };
  const clear = () => { picked = []; comparing = false; pairing.hidden = true; pairing.replaceChildren(); graph.elements().unselect(); mark(); };
  const enter = () => {
    const one = graph.$(":selected")[0];
    if (!one) return;
    if (one.isEdge() && !one.hasClass("bundle")) compare(data.links[one.data("index")].from, data.links[one.data("index")].to);
    else if (groups.has(one.id())) toggle(one.id());
    else if (picked.length === 2) compare(...picked);
  };
  const space = () => {
    const one = graph.$(":selected")[0];
    if (!one) return;
    if (one.isEdge()) { if (!one.hasClass("bundle")) { choose(data.links[one.data("index")]); describeLink(one); } }
    else if (groups.has(one.id())) toggle(one.id());
    else pick(one.id(), true);
  };
  const keys = {
    ArrowRight: () => walk(graph.nodes(":visible"), 1), ArrowLeft: () => walk(graph.nodes(":visible"), -1),
    ArrowDown: () => walk(graph.edges(":visible"), 1), ArrowUp: () => walk(graph.edges(":visible"), -1),
    Enter: enter, " ": space, Escape: clear,
  };
  canvas.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });

  // ---- Tools.
  document.querySelector("[data-merge-fit]").addEventListener("click", () => graph.animate({ fit: { padding: 40 }, duration: calm ? 0 : 200 }));
  document.querySelector("[data-merge-refused]").addEventListener("click", ({ currentTarget }) => {
    const shown = currentTarget.getAttribute("aria-pressed") !== "true";
    currentTarget.setAttribute("aria-pressed", String(shown));
    graph.elements("edge.refused, node.apart").toggleClass("away", !shown);
  });
  document.querySelector("[data-merge-cut]")?.addEventListener("click", () => {
    const between = picked.length === 2 ? `?${new URLSearchParams({ a: picked[0], b: picked[1] })}` : "";
    ask(`/people/${encodeURIComponent(data.person)}/cut${between}`, async (answer) => {
      const { links, left, right } = await answer.json();
      boxes.forEach((box) => { box.checked = false; });
      links.forEach(([from, to]) => { const box = boxOf({ from, to }); if (box) box.checked = true; });
      mark();
      show("Where it parts", [["Cut", counted(links.length, "link")], ["One side", counted(left, "member")], ["The other", counted(right, "member")]]);
    });
  });
  finder?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const wanted = finder.value.trim().toLowerCase();
    const found = wanted && data.nodes.find((node) => `${node.key} ${node.label}`.toLowerCase().includes(wanted));
    finder.setAttribute("aria-invalid", String(!found));
    if (!found) return;
    const closed = [];
    for (let over = above.get(found.id); over; over = above.get(over)) if (!open.has(over)) closed.push(over);
    closed.forEach((each) => open.add(each));
    if (closed.length) redraw(closed.at(-1));
    graph.elements().unselect();
    graph.$id(found.id).select();
    graph.animate({ center: { eles: graph.$id(found.id) }, zoom: Math.max(1, graph.zoom()), duration: calm ? 0 : 200 });
  });
  boxes.forEach((box) => box.addEventListener("change", mark));
  document.documentElement.addEventListener("themechange", () => graph.style(style()));
  mark();
  canvas.mergeGraph = graph;
  canvas.dataset.drawn = "true";
})();
