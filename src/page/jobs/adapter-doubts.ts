import type { DraftLane } from '../../core/document/run-draft.ts';
import type { Environment, Issue } from '../../core/document/run-record.ts';
import { isOfAdapter, nameAdapter } from '../../core/rerank/adapter-name.ts';

export const softwareAdapterWarning = (name: string): Issue => ({
  code: 'software-adapter',
  message: `${name} computes on the CPU: these numbers say nothing about a GPU.`,
});

/** Doubts about a lane that ran on another adapter than the one that the page found and names. */
export function adapterDoubts(
  { id, adapterUsed }: Pick<DraftLane, 'id' | 'adapterUsed'>,
  { adapter }: Pick<Environment, 'adapter'>,
): Issue[] {
  if (adapterUsed === undefined || adapter === null || isOfAdapter(adapterUsed, adapter)) return [];
  const { name, isSoftware } = nameAdapter(adapterUsed, null);
  const used = name || 'an adapter without a name';
  const found = adapter.name || 'the adapter that the page found';
  return [
    { code: 'other-adapter', message: `${id} ran on ${used}, not on ${found}.`, detail: `${id} ${used}` },
    ...(isSoftware && !adapter.isSoftware ? [softwareAdapterWarning(name)] : []),
  ];
}
