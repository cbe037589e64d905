// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { mountedPage } from '../testing/mounted-page.tsx';
import { useChartZoom, ZoomButton, ZoomSlider } from './chart-zoom.tsx';

function Zoomed({ planned }: { readonly planned: readonly number[] }) {
  const zoom = useChartZoom(planned);
  return (
    <>
      <output>{zoom.batchSizes.join()}</output>
      <ZoomButton {...zoom} />
      <ZoomSlider {...zoom} />
    </>
  );
}

describe('the zoom of a chart', { timeout: 30_000 }, () => {
  const { draw } = mountedPage();
  const show = (planned: readonly number[]) => draw(<Zoomed planned={planned} />);
  const press = () => act(async () => document.querySelector('button')?.click());
  const thumbs = () => [...document.querySelectorAll<HTMLElement>('[role="slider"]')];
  const key = async (thumb: number, name: string) => {
    await act(async () => thumbs()[thumb]?.focus());
    await act(async () => {
      thumbs()[thumb]?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    });
  };
  const shown = () => document.querySelector('output')?.textContent;

  it('narrows the batch sizes by arrow keys, and shows all of them again', async () => {
    await show([8, 1, 2, 4, 16]);
    expect(shown()).toBe('1,2,4,8,16');
    expect(thumbs()).toHaveLength(0);
    await press();
    expect(thumbs().map((thumb) => thumb.getAttribute('aria-label'))).toEqual([
      'Smallest batch size in sight',
      'Largest batch size in sight',
    ]);
    expect(shown()).toBe('1,2,4,8,16');
    await key(0, 'ArrowRight');
    await key(1, 'ArrowLeft');
    expect(shown()).toBe('2,4,8');
    expect(thumbs().map((thumb) => thumb.getAttribute('aria-valuenow'))).toEqual(['2', '8']);
    await press();
    expect(shown()).toBe('1,2,4,8,16');
  });

  it('ends with a run that has other batch sizes, and is not offered for two', async () => {
    const first = [1, 2, 4, 8];
    await show(first);
    await press();
    await key(1, 'ArrowLeft');
    expect(shown()).toBe('1,2,4');
    await show([1, 2]);
    expect(shown()).toBe('1,2');
    expect(document.querySelector('button')).toBeNull();
    expect(thumbs()).toHaveLength(0);
  });
});
