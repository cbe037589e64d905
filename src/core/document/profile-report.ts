import type { i18n } from 'i18next';
import { deviceKinds } from '../rerank/devices.ts';
import { englishTexts } from '../texts/english-texts.ts';
import { type Numbers, plainNumbers } from '../texts/format.ts';
import { type ProfileFigures, profileFigures } from './profile-figures.ts';
import type { ProfileRecord } from './profile-record.ts';
import { laneWords } from './record-words.ts';
import type { ReportPart } from './report.ts';
import type { LaneRecord, RunRecord } from './run-record.ts';

/** GPU busy ÷ wall below which it mostly waits, and above which it hardly waits. */
const busyRule = { waits: 0.6, full: 0.9 } as const;

/**
 * A CPU's profile whose pass was so much longer says more about short operators' calls than about their work.
 */
const distortedFrom = 0.5;

type ProfiledLane = Pick<LaneRecord, 'device' | 'deviceUsed'>;

const isOnGpu = ({ device, deviceUsed }: ProfiledLane): boolean =>
  deviceKinds[deviceUsed ?? device].hasAdapter;

/** A record's profiles in words, each with a table of its operators. There are no parts where it has none. */
export function profileParts(
  { lanes, profiles = [] }: Pick<RunRecord, 'lanes' | 'profiles'>,
  texts: i18n = englishTexts(),
): ReportPart[] {
  return profiles.flatMap((profile) => {
    const lane = lanes.find(({ id }) => id === profile.laneId);
    if (lane === undefined) return [];
    const name = laneWords(lane, texts);
    return [
      {
        title: texts.t('profile.partTitle', { lane: name }),
        lines: [
          ...profileSentences(profile, lane, { name, texts, numbers: plainNumbers }),
          sharesSentence(profileFigures(profile), texts),
        ],
        table: operatorTable(profile, lane, texts, plainNumbers),
      },
    ];
  });
}

/** What the page, exports and the terminal say about a profile, a sentence each. */
export function profileSentences(
  profile: ProfileRecord,
  lane: ProfiledLane,
  words: { readonly name: string; readonly texts: i18n; readonly numbers: Numbers },
): string[] {
  const { t } = words.texts;
  const { count, milliseconds, percent } = words.numbers;
  const { pairs, length, passes, wallMs, onCpu, clockStepMs } = profile;
  const figures = profileFigures(profile);
  const { busyShare, slowdown } = figures;
  const gpu = isOnGpu(lane);
  const ownShare = gpu ? busyShare : figures.profiledShare;
  const calls = count(Math.round(figures.calls));
  const share = ownShare === null ? null : percent(Math.min(1, ownShare));
  const waits = gpu && busyShare !== null && busyShare < busyRule.waits;
  const isFull = gpu && busyShare !== null && busyShare >= busyRule.full;
  const isDistorted = !gpu && slowdown !== null && slowdown > distortedFrom;
  return [
    t('profile.pass', {
      ...{ lane: words.name, pairs: count(pairs), length: count(length), ms: milliseconds(wallMs) },
    }),
    ...(share === null ? [] : [t(gpu ? 'profile.gpuBusy' : 'profile.cpuBusy', { share, calls })]),
    ...(waits ? [t('profile.gpuWaits')] : []),
    ...(isFull ? [t('profile.gpuFull')] : []),
    ...(onCpu === undefined
      ? []
      : [t('profile.onCpu', { calls: count(Math.round(onCpu.calls)), ms: milliseconds(onCpu.ms) })]),
    ...(slowdown === null
      ? []
      : [t('profile.method', { passes: count(passes), slowdown: percent(Math.max(0, slowdown)) })]),
    ...(isDistorted ? [t('profile.distorted')] : []),
    ...(clockStepMs === undefined ? [] : [t('profile.coarse', { ms: milliseconds(clockStepMs) })]),
  ];
}

/** "Share of the operators' time: Matrix products 62% · Attention 20% · …" */
const sharesSentence = ({ kinds }: ProfileFigures, { t }: i18n): string => {
  const parts = kinds.map(({ kind, share }) => `${t(`profile.kind.${kind}`)} ${plainNumbers.percent(share)}`);
  return `${t('profile.shares')}: ${parts.join(' · ')}`;
};

/** The operators of a profile as a table, slowest first. */
export function operatorTable(
  { operators, ...profile }: ProfileRecord,
  lane: ProfiledLane,
  { t }: i18n,
  { count, milliseconds, percent }: Numbers,
): NonNullable<ReportPart['table']> {
  const { busyMs } = profileFigures({ ...profile, operators });
  return {
    head: [
      t('profile.column.operator'),
      t('profile.column.part'),
      t(isOnGpu(lane) ? 'profile.column.dispatches' : 'profile.column.runs'),
      t('profile.column.ms'),
      t('profile.column.share'),
    ],
    rows: operators.map(({ type, kind, calls, ms }) => [
      type,
      t(`profile.kind.${kind}`),
      count(Math.round(calls)),
      milliseconds(ms),
      percent(busyMs > 0 ? ms / busyMs : 0),
    ]),
  };
}
