import { beforeEach, describe, expect, it, vi } from 'vitest';
import { actOnKey } from './document-commands.ts';

const key = (name: string, modifiers: { altKey?: boolean; ctrlKey?: boolean; metaKey?: boolean } = {}) => ({
  key: name,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...modifiers,
});

describe('actOnKey', () => {
  const commands = {
    edit: vi.fn(),
    finish: vi.fn(),
    leave: vi.fn(),
    setText: vi.fn(),
    remove: vi.fn(),
    move: vi.fn(),
    focus: vi.fn(),
  };
  beforeEach(() => vi.clearAllMocks());
  const press = (...args: Parameters<typeof key>) => actOnKey(key(...args), 'd7', 3, commands);

  it('leads along the list with the arrow keys', () => {
    expect([press('ArrowUp'), press('ArrowDown'), press('Home')]).toEqual([true, true, true]);
    expect(commands.focus.mock.calls).toEqual([[2], [4], [0]]);
  });

  it('moves the row with Alt', () => {
    expect(press('ArrowUp', { altKey: true })).toBe(true);
    expect(commands.move).toHaveBeenCalledWith('d7', 2);
    expect(commands.focus).not.toHaveBeenCalled();
  });

  it('removes the row with Delete', () => {
    press('Delete');
    expect(commands.remove).toHaveBeenCalledWith('d7', 3);
  });

  it('leaves the shortcuts of the page and the browser alone', () => {
    expect(press('Enter', { ctrlKey: true })).toBe(false);
    expect(press('ArrowUp', { metaKey: true })).toBe(false);
    expect(press('Home', { altKey: true })).toBe(false);
    expect(press('x')).toBe(false);
  });
});
