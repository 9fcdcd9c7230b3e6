// Draws the merge graph of a person: what belongs together, by which rule, and what was kept apart and why.
(() => {
  const canvas = document.querySelector("[data-merge-graph]");
  const detail = document.querySelector("[data-merge-detail]");
  const data = JSON.parse(document.querySelector("[data-merge-data]").textContent);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { colour } = window;
  const shortened = (text) => (text.length > 26 ? `${text.slice(0, 24)}…` : text);

  const names = new Map(data.nodes.map((node) => [node.id, node.key]));

  const elements = [
    ...data.nodes.map((node) => ({
      group: "nodes",
      data: { ...node, text: shortened(node.label || node.id) },
      classes: `${node.kind} ${node.person === data.person ? "member" : "apart"}`,
    })),
    ...data.links.map((link, index) => ({
      group: "edges",
      data: { ...link, id: `link-${index}`, source: link.from, target: link.to },
      classes: link.verdict,
    })),
  ];

  const style = () => [
    { selector: "node", style: {
      label: "data(text)", "font-family": getComputedStyle(document.body).fontFamily, "font-size": 13, color: colour("ink"),
      "text-valign": "bottom", "text-margin-y": 6, "text-background-color": colour("surface"), "text-background-opacity": 0.85,
      "text-background-padding": 2, width: 26, height: 26, "background-color": colour("identifier"),
    } },
    { selector: "node.record", style: { shape: "round-rectangle", width: 38, height: 30, "background-color": colour("record"), "font-weight": 600 } },
    { selector: "node.device", style: { shape: "diamond", width: 32, height: 32, "background-color": colour("device") } },
    { selector: "node.apart", style: { "background-opacity": 0.15, "border-width": 2, "border-style": "dashed", "border-color": colour("refused"), color: colour("ink-2") } },
    { selector: "edge", style: { width: 2, "curve-style": "bezier", "line-color": colour("ink-3"), opacity: 0.75 } },
    { selector: "edge.refused", style: { "line-style": "dashed", "line-color": colour("refused"), opacity: 1 } },
    { selector: ":selected", style: { "overlay-color": colour("link"), "overlay-opacity": 0.18, "overlay-padding": 6 } },
    { selector: ".away", style: { display: "none" } },
  ];

  const layout = { name: "fcose", animate: !calm, animationDuration: 400, randomize: true, quality: "proof", nodeSeparation: 60,
    idealEdgeLength: 62, nodeRepulsion: 6500, padding: 28, uniformNodeDimensions: false, nodeDimensionsIncludeLabels: true };
  const graph = cytoscape({ container: canvas, elements, style: style(), layout, maxZoom: 2.2, minZoom: 0.15 });

  const row = (list, term, value) => {
    if (value === null || value === undefined || value === "" || value.length === 0) return;
    const dt = document.createElement("dt");
    const dd = document.createElement("dd");
    dt.textContent = term;
    dd.textContent = Array.isArray(value) ? value.join(", ") : String(value);
    list.append(dt, dd);
  };
  const show = (title, rows) => {
    const heading = document.createElement("h3");
    const list = document.createElement("dl");
    heading.textContent = title;
    rows.forEach(([term, value]) => row(list, term, value));
    detail.replaceChildren(heading, list);
  };
  const day = (iso) => (iso ? new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }) : null);

  graph.on("select", "node", (event) => {
    const node = event.target.data();
    const whose = node.person === data.person ? "this person" : node.person || "nobody";
    show(node.label || node.id, [["Kind", node.kind], [node.kind === "record" ? "Source" : "Namespace", node.group], ["Belongs to", whose], ["Standing", node.standing], ["Key", node.key]]);
  });
  graph.on("select", "edge", (event) => {
    const link = event.target.data();
    show(link.verdict === "refused" ? "Refused" : "Admitted", [["Rule", link.rule], ["Because", link.because], ["From", names.get(link.from)], ["To", names.get(link.to)],
      ["Observed", { STATES: "a record states it", SEEN_WITH: "seen together on a touchpoint", ALIAS: "the same value, hashed" }[link.evidence]],
      ["Seen", link.count && `${link.count} time${link.count === 1 ? "" : "s"}`], ["First", day(link.first)], ["Last", day(link.last)], ["Told by", link.sources]]);
  });

  document.querySelector("[data-merge-fit]").addEventListener("click", () => graph.animate({ fit: { padding: 40 }, duration: calm ? 0 : 200 }));
  document.querySelector("[data-merge-refused]").addEventListener("click", ({ currentTarget }) => {
    const shown = currentTarget.getAttribute("aria-pressed") !== "true";
    currentTarget.setAttribute("aria-pressed", String(shown));
    graph.elements(".refused, .apart").toggleClass("away", !shown);
  });
  document.documentElement.addEventListener("themechange", () => graph.style(style()));
  canvas.addEventListener("keydown", ({ key }) => {
    const nodes = graph.nodes(":visible");
    if (!["ArrowRight", "ArrowLeft"].includes(key) || nodes.empty()) return;
    const current = nodes.toArray().findIndex((node) => node.selected());
    graph.elements().unselect();
    nodes[(current + (key === "ArrowRight" ? 1 : -1) + nodes.length) % nodes.length].select();
  });
  canvas.dataset.drawn = "true";
})();
