import { InvalidArgumentError } from 'commander';
import { isTwinId, twinModelId, twinOfModelId, twins } from '../src/core/rerank/twins.ts';
import { isFolderPath, type ModelFolder, requireModelFolder } from './model-folder.ts';
import { checkedText } from './setting-flags.ts';

/** `--model` also takes a folder, which is no model id. */
export function acceptModel(text: string): string {
  if (isFolderPath(text.trim())) return text.trim();
  if (text.trim().startsWith('local:')) {
    throw new InvalidArgumentError('Such a model is given in the page; here give its folder, as ./folder.');
  }
  const id = checkedText('model', text);
  if (isTwinId(id) && twinOfModelId(id) === undefined) {
    const known = twins.map((twin) => twinModelId(twin)).join(', ');
    throw new InvalidArgumentError(`There is no such twin; there are ${known}.`);
  }
  return id;
}

/** @throws Problem where `--model` names a folder that is none */
export const modelFolderOf = (model: string | undefined): ModelFolder | null =>
  model !== undefined && isFolderPath(model) ? requireModelFolder(model) : null;
