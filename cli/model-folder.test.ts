import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelFolderOf } from './model-folder.ts';
import { recordedTools } from './testing/command-tools.ts';

const config = JSON.stringify({
  model_type: 'bert',
  architectures: ['BertForSequenceClassification'],
  id2label: { 0: 'LABEL_0' },
});
const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n';
let top: string;

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'model-folders-'));
});
afterEach(() => rm(top, { recursive: true }));

async function folder(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [path, text] of Object.entries({ 'config.json': config, 'tokenizer.json': '{}', ...files })) {
    await mkdir(dirname(join(top, name, path)), { recursive: true });
    await writeFile(join(top, name, path), text);
  }
  return join(top, name);
}

const refusal = (model: string) =>
  modelFolderOf(model, recordedTools([])).then(
    () => 'taken',
    (error: Error) => error.message,
  );

describe('a model given as a folder', () => {
  it.each([
    ['flat, as Optimum writes it', { 'model.onnx': 'x', 'model.onnx.data': 'x' }],
    ['with an exporter’s name alone', { 'onnx/model_int8.onnx': 'x' }],
  ])('may be laid out %s', async (_, files) => {
    const path = await folder('mine', files);
    expect(await modelFolderOf(path, recordedTools([]))).toEqual({ path, name: 'mine' });
  });

  it('may lie deeper, if it is the only one there', async () => {
    const path = await folder('all/models/one', { 'model.onnx': 'x' });
    expect(await modelFolderOf(join(top, 'all'), recordedTools([]))).toEqual({ path, name: 'one' });
    await folder('all/models/two', { 'model.onnx': 'x' });
    expect(await refusal(join(top, 'all'))).toMatch(
      /more than one model in .*: .*models\/one, .*models\/two/,
    );
  });

  it('is refused with what is wrong with it', async () => {
    expect(await refusal(await folder('lfs', { 'model.onnx': pointer }))).toMatch(
      /pointers of git-lfs.*: model\.onnx\. Run git lfs pull/,
    );
    const labels = JSON.stringify({ model_type: 'qwen3', architectures: ['Qwen3ForCausalLM'] });
    expect(await refusal(await folder('other', { 'model.onnx': 'x', 'config.json': labels }))).toMatch(
      /Qwen3ForCausalLM/,
    );
    expect(await refusal(await folder('bad', { 'config.json': '[', 'model.onnx': 'x' }))).toMatch(
      /config\.json .* cannot be read/,
    );
  });

  it('may be named without ./ where there is one, which stderr says', async () => {
    const path = await folder('models/x', { 'model.onnx': 'x' });
    const tools = recordedTools([]);
    const name = relative(process.cwd(), path);
    const notes: string[] = [];
    const terminal = { ...tools.terminal, note: (line: string) => notes.push(line) };
    // A path that begins with `.` needs no note.
    expect(await modelFolderOf(name, { ...tools, terminal })).toEqual({ path, name: 'x' });
    expect(notes).toEqual([]);
    expect(await modelFolderOf('cli/testing-no-such', { ...tools, terminal })).toBeNull();
    expect(await refusal('cli/testing')).toMatch(/cli\/testing lacks config\.json/);
    await modelFolderOf('cli/testing', { ...tools, terminal }).catch(() => {});
    expect(notes).toEqual([
      expect.stringContaining('--model cli/testing is taken as the folder ./cli/testing'),
    ]);
  });
});
