// Four charts over one time. uPlot draws; colours come from the page's tokens, words from here.
import "./language.js";
import uPlot from "../../vendor/uplot/uPlot.esm.js";
import { locale, t } from "../words/t.js";
import { number, time } from "./figures.js";
import { stretch } from "./history.js";

const Plot = /** @type {any} */ (uPlot);
const HEIGHT = 132; // pixels

const CHARTS = {
  sockets: {
    unit: "connections.chart.open",
    words: number,
    lines: [{ name: "sockets", color: "--accent", fill: true }],
  },
  "round-trip": {
    unit: "connections.chart.half",
    words: time,
    lines: [
      { name: "p50", color: "--accent", fill: true },
      { name: "p95", color: "--text-faint" },
    ],
  },
  closings: {
    unit: "connections.chart.shown",
    words: number,
    counts: true,
    lines: [
      { name: "left", color: "--text-faint" },
      { name: "cut", color: "--unstable" },
      { name: "no_pong", color: "--danger" },
      { name: "other", color: "--accent" },
    ],
  },
  repairs: {
    unit: "connections.chart.shown",
    words: number,
    counts: true,
    lines: [{ name: "repairs", color: "--unstable", fill: true }],
  },
};

/** → {show(columns)} */
export function createCharts(root = document) {
  const charts = Object.entries(CHARTS).map(([name, chart]) =>
    draw(root.querySelector(`[data-chart=${name}]`), chart),
  );
  return { show: (columns) => charts.forEach((show) => show(columns)) };
}

function draw(figure, { unit, words, counts = false, lines }) {
  const place = figure.querySelector(".chart-plot");
  const now = figure.querySelector(".chart-figure");
  const legend = figure.querySelector(".chart-legend");
  const units = figure.querySelector(".chart-unit");
  let columns = { at: [] };
  /** @type {any} of uPlot */
  let plot = null;

  // Under the pointer, what it points at. Else the newest, or of counts how many there were.
  function tell(index) {
    const values = lines.map(({ name }) => {
      if (index === null && counts) return Math.round(sum(columns[name] ?? []));
      return columns[name]?.[index ?? newest()] ?? null;
    });
    const figure = counts ? sum(values) : values[0];
    now.textContent = figure === null ? "–" : words(figure);
    units.textContent = t(counts && index !== null ? "connections.chart.in-5-s" : unit);
    legend.replaceChildren(
      ...(lines.length > 1 ? lines.map((line, n) => entry(line, values[n], words)) : []),
    );
  }

  const newest = () => columns.at.length - 1;
  const data = () => [columns.at, ...lines.map(({ name }) => columns[name])];

  const fit = () => plot.setScale("x", stretch(columns.at, Date.now() / 1000));

  function make() {
    plot?.destroy();
    plot = new Plot(options(place.clientWidth, { lines, words, tell }), data(), place);
    fit();
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot && make());
  new ResizeObserver(() => plot?.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);

  return function show(wanted) {
    columns = wanted;
    if (plot) {
      plot.setData(data(), false);
      fit();
    } else make();
    tell(plot.cursor.idx ?? null);
  };
}

const sum = (values) => values.reduce((a, b) => a + b, 0);

function entry({ name, color }, value, words) {
  const item = document.createElement("span");
  item.textContent = `${t(`connections.line.${name}`)} ${value === null ? "–" : words(value)}`;
  item.style.setProperty("--line-color", `var(${color})`);
  return item;
}

function options(width, { lines, words, tell }) {
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const quiet = { stroke: token("--text-faint"), font: "11px system-ui, sans-serif", ticks: { show: false } };
  return {
    width,
    height: HEIGHT,
    padding: [8, 24, 0, 0], // half a label at the right end
    legend: { show: false },
    cursor: { y: false, sync: { key: "connections" }, drag: { x: false, y: false }, points: { size: 6 } },
    scales: { y: { range: (_, low, high) => [0, Math.max(1, (high ?? 0) * 1.15)] } },
    axes: [
      {
        ...quiet,
        grid: { show: false },
        size: 24,
        space: 72,
        values: (_, ticks, __, ___, step) =>
          ticks.map((at) => clocks[step < 60 ? "fine" : "coarse"].format(1000 * at)),
      },
      {
        ...quiet,
        grid: { stroke: token("--line"), width: 1 },
        size: 52,
        space: 36,
        values: (_, ticks) => ticks.map(words),
      },
    ],
    series: [
      {},
      ...lines.map(({ color, fill }) => ({
        stroke: token(color),
        width: 1.5,
        fill: fill && `${token(color)}1f`,
        points: { show: false },
        spanGaps: false,
      })),
    ],
    hooks: { setCursor: [(plot) => tell(plot.cursor.idx ?? null)] },
  };
}

// All 24 hours, or a label were too long.
const clocks = {
  coarse: new Intl.DateTimeFormat(locale(), { timeStyle: "short", hourCycle: "h23" }),
  fine: new Intl.DateTimeFormat(locale(), { timeStyle: "medium", hourCycle: "h23" }),
};
