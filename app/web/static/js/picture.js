// A chart as a PNG: a button names the chart it saves. Without scripts there is no chart, and the button stays hidden.
document.querySelectorAll("[data-png]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const chart = echarts.getInstanceByDom(document.querySelector(`[data-chart=${button.dataset.png}]`));
    const link = document.createElement("a");
    link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: window.colour("surface") });
    link.download = `${button.dataset.png}.png`;
    link.click();
  });
});
