// Draws a flow, step by step; each part opens its persons. The table below the chart holds the same figures and links.
(() => {
  const place = document.querySelector("[data-sankey]");
  const flow = JSON.parse(document.querySelector("[data-sankey-data]").textContent);
  const { colour } = window;
  const palette = ["hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7", "hue-8"];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const shown = (count) => count.toLocaleString("en-GB");
  const words = (name) => { const spaced = name.replaceAll("_", " "); return spaced[0].toUpperCase() + spaced.slice(1); };

  // A kind of step has the same colour wherever it comes; the most frequent ones get the first colours.
  const totals = new Map();
  flow.nodes.forEach(({ name, count }) => totals.set(name, (totals.get(name) || 0) + count));
  const ranked = [...totals.keys()].filter((name) => name !== flow.others).sort((a, b) => totals.get(b) - totals.get(a) || (a < b ? -1 : 1));
  const stage = (name) => (flow.stages && getComputedStyle(document.documentElement).getPropertyValue(`--${name}`) ? name : null);
  const hue = (name) => (stage(name) ? colour(stage(name)) : name === flow.others ? colour("ink-3") : colour(palette[ranked.indexOf(name) % palette.length]));
  const key = (step, name) => `${step}|${name}`;

  const options = () => ({
    animation: !calm,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: {
      trigger: "item",
      renderMode: "richText",
      backgroundColor: colour("surface"),
      borderColor: colour("line-strong"),
      textStyle: { color: colour("ink"), fontSize: 13 },
      formatter: ({ dataType, data }) => (dataType === "edge"
        ? `${words(data.from)} → ${words(data.to)}\nstep ${data.step + 1} to ${data.step + 2}: ${shown(data.value)}`
        : `${words(data.kind)}\nstep ${data.depth + 1}: ${shown(data.count)}`),
    },
    series: [{
      type: "sankey",
      left: 8, right: 8, top: 12, bottom: 12,
      nodeAlign: "left",
      nodeGap: 14,
      nodeWidth: 12,
      draggable: false,
      layoutIterations: 48,
      emphasis: { focus: "adjacency" },
      lineStyle: { color: "source", opacity: 0.28, curveness: 0.5 },
      label: { color: colour("ink"), fontSize: 12, formatter: ({ data }) => `${words(data.kind)}  ${shown(data.count)}`, textBorderColor: colour("surface"), textBorderWidth: 3 },
      data: flow.nodes.map(({ step, name, count, persons }) => ({
        name: key(step, name), kind: name, count, persons, value: count, depth: step, itemStyle: { color: hue(name), borderWidth: 0 },
        label: { position: step === flow.steps - 1 && step > 0 ? "left" : "right" },
      })),
      links: flow.links.map(({ step, source, target, count, persons }) => ({
        source: key(step, source), target: key(step + 1, target), value: count, step, from: source, to: target, persons,
      })),
    }],
  });

  const chart = echarts.init(place, null, { renderer: "canvas" });
  chart.setOption(options());
  chart.on("click", ({ data }) => location.assign(data.persons));
  new ResizeObserver(() => chart.resize()).observe(place);
  document.documentElement.addEventListener("themechange", () => chart.setOption(options(), true));
  place.dataset.drawn = "true";
})();
