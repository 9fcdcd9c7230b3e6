// A table as a PNG: drawn with the words, the colours and the bars of its cells, only when it is asked for.
(() => {
  const words = (cell) => cell.innerText.trim().replace(/\s*\n\s*/g, "\n");
  const longest = (texts) => Math.max(...texts.flatMap((each) => each.split("\n")).map((line) => line.length));
  const draw = (table) => {
    const { colour } = window;
    const [first, ...columns] = [...table.tHead.rows[0].cells].map(words);
    const rows = [...table.tBodies[0].rows, ...(table.tFoot?.rows ?? [])].reverse();
    const cells = rows.map((row) => [...row.cells].map(words));
    const lines = Math.max(...cells.flat().map((each) => each.split("\n").length));
    const label = Math.min(360, 24 + 7 * longest([first, ...cells.map(([name]) => name)]));
    const wide = Math.min(220, Math.max(90, 24 + 7 * longest([...columns, ...cells.flatMap(([, ...rest]) => rest)])));
    const place = document.createElement("div");
    const chart = echarts.init(place, null, { renderer: "canvas", width: label + 24 + wide * columns.length, height: 60 + (18 + 16 * lines) * rows.length });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: label, right: 12, top: 36, bottom: 12 },
      xAxis: { type: "category", position: "top", data: columns, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colour("ink-2"), interval: 0 } },
      yAxis: { type: "category", data: cells.map(([name]) => name), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colour("ink"), interval: 0, lineHeight: 16, width: label - 16, overflow: "truncate" } },
      series: [{
        type: "custom",
        renderItem: (params, api) => {
          const [width, height] = api.size([1, 1]);
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const cell = rows[api.value(1)].cells[api.value(0) + 1];
          const bar = cell.querySelector("rect");
          const box = {
            type: "rect",
            shape: { x: x - width / 2, y: y - height / 2, width, height },
            style: { fill: getComputedStyle(cell).backgroundColor, stroke: colour("line") },
            textContent: { style: { text: words(cell), fill: colour("ink"), fontSize: 13, lineHeight: 16, align: "center" } },
            textConfig: { position: "inside" },
          };
          const length = bar ? ((width - 16) * Number.parseFloat(bar.getAttribute("width"))) / 100 : 0;
          return { type: "group", children: [box, { type: "rect", shape: { x: x - width / 2 + 8, y: y + height / 2 - 6, width: length, height: 3 }, style: { fill: colour("thread") } }] };
        },
        data: rows.flatMap((row, y) => columns.map((_, x) => [x, y])),
      }],
    });
    const picture = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("surface") });
    chart.dispose();
    return picture;
  };

  document.querySelectorAll("[data-png-table]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = draw(button.closest("section").querySelector("table"));
      link.download = `${button.dataset.pngTable}.png`;
      link.click();
    });
  });
})();
