import { Button, Table } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fastestCell } from '../../../core/document/fastest-cell.ts';
import { profileFigures } from '../../../core/document/profile-figures.ts';
import type { ProfileRecord } from '../../../core/document/profile-record.ts';
import { operatorTable, profileSentences } from '../../../core/document/profile-report.ts';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import type { AppState } from '../../store/app-state.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import table from '../kit/data-table.module.css';
import { DataTable } from '../kit/data-table.tsx';
import { Disclosure } from '../kit/disclosure.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './profile-section.module.css';
import panel from './results.module.css';
import { useLaneName } from './shown-lanes.ts';

const noProfiles: readonly ProfileRecord[] = [];

/** Where the time of a pass goes: the run's profiles, and the button that makes one. */
export function ProfileSection() {
  const profiles = useAppState((state) => shownDraft(state)?.profiles ?? noProfiles);
  const lanes = useAppState((state) => shownDraft(state)?.lanes);
  return (
    <>
      {profiles.map((profile) => {
        const lane = lanes?.find(({ id }) => id === profile.laneId);
        return lane && <Profile key={profile.laneId} profile={profile} lane={lane} />;
      })}
      <Offer hasProfile={profiles.length > 0} />
    </>
  );
}

interface ProfileProps {
  readonly profile: ProfileRecord;
  readonly lane: DraftLane;
}

function Profile({ profile, lane }: ProfileProps) {
  const { t, i18n } = useTranslation();
  const numbers = useFormat();
  const laneName = useLaneName();
  const sentences = profileSentences(profile, lane, { name: laneName(lane), texts: i18n, numbers });
  const { kinds } = profileFigures(profile);
  const { head, rows } = operatorTable(profile, lane, i18n, numbers);
  return (
    <div className={classes.profile} data-testid="profile">
      <p>{sentences.slice(0, 2).join(t('joint.sentences'))}</p>
      <ul className={classes.kinds} aria-label={t('profile.shares')}>
        {kinds.map(({ kind, share, ms }) => (
          <li key={kind}>
            <span>{t(`profile.kind.${kind}`)}</span>
            <span className={classes.track} aria-hidden>
              <span className={classes.bar} data-kind={kind} style={{ width: `${100 * share}%` }} />
            </span>
            <span className={classes.figures}>
              <strong>{numbers.percent(share)}</strong> {numbers.milliseconds(ms)} ms
            </span>
          </li>
        ))}
      </ul>
      <p className={panel.chartHelp}>{sentences.slice(2).join(t('joint.sentences'))}</p>
      <Disclosure title={t('profile.operators')}>
        <DataTable label={t('profile.operators')} testId="profile-operators">
          <Table.Thead>
            <Table.Tr>
              {head.map((title, place) => (
                <Table.Th key={title} scope="col" className={place < 2 ? '' : (table.number ?? '')}>
                  {title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={`${row[0]} ${row[1]}`}>
                {row.map((cell, place) => (
                  <Table.Td key={head[place]} className={place < 2 ? '' : (table.number ?? '')}>
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      </Disclosure>
    </div>
  );
}

/** Whether the run on show is the page's own, has ended, and can be profiled. */
const canProfile = ({ canAddRounds, runState, shownRun }: AppState): boolean =>
  canAddRounds && shownRun === null && !isRunUnderWay(runState);

/** The button, or why there is none. */
function Offer({ hasProfile }: { readonly hasProfile: boolean }) {
  const { t } = useTranslation();
  const { profile } = useServices();
  const isOffered = useAppState(canProfile);
  const lacksTimestamps = useAppState(({ draft }) => draft !== null && isWithoutTimestamps(draft));
  if (!isOffered) return null;
  if (lacksTimestamps) return <p className={panel.chartHelp}>{t('profile.noTimestamps')}</p>;
  return (
    <div className={classes.offer}>
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconStethoscope size={15} aria-hidden />}
        onClick={() => void profile()}
      >
        {t(hasProfile ? 'profile.again' : 'profile.run')}
      </Button>
      <span className={panel.chartHelp}>{t('profile.help')}</span>
    </div>
  );
}

/** Whether the fastest lane ran on an adapter that cannot tell times. */
function isWithoutTimestamps({ lanes, environment: { adapter } }: NonNullable<AppState['draft']>): boolean {
  const lane = fastestCell(lanes)?.lane;
  if (lane === undefined || adapter === null || !deviceKinds[lane.deviceUsed ?? lane.device].hasAdapter)
    return false;
  return !adapter.features.includes('timestamp-query');
}
