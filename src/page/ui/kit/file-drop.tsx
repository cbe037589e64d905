import { type DragEvent, type ReactNode, type RefObject, useRef, useState } from 'react';
import classes from './file-drop.module.css';

interface FileDrop {
  /** For the element that files can be dropped on. */
  readonly dropProps: {
    readonly onDragEnter: (event: DragEvent) => void;
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
  /** Whether files are held over the element. */
  readonly isOver: boolean;
}

/**
 * Lets files and folders be dropped on an element. What is dragged without files, such as a text, is left to
 * the browser.
 *
 * @param onFiles gets the dropped files. A file of a dropped folder has its path, which begins with the
 * folder's name, in `path`.
 */
export function useFileDrop(onFiles: (files: readonly File[]) => void): FileDrop {
  const [isOver, setIsOver] = useState(false);
  // Each child that the pointer moves onto fires `dragenter` before its neighbour fires `dragleave`.
  const entered = useRef<EventTarget | null>(null);
  const forFiles = (act: (event: DragEvent) => void) => (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    act(event);
  };
  return {
    dropProps: {
      onDragEnter: forFiles((event) => {
        entered.current = event.target;
        setIsOver(true);
      }),
      onDragOver: forFiles((event) => {
        event.dataTransfer.dropEffect = 'copy';
      }),
      onDragLeave: forFiles((event) => {
        if (entered.current === event.target) setIsOver(false);
      }),
      onDrop: forFiles(async (event) => {
        setIsOver(false);
        onFiles(await droppedFiles(event.dataTransfer));
      }),
    },
    isOver,
  };
}

/** Covers the element that files are held over, and says what becomes of them. */
export function DropOffer({ children }: { readonly children: ReactNode }) {
  return <div className={classes.offer}>{children}</div>;
}

/** The files of a drop, with those in dropped folders. What cannot be read is left out. */
async function droppedFiles({ items, files }: DataTransfer): Promise<readonly File[]> {
  // The browser empties the list when the event is over, so all of it is asked for before the first wait.
  const plain = [...files];
  const entries = [...items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry?.() : null));
  const hasFolder = entries.some((entry) => entry?.isDirectory);
  if (!hasFolder) return plain;
  return (await Promise.all(entries.map((entry) => (entry ? filesBelow(entry) : [])))).flat();
}

async function filesBelow(entry: FileSystemEntry): Promise<readonly File[]> {
  try {
    if (entry.isDirectory) {
      const below = await entriesOf(entry as FileSystemDirectoryEntry);
      return (await Promise.all(below.map(filesBelow))).flat();
    }
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [Object.defineProperty(file, 'path', { value: entry.fullPath, configurable: true })];
  } catch {
    return [];
  }
}

/** A folder gives its entries in portions, and an empty one when there are no more. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}

interface FileInputProps {
  /** Its `click` opens the browser's dialog. */
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly label: string;
  /** The types that the dialog offers first, such as ".json"; `folder` lets a folder be chosen instead. */
  readonly accept: `.${string}` | 'folder';
  readonly onFiles: (files: readonly File[]) => void;
}

/** React accepts this attribute only as a text. */
const folderPicker = { webkitdirectory: '' };

/** The way to choose files of a button beside it. It is not seen itself. */
export function FileInput({ ref, label, accept, onFiles }: FileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      {...(accept === 'folder' ? folderPicker : { accept })}
      className={classes.input}
      tabIndex={-1}
      aria-label={label}
      onChange={({ currentTarget }) => {
        const files = [...(currentTarget.files ?? [])];
        // Without this, choosing the same files again after a repair would not count as a change.
        currentTarget.value = '';
        onFiles(files);
      }}
    />
  );
}
