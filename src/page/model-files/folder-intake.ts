import type { FolderProblem, ModelFolder } from '../../core/model-files/model-folder.ts';
import { localModelId, parseModelId } from '../../core/rerank/model-id.ts';
import type { Message } from '../../core/texts/message.ts';
import type { LocalFile } from '../../worker/protocol/messages.ts';
import type { AppStore } from '../store/app-state.ts';
import { modelFactsKey } from '../store/model-facts-slice.ts';

export type FolderOutcome =
  | { readonly state: 'taken'; readonly id: string; readonly folder: ModelFolder }
  | { readonly state: 'refused'; readonly problem: FolderProblem };

/**
 * Adds folders that hold a model. Only small files are read here. The worker that loads the model reads the
 * others.
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
      const whole = folder.weights.map(({ dtype: own, file }) => file ?? own).join(', ');
      const values = { name: folder.name, missing: folder.missing.join(', '), dtypes: whole };
      setFolderReport({ severity: 'warning', message: { key: 'localFolder.partlyMissing', values } });
    }
  }

  /** Adds a folder, so that its model can be chosen. */
  async take(files: readonly File[]): Promise<FolderOutcome> {
    const listed = files.map((file) => ({ path: pathOf(file), bytes: file.size }));
    const at = (place: number) => files[place] ?? new Blob();
    const { openModelFolder } = await import('../../core/model-files/model-folder.ts');
    const reading = await openModelFolder(listed, {
      text: (place) => at(place).text(),
      bytes: async (place) => new Uint8Array(await at(place).arrayBuffer()),
    });
    if (reading.state === 'refused') return reading;
    const { folder } = reading;
    this.#keep(
      folder,
      folder.files.flatMap(({ place, path }) => localFile(path, files[place])),
    );
    return { state: 'taken', id: localModelId(folder.name), folder };
  }

  #keep({ name, config, weights }: ModelFolder, own: readonly LocalFile[]): void {
    const state = this.#store.getState();
    const id = localModelId(name);
    state.addLocalFolder(name, own);
    state.setModelFacts(modelFactsKey({ model: id, host: state.settings.host }), {
      state: 'found',
      source: 'folder',
      config,
      weights,
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
 * A file's path, starting with the chosen folder. The folder picker puts it into `webkitRelativePath`, a drop
 * (`useFileDrop`) into `path`. Programs may put it into the name.
 */
function pathOf(file: File): string {
  const dropped = 'path' in file && typeof file.path === 'string' ? file.path : '';
  const path = file.webkitRelativePath || dropped || file.name;
  return path.replace(/^\.?\/+/, '');
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
    case 'lfs-pointer':
      return { key, values: { files: problem.pointers.join(', ') } };
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
