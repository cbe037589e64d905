import {
  type FolderProblem,
  findModelRoot,
  type ModelFolder,
  readModelFolder,
} from '../../core/model-files/model-folder.ts';
import { graphPath } from '../../core/model-files/weight-files.ts';
import { localModelId, parseModelId } from '../../core/rerank/model-id.ts';
import type { Message } from '../../core/texts/message.ts';
import type { LocalFile } from '../../worker/protocol/messages.ts';
import { completed } from '../jobs/look-at-model.ts';
import type { AppStore } from '../store/app-state.ts';
import { modelFactsKey } from '../store/model-facts-slice.ts';

/** A config takes a few kB. A file above this size is something else, and reading it could crash the tab. */
const mostConfigBytes = 5_000_000;

export type FolderOutcome =
  | { readonly state: 'taken'; readonly id: string; readonly folder: ModelFolder }
  | { readonly state: 'refused'; readonly problem: FolderProblem };

/**
 * Adds folders that hold a model laid out as on the hub. Only the config is read here. The worker that loads
 * the model reads the other files.
 */
export class FolderIntake {
  readonly #store: AppStore;

  constructor(store: AppStore) {
    this.#store = store;
  }

  /**
   * Adds a folder and chooses its model. Anything wrong with it is reported in the store's `folderReport`.
   */
  async open(files: readonly File[]): Promise<void> {
    const { setFolderReport } = this.#store.getState();
    setFolderReport(null);
    const outcome = await this.take(files);
    if (outcome.state === 'refused') {
      setFolderReport({ severity: 'error', message: problemMessage(outcome.problem) });
      return;
    }
    const { folder, id } = outcome;
    const { settings, changeSettings } = this.#store.getState();
    const dtypes = folder.weights.map(({ dtype }) => dtype);
    const dtype = settings.dtype.filter((chosen) => chosen === 'auto' || dtypes.includes(chosen));
    changeSettings({ model: id, dtype: dtype.length > 0 ? dtype : ['auto'] });
    if (folder.missing.length > 0) {
      const values = { name: folder.name, missing: folder.missing.join(', '), dtypes: dtypes.join(', ') };
      setFolderReport({ severity: 'warning', message: { key: 'localFolder.partlyMissing', values } });
    }
  }

  /** Adds a folder, so that its model can be chosen. */
  async take(files: readonly File[]): Promise<FolderOutcome> {
    const entries = files.map((file) => ({ file, path: pathOf(file) }));
    const paths = entries.map(({ path }) => path);
    const found = findModelRoot(paths);
    if (found.state === 'refused') return found;
    const listed = entries.map(({ file, path }) => ({ path, bytes: file.size }));
    const reading = readModelFolder(listed, found.root, await configText(files[found.config]));
    if (reading.state === 'refused') return reading;
    const config = await completed(reading.folder.config, async (path) => {
      const at = paths.indexOf(found.root + path);
      return jsonOf(await configText(files[at]));
    });
    const folder = { ...reading.folder, config };
    this.#keep(
      folder,
      folder.files.flatMap(({ place, path }) => localFile(path, files[place])),
    );
    return { state: 'taken', id: localModelId(folder.name), folder };
  }

  #keep({ name, config, weights, files }: ModelFolder, own: readonly LocalFile[]): void {
    const state = this.#store.getState();
    const id = localModelId(name);
    const sizes = new Map(files.map(({ path, bytes }) => [path, bytes]));
    state.addLocalFolder(name, own);
    state.setModelFacts(modelFactsKey({ model: id, host: state.settings.host }), {
      state: 'found',
      source: 'folder',
      config,
      weights: weights.map(({ dtype, bytes, externalData }) => ({
        dtype,
        bytes,
        files: [graphPath(dtype), ...externalData].map((path) => ({ path, bytes: sizes.get(path) ?? null })),
      })),
    });
    // The notice that the folder is missing is no longer true.
    for (const notice of state.notices) {
      if (notice.message.key === 'localFolder.notHere' && notice.message.values?.name === name)
        state.dismissNotice(notice.id);
    }
  }
}

/** If the settings name a local folder that the page does not have, asks the visitor to choose it again. */
export function noteMissingFolder(store: AppStore): void {
  const { settings, localFolders, addNotice } = store.getState();
  const model = parseModelId(settings.model);
  if (model?.source !== 'local' || localFolders.has(model.name)) return;
  addNotice('warning', { key: 'localFolder.notHere', values: { name: model.name } });
}

/**
 * A file's path, starting with the chosen folder. The folder picker puts it into `webkitRelativePath`,
 * react-dropzone into `path`. Programs may put it into the name.
 */
function pathOf(file: File): string {
  const dropped = 'path' in file && typeof file.path === 'string' ? file.path : '';
  const path = file.webkitRelativePath || dropped || file.name;
  return path.replace(/^\.?\/+/, '');
}

async function configText(file: File | undefined): Promise<string> {
  if (file === undefined || file.size > mostConfigBytes) return '';
  try {
    return await file.text();
  } catch {
    return '';
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const localFile = (path: string, file: File | undefined): LocalFile[] =>
  file === undefined ? [] : [{ path, file }];

/** Says what is wrong with a folder, and what to do. */
export function problemMessage(problem: FolderProblem): Message {
  const key = `localFolder.problem.${problem.code}`;
  switch (problem.code) {
    case 'empty':
    case 'no-config':
    case 'bad-config':
      return { key };
    case 'several-models':
      return { key, values: { folders: problem.folders.join(', ') } };
    case 'missing-files': {
      const values = { missing: problem.missing.join(', '), dtypes: problem.dtypes.join(', ') };
      return { key: problem.dtypes.length > 0 ? 'localFolder.problem.missing-beside-weights' : key, values };
    }
    default:
      return problem satisfies never;
  }
}
