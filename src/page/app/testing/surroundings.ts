import { exampleDraft } from '../../../core/document/testing/example-record.ts';
import type { inProcessHost } from '../../../worker/protocol/testing/in-process-worker.ts';
import type { MemoryHistory } from '../../history/testing/memory-history.ts';
import type { AppSurroundings } from '../create-app.ts';
import { keptTable } from '../kept-table.ts';

/**
 * The surroundings of a whole page without a browser: an in-process worker, a history in memory, and nothing
 * else kept.
 */
export function surroundingsFor(
  host: ReturnType<typeof inProcessHost>,
  history: MemoryHistory,
): AppSurroundings {
  return {
    worker: { ...host.tools, newId: () => crypto.randomUUID() },
    address: { search: () => '', replaceSearch: () => {} },
    link: {
      fragment: () => '',
      replaceFragment: () => {},
      onFragmentChange: () => {},
      read: async () => ({ state: 'none' }),
      base: () => '',
    },
    isSecureContext: true,
    isolationIsFinal: Promise.resolve(true),
    openAlone: null,
    kept: { loadInput: async () => undefined, saveInput: async () => {}, saveInputAtOnce: () => {} },
    keptHost: { load: () => null, save: () => {} },
    keptColorScheme: { load: () => null, save: () => {} },
    keptDismissals: { load: () => null, save: () => {} },
    setAsideTable: keptTable('rerank-bench', history.database),
    fetch: async () => new Response(null, { status: 404 }),
    readOwnFile: async (path) => {
      throw new Error(`${path}: 404`);
    },
    modelFiles: { list: async () => [], deleteUnder: async () => {}, deleteAll: async () => {} },
    history,
    onLeave: () => {},
    clock: host.clock,
    sha256: async () => 'hash',
    describeEnvironment: () => exampleDraft().environment,
    tabLock: null,
    app: { version: '0', commit: '' },
    preferredLanguages: ['en'],
    saveFile: () => {},
    drawCard: async () => null,
    copyText: async () => {},
    calibrations: { get: async () => undefined, set: async () => {}, clear: async () => {} },
    power: { keepAwake: () => () => {}, isOnBattery: async () => null },
    say: ({ key }) => key,
    showRunState: () => {},
  };
}
