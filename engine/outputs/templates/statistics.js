// The figures stand as JSON in the page, and are drawn in the colours of the page.
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();
for (const chart of document.querySelectorAll("[data-figure]")) {
  const figure = JSON.parse(chart.dataset.figure);
  chart.style.height = `${figure.layout.height}px`;
  const layout = {
    ...figure.layout,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: getComputedStyle(document.body).fontFamily, color: colour("--ink") },
  };
  for (const axis of ["xaxis", "yaxis"]) {
    layout[axis] = { ...layout[axis], gridcolor: colour("--line"), zerolinecolor: colour("--line") };
  }
  Plotly.newPlot(chart, figure.data, layout, { displayModeBar: false, responsive: true });
}
