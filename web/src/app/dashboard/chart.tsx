import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { EarningsDay } from '../../api/types';
import { tt } from '../../texts/texts';
import { day, usd } from '../../ui/format';

const height = 240;
/** Bars of what was earned, a day each. Its place has this height before it is drawn. */
export function Chart({ days }: { days: EarningsDay[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<number | null>(null);

  useEffect(() => {
    const target = frame.current!;
    let plot = draw(target, days, setShown);
    const observer = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height }));
    observer.observe(target);
    // Colours are read when it is drawn, so another theme is another drawing.
    const redraw = () => {
      plot.destroy();
      plot = draw(target, days, setShown);
    };
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    addEventListener('pgp-theme', redraw);
    scheme.addEventListener('change', redraw);
    return () => {
      observer.disconnect();
      removeEventListener('pgp-theme', redraw);
      scheme.removeEventListener('change', redraw);
      plot.destroy();
    };
  }, [days]);

  const one = shown === null ? undefined : days[shown];
  return (
    <div aria-hidden="true">
      <div class="chart" ref={frame} />
      <p class="chart-legend small soft number">
        {one === undefined
          ? ' '
          : `${day(one.day)}: ${usd(one.net_usd)} · ${tt.dashboard.payments(one.payments)}`}
      </p>
    </div>
  );
}

function draw(
  target: HTMLElement,
  days: EarningsDay[],
  onShown: (index: number | null) => void,
): uPlot {
  const style = getComputedStyle(target);
  // Canvas knows no variables; a resolved colour of an element does.
  const colour = (name: string) => resolve(target, style.getPropertyValue(name));
  const ink = colour('--soft');
  const grid = { stroke: colour('--line'), width: 1 };
  const bars = uPlot.paths.bars?.({ size: [0.72, 44], radius: 0.2 });
  const font = `12px ${style.fontFamily}`;
  return new uPlot(
    {
      width: target.clientWidth,
      height,
      padding: [10, 4, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { setScale: false, x: false, y: false } },
      scales: {
        x: { time: false, range: [-0.6, days.length - 0.4] },
        // Never without height, so that a month without income is a line at the bottom.
        y: { range: (_, __, max) => [0, Math.max(max * 1.08, 1)] },
      },
      axes: [
        {
          stroke: ink,
          font,
          grid: { show: false },
          ticks: { show: false },
          space: 60,
          size: 32,
          incrs: [1, 2, 3, 5, 7, 14, 30, 60, 90],
          values: (_, splits) => splits.map((i) => (days[i] === undefined ? '' : day(days[i].day))),
        },
        {
          stroke: ink,
          font,
          grid,
          ticks: { show: false },
          size: 56,
          values: (_, splits) => splits.map((value) => usd(String(value)).replace(/[.,]00\b/, '')),
        },
      ],
      series: [
        {},
        {
          fill: colour('--accent'),
          stroke: colour('--accent'),
          width: 0,
          points: { show: false },
          ...(bars === undefined ? {} : { paths: bars }),
        },
      ],
      hooks: { setCursor: [(plot) => onShown(plot.cursor.idx ?? null)] },
    },
    [
      days.map((_, i) => i),
      // Pixels, not money: the height of a bar may be a floating point number.
      days.map((one) => Number(one.net_usd)),
    ],
    target,
  );
}

/** `light-dark(...)` and the like as a colour that a canvas understands. */
function resolve(target: HTMLElement, value: string): string {
  const probe = document.createElement('span');
  probe.style.color = value;
  target.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
