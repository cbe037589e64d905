import type { DraftLane } from '../../../core/document/run-draft.ts';
import type { AdapterRecord, ScoreCheckRecord } from '../../../core/document/run-record.ts';
import { geforce } from '../../../core/results/testing/sound-run.ts';

export const hardwareAdapter: AdapterRecord = {
  ...geforce,
  name: 'NVIDIA GeForce RTX 4070 Laptop GPU',
  limits: { maxBufferSize: 2_147_483_648 },
};

export const softwareAdapter: AdapterRecord = {
  ...hardwareAdapter,
  name: 'SwiftShader',
  nameSource: 'webgpu',
  vendor: 'google',
  architecture: 'swiftshader',
  isSoftware: true,
};

export const fineScores: ScoreCheckRecord = {
  verdict: 'ok',
  findings: [],
  tolerance: 0.02,
  largestPaddingDifference: 0.00384,
  scores: [-5.65, -8.19, 5.26, 0.4],
  agreement: null,
};

/** Scores that change with the batch, as a faulty kernel produces them. */
export const suspectScores: ScoreCheckRecord = {
  ...fineScores,
  verdict: 'suspect',
  largestPaddingDifference: 1.27,
  findings: [
    {
      code: 'batch-dependent',
      message: 'A score moved by 1.27 between alone and padded; 0.02 is the most allowed.',
      detail: '1.27 0.02',
    },
    {
      code: 'reference-missed',
      message: '1 of 3 published scores is missed by more than 0.05.',
      detail: 'pair 2: -6.1 instead of -8.188',
    },
  ],
};

/** The events of a rough run: a worker replaced, a fault, a hidden tab. */
export const roughEvents: DraftLane['events'] = [
  { atMs: 12_400, kind: 'worker-replaced', message: 'Failed to create GPU buffer: 2.1 GB is too large.' },
  { atMs: 31_020, kind: 'lane-restarted', message: 'The Device was lost before mapping was resolved' },
  { atMs: 44_000, kind: 'hidden-tab', message: 'The tab was hidden: sampling waits.' },
  { atMs: 51_000, kind: 'throttled', message: 'An event of a kind that this page does not know.' },
];
