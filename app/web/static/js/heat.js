// A table of shades as a PNG: drawn with the words and the colours of its cells, only when it is asked for.
(() => {
  const words = (cell) => cell.textContent.trim();
  const draw = (table) => {
    const { colour } = window;
    const [, ...columns] = [...table.tHead.rows[0].cells].map(words);
    const rows = [...table.tBodies[0].rows].reverse();
    const place = document.createElement("div");
    const chart = echarts.init(place, null, { renderer: "canvas", width: 220 + 90 * columns.length, height: 60 + 34 * rows.length });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 12, right: 12, top: 12, bottom: 12, containLabel: true },
      xAxis: { type: "category", position: "top", data: columns, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colour("ink-2"), interval: 0 } },
      yAxis: { type: "category", data: rows.map((row) => words(row.cells[0])), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colour("ink"), interval: 0 } },
      series: [{
        type: "custom",
        renderItem: (params, api) => {
          const [width, height] = api.size([1, 1]);
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const cell = rows[api.value(1)].cells[api.value(0) + 1];
          return {
            type: "rect",
            shape: { x: x - width / 2, y: y - height / 2, width, height },
            style: { fill: getComputedStyle(cell).backgroundColor, stroke: colour("line") },
            textContent: { style: { text: words(cell), fill: colour("ink"), fontSize: 13 } },
            textConfig: { position: "inside" },
          };
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
      link.href = draw(document.querySelector("table.heat"));
      link.download = `${button.dataset.pngTable}.png`;
      link.click();
    });
  });
})();
