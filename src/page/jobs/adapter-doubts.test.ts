import { describe, expect, it } from 'vitest';
import { recordToMarkdown } from '../../core/document/markdown.ts';
import { type RunRecord, runRecordSchema } from '../../core/document/run-record.ts';
import type { AdapterWords } from '../../core/rerank/adapter-name.ts';
import { textsOf } from '../../core/texts/create-texts.ts';
import { runDoubts } from '../ui/throughput/doubt-list.tsx';
import { setUpLoad } from './testing/load-host.ts';
import { adapter, setUpSweep } from './testing/sweep-host.ts';

const found = { ...adapter, name: 'Intel Arc', vendor: 'intel', architecture: 'xe-lpg' };
const probe = {
  adapter: { ...found, features: [] },
  adapterAbsence: null,
  clockResolutionMs: 0.005,
  crossOriginIsolated: true,
  hasSharedMemory: true,
  hasJspi: false,
};

const same: AdapterWords = {
  ...{ vendor: 'intel', architecture: 'xe-lpg', device: '', description: '', isFallbackAdapter: false },
};
const other: AdapterWords = { ...same, vendor: 'nvidia', architecture: 'lovelace' };
const software: AdapterWords = { ...same, vendor: 'google', architecture: 'swiftshader' };

/** A run on WebGPU, where the runtime's device came from this adapter. */
async function sweepOn(adapterUsed: AdapterWords): Promise<RunRecord> {
  const { runner, store } = setUpSweep(() => ({ passMs: () => 100, model: { adapterUsed } }), {
    device: ['webgpu'],
    dtype: ['fp32'],
  });
  store.getState().setMachine({ state: 'known', probe });
  const record = await runner.run();
  if (record === null) throw new Error('There is no record.');
  expect(runRecordSchema.parse(record)).toEqual(record);
  return record;
}

const codes = ({ warnings }: RunRecord) => warnings.map(({ code }) => code);

describe('a lane on WebGPU', () => {
  it('records the adapter of the device that the runtime got, and doubts nothing where it is the page’s', async () => {
    const record = await sweepOn(same);
    expect(record.lanes[0]?.adapterUsed).toEqual(same);
    expect(codes(record)).not.toContain('other-adapter');
  });

  it('says where that is another than the page names, once, and beside the lane', async () => {
    const record = await sweepOn(other);
    expect(record.lanes[0]?.adapterUsed).toEqual(other);
    expect(record.warnings.filter(({ code }) => code === 'other-adapter')).toEqual([
      {
        code: 'other-adapter',
        message: 'lane-1 ran on NVIDIA, Ada Lovelace, not on Intel Arc.',
        detail: 'lane-1 NVIDIA, Ada Lovelace',
      },
    ]);
    expect(codes(record)).not.toContain('software-adapter');
    expect(runDoubts(record.warnings, ['lane-1'])).toContainEqual(
      expect.objectContaining({ code: 'other-adapter', laneId: 'lane-1', figures: 'NVIDIA, Ada Lovelace' }),
    );
    expect(recordToMarkdown(record)).toContain('lane-1 ran on NVIDIA, Ada Lovelace, not on Intel Arc.');
    const chinese = textsOf('zh-CN');
    expect(recordToMarkdown(record, chinese)).toContain(chinese.t('warning.other-adapter'));
  });

  it('says too where that is software beside the page’s GPU', async () => {
    expect(codes(await sweepOn(software))).toEqual(
      expect.arrayContaining(['other-adapter', 'software-adapter']),
    );
  });

  it('says so under load as well', async () => {
    const { loads, store } = setUpLoad(() => ({ passMs: () => 20, model: { adapterUsed: other } }), {
      device: ['webgpu'],
      dtype: ['fp32'],
    });
    store.getState().setMachine({ state: 'known', probe });
    const record = await loads.run();
    expect(record?.lanes[0]?.adapterUsed).toEqual(other);
    expect(record && codes(record)).toContain('other-adapter');
  });
});
