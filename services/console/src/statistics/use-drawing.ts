import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Drawing } from './draw-plot.ts';
import type { PlotShape } from './plots.ts';

/** Keeps a drawing in `host`: as wide as it, in the colours of the theme, made anew when either shape changes. */
export function useDrawing(
  host: RefObject<HTMLElement | null>,
  shape: PlotShape,
  onPoint: (place: number | null) => void,
): 'loading' | 'drawn' | 'failed' {
  const [state, setState] = useState<'loading' | 'drawn' | 'failed'>('loading');
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let drawing: Drawing | null = null;
    let isOver = false;
    const draw = async () => {
      try {
        const { drawPlot } = await import('./draw-plot.ts');
        if (isOver) return;
        drawing?.remove();
        drawing = drawPlot(element, shape, onPoint);
        setState('drawn');
      } catch {
        // Without the canvas or the script there is still the table.
        if (!isOver) setState('failed');
      }
    };
    void draw();
    const resized = new ResizeObserver(() => drawing?.resize(element.clientWidth));
    resized.observe(element);
    // Paper has colours of its own.
    const themes = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
    const redraw = () => void draw();
    for (const theme of themes) theme.addEventListener('change', redraw);
    return () => {
      isOver = true;
      resized.disconnect();
      for (const theme of themes) theme.removeEventListener('change', redraw);
      drawing?.remove();
    };
  }, [host, shape, onPoint]);
  return state;
}
