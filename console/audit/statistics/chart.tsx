import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** A picture of numbers that stand in a table beside it. What is kept back is a gap. */
export function Chart({
  labels,
  values,
  title,
}: {
  labels: readonly string[];
  values: readonly (number | null)[];
  title: string;
}): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current as HTMLDivElement;
    const draw = () => {
      const style = getComputedStyle(element);
      const [ink, line, text] = ['--accent', '--hairline', '--muted'].map((name) =>
        style.getPropertyValue(name).trim(),
      );
      const axis = { stroke: text as string, grid: { stroke: line as string, width: 1 }, ticks: { show: false } };
      return new uPlot(
        {
          width: Math.max(240, element.clientWidth),
          height: 180,
          legend: { show: false },
          cursor: { show: false },
          // Whole bars at both ends.
          scales: {
            x: { time: false, range: () => [-0.5, labels.length - 0.5] },
            y: { range: (_, __, most) => [0, Math.max(5, Math.ceil(most * 1.1))] },
          },
          axes: [
            { ...axis, values: (_, at) => at.map((i) => (Number.isInteger(i) ? (labels[i] ?? '') : '')) },
            { ...axis, size: 56 },
          ],
          series: [
            {},
            {
              stroke: ink as string,
              fill: `${ink}33`,
              width: 1,
              paths: (uPlot.paths.bars as NonNullable<typeof uPlot.paths.bars>)({ size: [0.7, 40] }),
              points: { show: false },
            },
          ],
        },
        [labels.map((_, i) => i), [...values]],
        element,
      );
    };
    let plot = draw();
    const again = () => {
      plot.destroy();
      plot = draw();
    };
    const look = matchMedia('(prefers-color-scheme: dark)');
    const size = new ResizeObserver(() => plot.setSize({ width: Math.max(240, element.clientWidth), height: 180 }));
    size.observe(element);
    look.addEventListener('change', again);
    return () => {
      size.disconnect();
      look.removeEventListener('change', again);
      plot.destroy();
    };
  }, [labels, values]);
  return <div ref={box} class="chart" role="img" aria-label={title} />;
}
