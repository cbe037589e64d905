// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { mountedRoot } from '../testing/mounted-page.tsx';
import { useFileDrop } from './file-drop.tsx';

const draw = mountedRoot();
const taken = vi.fn<(files: readonly File[]) => void>();

function Target() {
  const { dropProps, isOver } = useFileDrop(taken);
  return (
    <div id="target" {...dropProps} data-over={isOver}>
      <span id="child" />
    </div>
  );
}

beforeEach(async () => {
  taken.mockReset();
  await draw(<Target />);
});

const element = (id: string) => document.getElementById(id) as HTMLElement;
const isOver = () => element('target').dataset.over === 'true';

async function drag(type: string, id: string, transfer: object = { types: ['Files'] }): Promise<Event> {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: transfer });
  await act(async () => element(id).dispatchEvent(event));
  return event;
}

const fileEntry = (fullPath: string) => ({
  isDirectory: false,
  fullPath,
  file: (resolve: (file: File) => void) =>
    resolve(new File(['text'], fullPath.slice(fullPath.lastIndexOf('/') + 1))),
});
const unreadable = {
  isDirectory: false,
  fullPath: '/model/gone',
  file: (_: unknown, reject: () => void) => reject(),
};

/** A folder that gives its entries in portions of two, as browsers do with a hundred. */
function folderEntry(fullPath: string, entries: readonly object[]) {
  return {
    isDirectory: true,
    fullPath,
    createReader: () => {
      const left = [...entries];
      return { readEntries: (resolve: (portion: readonly object[]) => void) => resolve(left.splice(0, 2)) };
    },
  };
}

const item = (entry: object) => ({ kind: 'file', webkitGetAsEntry: () => entry });

it('gives every file of a dropped folder with its path, and leaves out what cannot be read', async () => {
  const weights = folderEntry(
    '/model/onnx',
    ['a', 'b', 'c'].map((name) => fileEntry(`/model/onnx/${name}.onnx`)),
  );
  const model = folderEntry('/model', [fileEntry('/model/config.json'), unreadable, weights]);
  await drag('drop', 'child', { types: ['Files'], items: [item(model)], files: [] });
  const [files = []] = taken.mock.lastCall ?? [];
  expect(files.map((file) => 'path' in file && file.path)).toEqual([
    '/model/config.json',
    '/model/onnx/a.onnx',
    '/model/onnx/b.onnx',
    '/model/onnx/c.onnx',
  ]);
});

it('gives dropped files as they are, also where a script made them', async () => {
  const file = new File(['{}'], 'run.json');
  await drag('drop', 'target', { types: ['Files'], items: [{ kind: 'file' }], files: [file] });
  expect(taken.mock.lastCall).toEqual([[file]]);
});

it('is marked until the files leave the element, and not while they pass its children', async () => {
  await drag('dragenter', 'target');
  await drag('dragenter', 'child');
  await drag('dragleave', 'target');
  expect(isOver()).toBe(true);
  await drag('dragleave', 'child');
  expect(isOver()).toBe(false);
});

it('leaves a dragged text to the browser', async () => {
  const event = await drag('dragenter', 'target', { types: ['text/plain'] });
  expect(isOver()).toBe(false);
  expect(event.defaultPrevented).toBe(false);
  await drag('drop', 'target', { types: ['text/plain'], items: [], files: [] });
  expect(taken).not.toHaveBeenCalled();
});
