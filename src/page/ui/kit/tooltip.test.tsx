// @vitest-environment happy-dom
import { Button, MantineProvider } from '@mantine/core';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountedRoot } from '../testing/mounted-page.tsx';
import { Tooltip } from './tooltip.tsx';

describe('a tooltip', () => {
  const draw = mountedRoot();
  const pressed = vi.fn();

  const show = (disabled = false) =>
    draw(
      <MantineProvider env="test">
        <Tooltip label="What it does" disabled={disabled}>
          <Button onPointerEnter={pressed}>Measure</Button>
        </Tooltip>
      </MantineProvider>,
    );
  const button = () => document.querySelector('button') as HTMLButtonElement;
  const tooltip = () => document.querySelector('[role="tooltip"]');
  const point = (type: 'pointerover' | 'pointerout', pointerType = 'mouse') =>
    act(async () => {
      button().dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType }));
    });
  const wait = (ms: number) => act(async () => vi.advanceTimersByTime(ms));

  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    pressed.mockClear();
  });

  it('is not there at all before the pointer comes', async () => {
    await show();
    expect(document.querySelector('[data-portal]')).toBeNull();
  });

  it('appears once the pointer rests on its target, describes it, and goes with the pointer', async () => {
    await show();
    await point('pointerover');
    expect(pressed).toHaveBeenCalledOnce();
    await wait(349);
    expect(tooltip()).toBeNull();
    await wait(1);
    expect(tooltip()?.textContent).toBe('What it does');
    const description = document.getElementById(button().getAttribute('aria-describedby') ?? '');
    expect(description?.textContent).toBe('What it does');
    await point('pointerout');
    expect(tooltip()).toBeNull();
    expect(button().hasAttribute('aria-describedby')).toBe(false);
  });

  it('goes with Escape', async () => {
    await show();
    await point('pointerover');
    await wait(350);
    await act(async () => {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    });
    expect(tooltip()).toBeNull();
  });

  it('does not come for a finger, for a pointer that passes, or while it has nothing to say', async () => {
    await show();
    await point('pointerover', 'touch');
    await wait(1000);
    expect(tooltip()).toBeNull();
    await point('pointerover');
    await point('pointerout');
    await wait(1000);
    expect(tooltip()).toBeNull();
    await show(true);
    await point('pointerover');
    await wait(1000);
    expect(tooltip()).toBeNull();
  });
});
