// Draws how many get to each step of a funnel. The table below the chart holds the same figures and the same links.
(() => {
  const place = document.querySelector("[data-chart=funnel]");
  const { steps } = JSON.parse(document.querySelector("[data-chart-data]").textContent);
  const { colour } = window;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const words = (name) => { const spaced = name.replaceAll("_", " "); return spaced[0].toUpperCase() + spaced.slice(1); };
  const share = (count) => (steps[0].count ? `${((100 * count) / steps[0].count).toFixed(1)}%` : "–");

  const options = () => ({
    animation: !calm,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 12, right: 12, top: 44, bottom: 8, containLabel: true },
    xAxis: {
      type: "category", data: steps.map(({ name }) => words(name)), axisTick: { show: false },
      axisLabel: { color: colour("ink-2"), interval: 0, width: Math.max(48, place.clientWidth / steps.length - 12), overflow: "break" },
      axisLine: { lineStyle: { color: colour("line-strong") } },
    },
    yAxis: { type: "value", min: 0, minInterval: 1, axisLabel: { color: colour("ink-3") }, splitLine: { lineStyle: { color: colour("line") } } },
    series: [{
      type: "bar", barMaxWidth: 90, cursor: "pointer",
      itemStyle: { color: colour("hue-1"), borderRadius: [4, 4, 0, 0] },
      label: { show: true, position: "top", color: colour("ink"), fontSize: 12, lineHeight: 16, formatter: ({ value }) => `${value.toLocaleString("en-GB")}\n${share(value)}` },
      data: steps.map(({ count }) => count),
    }],
  });

  const chart = echarts.init(place, null, { renderer: "canvas" });
  chart.setOption(options());
  chart.on("click", ({ dataIndex }) => { if (steps[dataIndex].count) location.assign(steps[dataIndex].persons); });
  new ResizeObserver(() => { chart.resize(); chart.setOption(options()); }).observe(place);
  document.documentElement.addEventListener("themechange", () => chart.setOption(options(), true));
  place.dataset.drawn = "true";
})();
