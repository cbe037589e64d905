import { describe, expect, it } from 'vitest';
import type { DrivenPage, PageAnswer, PageRanking } from './driven-page.ts';
import { rank } from './rank-command.ts';
import { recordedTools } from './testing/command-tools.ts';

const row = { documentId: 'd', probability: 0.5, newPlace: 1 };
const ranking: PageRanking = {
  query: 'q',
  rows: [
    { ...row, text: 'b', score: 2, oldPlace: 2, id: 'd7' },
    { ...row, text: 'a', score: 1, oldPlace: 1, id: '=d8' },
  ],
  latencyMs: 1,
  modelId: 'org/model',
  layers: null,
  deviceUsed: 'wasm',
  dtype: 'fp32',
  maxLength: 512,
  batchSize: 8,
  steps: [],
  findings: [],
  scoreCheck: null,
  basis: '',
  inputRevision: 0,
};

/** How the command ends where the page answers so, and what it wrote. */
async function ended(answer: PageAnswer<PageRanking>, format: 'json' | 'csv' | 'table' = 'json') {
  const tools = recordedTools([]);
  const page = {
    configure: async () => {},
    setInput: async () => {},
    rank: async () => answer,
    progress: async () => null,
  } as unknown as DrivenPage;
  const session = { localModel: null, openPage: async () => page };
  const code = await rank(session, { format }, {}, [], tools).catch(({ exitCode }) => exitCode);
  return { code, ...tools.written };
}

describe('rank', () => {
  it('exits 0 with a ranking whose documents have the ids of their file', async () => {
    const { code, stdout, stderr } = await ended({ ok: true, value: ranking });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).results).toMatchObject([
      { index: 1, id: 'd7', document: 'b' },
      { index: 0, id: '=d8', document: 'a' },
    ]);
    expect(stderr).toBe('');
    const csv = await ended({ ok: true, value: ranking }, 'csv');
    expect(csv.stdout).toContain("\r\n1,1,d7,,2,0.5,b\r\n2,0,'=d8,,1,0.5,a\r\n");
    expect((await ended({ ok: true, value: ranking }, 'table')).stdout).toMatch(
      / id .*\n.*\n.* d7 .*\n.* =d8 /,
    );
  });

  it('exits 3 with a ranking whose scores are suspect, and says what is wrong', async () => {
    const findings = [{ code: 'constant', message: 'All 6 different pairs score 7.' }] as const;
    const { code, stdout, stderr } = await ended({ ok: true, value: { ...ranking, findings } });
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ suspect: true, findings });
    expect(stderr).toContain('All 6 different pairs score 7.');
  });

  it('exits 3 without a ranking where scores are not numbers, and 1 where anything else failed', async () => {
    const failed = (key: string) => ended({ ok: false, key, detail: '' });
    expect(await failed('failure.scores-not-numbers')).toMatchObject({ code: 3, stdout: '' });
    expect(await failed('failure.model-not-found')).toMatchObject({ code: 1, stdout: '' });
  });

  it('tells that documents were cut to the model’s context, below the max length asked for', async () => {
    const cut = { documents: 1, tokens: 512 };
    const { code, stderr } = await ended({ ok: true, value: { ...ranking, maxLength: 2048, cut } });
    expect(code).toBe(0);
    expect(stderr).toContain('Max length 2048 is more than this model takes; 512 is used instead.');
  });
});
