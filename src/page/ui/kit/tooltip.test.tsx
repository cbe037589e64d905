// @vitest-environment happy-dom
import { Button, MantineProvider, TextInput } from '@mantine/core';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountedRoot } from '../testing/mounted-page.tsx';
import { Tooltip } from './tooltip.tsx';

describe('a tooltip', () => {
  const draw = mountedRoot();
  const show = (label: string | undefined, target = <Button>Measure</Button>) =>
    draw(
      <MantineProvider env="test">
        <Tooltip label={label}>{target}</Tooltip>
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
  });

  it('is not there at all before the pointer comes', async () => {
    await show('What it does');
    expect(document.querySelector('[data-portal]')).toBeNull();
  });

  it('describes its target to screen readers, open or not, unless it says its name again', async () => {
    await show('What it does');
    expect(button().getAttribute('aria-description')).toBe('What it does');
    await show('Add', <Button aria-label="Add" />);
    expect(button().getAttribute('aria-description')).toBeNull();
  });

  it('describes a field of Mantine too', async () => {
    await show('What it is', <TextInput label="Seed" error />);
    expect(document.querySelector('input')?.getAttribute('aria-description')).toBe('What it is');
  });

  it('appears once the pointer rests on its target, and goes with the pointer', async () => {
    const pressed = vi.fn();
    await show('What it does', <Button onPointerEnter={pressed}>Measure</Button>);
    await point('pointerover');
    expect(pressed).toHaveBeenCalledOnce();
    await wait(349);
    expect(tooltip()).toBeNull();
    await wait(1);
    expect(tooltip()?.textContent).toBe('What it does');
    await point('pointerout');
    expect(tooltip()).toBeNull();
  });

  it('goes with Escape', async () => {
    await show('What it does');
    await point('pointerover');
    await wait(350);
    await act(async () => {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    });
    expect(tooltip()).toBeNull();
  });

  it('does not come for a finger, for a pointer that passes, or while it has nothing to say', async () => {
    await show('What it does');
    await point('pointerover', 'touch');
    await wait(1000);
    expect(tooltip()).toBeNull();
    await point('pointerover');
    await point('pointerout');
    await wait(1000);
    expect(tooltip()).toBeNull();
    await show(undefined);
    await point('pointerover');
    await wait(1000);
    expect(tooltip()).toBeNull();
  });
});
